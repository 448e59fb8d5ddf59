// The cells of the rows as they stood on another day, and the rows in another order. Rows are moved and written, never
// rebuilt; what a cell says comes from the block of data, as text.
// @ts-check
import { firstDay } from "./in_force.js";
import { fold } from "./query.js";
import { label, say, sayDate } from "./rows.js";

/** @typedef {import("./rows.js").Data} Data */
/** @typedef {import("./rows.js").TableRow} TableRow */

/** @param {string} tag @param {string} className @param {...(string | Node)} inside */
function element(tag, className, ...inside) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...inside);
  return made;
}

/** Write the cells of a row as it stood on its day. @param {Data} data @param {TableRow} row */
function rewrite(data, row) {
  const { tr, at } = row;
  if (!at || row.said === at.on) return;
  row.said = at.on;
  const chips = at.limits.flatMap(({ policy, group, action, answer }) => {
    const chip = /** @type {HTMLAnchorElement} */ (element("a", `chip chip--${group}`, label(data.policies, policy)));
    chip.href = `../policies/${policy}/`;
    for (const [mark, is] of /** @type {[string, boolean][]} */ ([["advisory", !!action.force], ["maybe", answer === "maybe"]])) {
      if (!is) continue;
      chip.classList.add(`chip--${mark}`);
      chip.append(" ", element("small", "", say(data, mark)));
    }
    return [chip, " "];
  });
  tr.dataset.standing = at.standing;
  tr.cells[2].dataset.label = say(data, at.on === data.today ? "standing_today" : "standing_then");
  tr.cells[1].replaceChildren(...(chips.length ? chips : [say(data, "no_limits")]));
  tr.cells[2].replaceChildren(element("span", `standing standing--${at.standing}`, label(data.standings, at.standing)));
  tr.cells[3].replaceChildren(at.since ? sayDate(data, at.since) : say(data, "no_since"));
  const instruments = at.instruments.map((id) => label(data.instruments, id)).join(", ");
  tr.cells[4].replaceChildren(instruments || say(data, "no_since"));
}

/** The rows in the order asked, equals as they stood; a row without the value comes last. @param {TableRow[]} rows @param {string} sort */
function sorted(rows, sort) {
  const down = sort.startsWith("-") ? -1 : 1;
  const by = sort.replace("-", "");
  const value = (/** @type {TableRow} */ row) => {
    if (by === "place") return fold(row.name);
    if (by === "limits") return row.at?.limits.length ?? 0;
    return firstDay((by === "since" ? row.at?.since : row.evidence) || "") || null;
  };
  const keyed = rows.map((row) => ({ row, key: value(row) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    return a.key < b.key ? -down : a.key > b.key ? down : 0;
  });
  return keyed.map(({ row }) => row);
}

/** Put the rows in order: by state in their own bodies, or all in one. @param {HTMLTableElement} table @param {TableRow[]} rows @param {string} sort */
export function order(table, rows, sort) {
  let flat = /** @type {HTMLTableSectionElement | null} */ (table.querySelector(".flat"));
  if (!sort) {
    if (!flat) return;
    for (const row of rows) row.body.append(row.tr);
    flat.remove();
  } else {
    flat ??= table.appendChild(Object.assign(document.createElement("tbody"), { className: "flat" }));
    for (const { tr, state } of rows) /** @type {HTMLElement} */ (tr.querySelector("th small")).dataset.of = state.toUpperCase();
    flat.append(...sorted(rows, sort).map((row) => row.tr));
  }
  table.classList.toggle("places--flat", !!sort);
}

/** Write the rows to be shown, and put all in order. @param {Data} data @param {HTMLTableElement} table @param {TableRow[]} rows
 * @param {number[]} bits what each row misses @param {string} sort */
export function write(data, table, rows, bits, sort) {
  rows.forEach((row, place) => {
    if (!bits[place]) rewrite(data, row);
  });
  const [by, on] = [sort.replace("-", ""), rows[0]?.at?.on];
  const again = by === "since" || by === "limits" ? on !== orderedOn : false;
  if (sort !== orderedBy || again) order(table, rows, sort);
  [orderedBy, orderedOn] = [sort, on];
}
let orderedBy = "";
/** @type {string | undefined} */
let orderedOn;
