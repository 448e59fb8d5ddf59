// What stands around the rows and shows the view: the controls, the chips of what was chosen, how many rows each choice would
// leave, what to take back where none is left, and the sheet of filters. Asks for changes; makes none itself.
// @ts-check
import { LISTS, plain, termsOf } from "./address.js";
import { BITS, limitsOnly, offers } from "./query.js";
import { label, say, sayDate, tell } from "./rows.js";

/** @typedef {import("./rows.js").Data} Data */
/** @typedef {import("./rows.js").TableRow} TableRow */
/** @typedef {import("./address.js").View} View */
/** @typedef {import("./query.js").Answer} Answer */

const $ = (/** @type {string} */ selector) => /** @type {any} */ (document.querySelector(selector));

/** The first day of each month, then the last day. @param {string} first @param {string} last */
function monthsBetween(first, last) {
  const days = [];
  for (let day = first; day < last; ) {
    days.push(day);
    const next = new Date(`${day}T00:00Z`);
    next.setUTCMonth(next.getUTCMonth() + 1);
    day = next.toJSON().slice(0, 10);
  }
  return [...days, last];
}

/** How many rows each choice of a list would leave. @param {TableRow[]} rows @param {number[]} bits @param {View} view @param {string} list */
function leaves(rows, bits, view, list) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const narrowing = list === "policy" && view.match;
  rows.forEach((row, place) => {
    if (bits[place] & ~(narrowing ? 0 : BITS[list])) return;
    for (const value of offers(row, /** @type {import("./query.js").At} */ (row.at), list, view.maybe)) counts.set(value, (counts.get(value) ?? 0) + 1);
  });
  return counts;
}

/** @param {Data} data @param {TableRow[]} rows @param {import("./address.js").Known} tests
 * @param {(change: Partial<View>) => void} go */
