// The rows of the table: read from the page once, shown, hidden, sorted, and written anew for another day. Rows are never
// rebuilt; what a cell says comes from the block of data, as text.
// @ts-check
import { sorted } from "./query.js";

/**
 * @typedef {{today: string, words: Record<string, string>, policies: string[][], instruments: string[][], confidences: string[][],
 *   kinds: string[][], standings: string[][], states: string[][], places: [string, any[][]][]}} Data
 */

/** A word of the interface with its placeholders filled. @param {Data} data @param {string} key @param {Record<string, string | number>} [values] */
export function say({ words }, key, values = {}) {
  const text = words[key] ?? words[`${key}.${values.count === 1 ? "one" : "other"}`] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? String(value).replace(/\B(?=(\d{3})+$)/g, words["number.separator"]) : value ?? "";
  });
}

/** Change an element's text but not its nodes, which would cost a look at every style of the page. @param {Element} place @param {string} text */
export function tell(place, text) {
  const node = /** @type {Text} */ (place.firstChild ?? place.appendChild(new Text()));
  if (node.data !== text) node.data = text;
}

/** A date text in words. @param {Data} data @param {string} text */
export function sayDate(data, text) {
  const [year, month, day] = text.split("-");
  if (!month) return year;
  const name = data.words[`months.${Number(month)}`];
  return say(data, day ? "date.day" : "date.month", { year, month: name, day: String(Number(day)) });
}

/** Items as a sentence joins them. @param {Data} data @param {string[]} items @param {string} last */
export const listed = (data, items, last) => [items.slice(0, -1).join(", "), items.at(-1)].filter(Boolean).join(last);

/** The label of an id. @param {string[][]} terms @param {string} id */
export const label = (terms, id) => terms.find(([known]) => known === id)?.[1] ?? id;

/** A row; what only some views need is read when it is first asked for. */
export class TableRow {
  /** @type {import("./query.js").At | undefined} */
  at;
  /** @param {Data} data @param {HTMLTableRowElement} tr @param {[string, any[][]]} place */
  constructor(data, tr, [key, actions]) {
    this.data = data;
    this.tr = tr;
    this.key = key;
    this.coded = actions;
    this.body = /** @type {HTMLTableSectionElement} */ (tr.parentElement);
    this.state = this.body.id;
    this.said = data.today;
  }
  get link() { return /** @type {HTMLAnchorElement} */ (this.tr.cells[0].querySelector("a")); }
  get name() { return this.link.textContent ?? ""; }
  get id() { return this.tr.dataset.id ?? ""; }
  get kind() { return this.tr.dataset.kind ?? ""; }
  get evidence() { return this.tr.cells[5].querySelector("time")?.dateTime ?? ""; }
  /** @returns {import("./in_force.js").Action[]} */
  get actions() {
    const { policies: kinds, instruments, confidences } = this.data;
    const actions = this.coded.map(([date, as_of, ended, unknown, advisory, policies, instrument, confidence]) => ({
      date, as_of, ended, status: unknown ? "unknown" : "", force: advisory ? "advisory" : "",
      policies: policies.map((/** @type {number} */ number) => kinds[number][0]),
      instrument: instruments[instrument][0], confidence: confidences[confidence][0],
    }));
    Object.defineProperty(this, "actions", { value: actions });
    return actions;
  }
}

/** @param {Data} data @param {HTMLTableElement} table */
export const readRows = (data, table) =>
  [...table.querySelectorAll("tr[data-id]")].map((tr, place) => new TableRow(data, /** @type {any} */ (tr), data.places[place]));

/** @param {string} tag @param {string} className @param {...(string | Node)} inside */
function element(tag, className, ...inside) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...inside);
  return made;
}

/** Write the cells of a row as it stood on its day. @param {Data} data @param {TableRow} row */
function write(data, row) {
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
  const since = document.createElement("time");
  since.dateTime = at.since ?? "";
  since.append(sayDate(data, at.since ?? ""));
  tr.cells[3].replaceChildren(at.since ? since : say(data, "no_since"));
  const instruments = at.instruments.map((id) => label(data.instruments, id)).join(", ");
  tr.cells[4].replaceChildren(instruments || say(data, "no_since"));
}

/** Show the rows that miss nothing, and only those states that have one.
 * @param {Data} data @param {HTMLTableElement} table @param {TableRow[]} rows @param {number[]} bits */
export function show(data, table, rows, bits) {
  const bodies = new Set();
  rows.forEach((row, place) => {
    const { tr, body } = row;
    const hide = bits[place] !== 0;
    if (!hide) {
      write(data, row);
      bodies.add(body);
    }
    if (tr.hidden !== hide) tr.hidden = hide;
  });
  for (const body of table.tBodies) {
    if (body.id && body.hidden === bodies.has(body)) body.hidden = !bodies.has(body);
  }
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
    flat.append(.../** @type {TableRow[]} */ (sorted(rows, sort)).map((row) => row.tr));
  }
  table.classList.toggle("places--flat", !!sort);
}