export function start(data, rows, tests, go) {
  const { today } = data;
  const form = /** @type {HTMLFormElement} */ ($(".explorer"));
  const table = /** @type {HTMLTableElement} */ ($("table.places"));
  const sheet = /** @type {HTMLDialogElement} */ ($("#filters"));
  const opener = /** @type {HTMLButtonElement} */ ($("[data-act=filters]"));
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-list]"));
  const narrow = matchMedia("(max-width: 47.99rem)");
  const months = monthsBetween(form.month.dataset.first ?? today, today);
  for (const heading of table.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.append(...heading.childNodes);
    button.type = "button";
    heading.append(button);
  }
  /** @type {() => void} */
  let facets = () => {};

  /** Let every control show the view. @param {View} view @param {Answer} answer */
  function show(view, answer) {
    form.limits.checked = limitsOnly(view);
    form.maybe.checked = !!view.maybe;
    form.on.value = view.on;
    form.month.value = String(Math.max(0, months.findLastIndex((day) => day <= view.on)));
    form.month.setAttribute("aria-valuetext", sayDate(data, view.on));
    for (const button of form.querySelectorAll("[data-day]")) {
      button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.day === view.on));
    }
    form.sort.value = view.sort;
    for (const box of boxes) box.checked = view[/** @type {"kind"} */ (box.dataset.list)].includes(box.value);
    form.state.value = view.state.length === 1 ? view.state[0] : "";
    form.match.value = view.match;
    for (const heading of table.querySelectorAll("th[data-sort]")) {
      const is = view.sort.replace("-", "") === /** @type {HTMLElement} */ (heading).dataset.sort;
      if (is) heading.setAttribute("aria-sort", view.sort.startsWith("-") ? "descending" : "ascending");
      else heading.removeAttribute("aria-sort");
    }
    tell(table.tHead?.rows[0].cells[2] ?? table, say(data, view.on === today ? "standing_today" : "standing_then"));
    for (const count of document.querySelectorAll("[data-count]")) {
      const { count: standing } = /** @type {HTMLElement} */ (count).dataset;
      tell(count, say(data, "number", { count: rows.filter((row) => row.at?.standing === standing).length }));
    }
    const chips = LISTS.flatMap((list) => view[/** @type {"kind"} */ (list)].map((value) => {
      return chip(label(termsOf(data, list), value), { [list]: view[/** @type {"kind"} */ (list)].filter((other) => other !== value) });
    }));
    if (view.on !== today) chips.push(chip(sayDate(data, view.on), { on: today }));
    if (view.q) chips.push(chip(`“${view.q}”`, { q: "" }));
    if (chips.length) chips.push(chip("", plain(today)));
    $("#chosen").replaceChildren(...chips);
    tell($("#filter-count"), chips.length ? `(${chips.length - 1})` : "");
    if (!answer.shown) loosen(answer);
  }

  /** A choice that can be taken back; without a name, all of them. @param {string} name @param {Partial<View>} change */
  function chip(name, change) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = name ? "chosen" : "chosen chosen--all";
    button.textContent = name || say(data, "clear");
    if (name) button.setAttribute("aria-label", say(data, "remove", { name }));
    button.addEventListener("click", async () => {
      form.q.value = change.q ?? form.q.value;
      await go(change);
      /** @type {HTMLElement} */ ($("#chosen button") ?? form.q).focus();
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  /** Where no row is left: say which single choice to take back, and how many rows that gives. @param {Answer} answer */
  function loosen({ bits }) {
    const without = { ...plain(today), limits: "", on: undefined };
    const chips = Object.entries(BITS).flatMap(([name, bit]) => {
      const count = bits.filter((missed) => missed === bit).length;
      if (!count) return [];
      const change = name === "limits" ? { all: "1" } : { [name]: /** @type {any} */ (without)[name] };
      const item = chip(say(data, "without", { name: data.words[`choice.${name}`], count }), change);
      item.firstElementChild?.removeAttribute("aria-label");
      return [item];
    });
    if (!chips.length) chips.push(chip("", { ...plain(today), all: "1" }));
    $("#nothing ul").replaceChildren(...chips);
  }

  /** Say beside each choice how many rows it would leave, where somebody can see it. @param {View} view @param {Answer} answer */
  function counts(view, answer) {
    /** @type {Record<string, Map<string, number>>} */
    const kept = {};
    const left = (/** @type {string} */ list) => (kept[list] ??= leaves(rows, answer.bits, view, list));
    const others = answer.bits.filter((bits) => bits === BITS.limits).length;
    tell($("#others"), others ? say(data, "others", { count: others }) : "");
    tell($("#possible"), answer.possibly ? `+${answer.possibly}` : "");
    for (const option of form.state.options) {
      if (option.value) tell(option, `${option.dataset.name} (${left("state").get(option.value) ?? 0})`);
    }
    facets = () => {
      for (const box of boxes) {
        const count = left(/** @type {string} */ (box.dataset.list)).get(box.value) ?? 0;
        tell(/** @type {Element} */ (box.parentElement?.querySelector("small")), String(count));
      }
    };
    if (sheet.open) facets();
  }

  /** A control was used other than the search box. @param {HTMLInputElement} target */
  function choose({ name, value, checked, dataset: { list } }) {
    if (name === "month") go({ on: months[Number(value)] });
    else if (name === "limits") go({ all: checked ? "" : "1", standing: [] });
    else if (name === "maybe") go({ maybe: checked ? "1" : "" });
    else if (name === "state") go({ state: value ? [value] : [] });
    else if (name === "on") tests.on(value) && go({ on: value });
    else if (list) go({ [list]: [...boxes].filter((box) => box.dataset.list === list && box.checked).map((box) => box.value) });
    else if (name) go({ [name]: value });
  }

  /** A button of the form or of a heading was pressed. @param {HTMLElement} button @param {View} view */
  function press(button, view) {
    const { day, act } = button.dataset;
    if (day) go({ on: day });
    if (act === "filters") open();
    if (act === "close") sheet.close();
    const { sort: by = "", first = "" } = button.closest("th")?.dataset ?? {};
    if (by) go({ sort: view.sort === first + by ? (first ? by : `-${by}`) : view.sort.endsWith(by) ? "" : first + by });
  }

  /** Filters stand in the page, or over it on a small screen, where the rest waits until they are closed. */
  function open() {
    if (sheet.open) return sheet.close();
    sheet[narrow.matches ? "showModal" : "show"]();
    opener.setAttribute("aria-expanded", "true");
    facets();
  }
  sheet.addEventListener("close", () => {
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  });
  sheet.addEventListener("keydown", ({ key }) => key === "Escape" && sheet.close());

  return { show, counts, choose, press, months };
}
