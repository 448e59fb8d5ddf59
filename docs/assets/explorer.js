// The table of places as an explorer: joins the form, the address, the rows and the drawings. The rows are in the page
// already; here they are only shown, hidden and moved. One view is the state of all, and the address says it.
// @ts-check
import * as address from "./address.js";
import * as query from "./query.js";
import { label, order, readRows, say, sayDate, show, tell } from "./rows.js";
import { describe } from "./describe.js";

/** @typedef {import("./address.js").View} View */

const $ = (/** @type {string} */ selector) => /** @type {any} */ (document.querySelector(selector));
const form = /** @type {HTMLFormElement} */ ($(".explorer"));
const table = /** @type {HTMLTableElement} */ ($("table.places"));
/** @type {import("./rows.js").Data} */
const data = JSON.parse($("#explorer-data").textContent);
const { today } = data;
const rows = readRows(data, table);
const groups = new Map(data.policies.map(([id, , group]) => [id, group]));
const months = monthsBetween(form.month.dataset.first ?? today, today);
const ids = (/** @type {string[][]} */ terms) => terms.map(([id]) => id);
const tests = address.known({
  state: ids(data.states), kind: ids(data.kinds), policy: ids(data.policies), standing: ids(data.standings),
  instrument: ids(data.instruments), confidence: ids(data.confidences),
}, form.on.min, today);
const narrow = matchMedia("(max-width: 47.99rem)");
const sheet = /** @type {HTMLDialogElement} */ ($("#filters"));

/** @type {View} */
const first = address.plain(today);
let view = first;
/** @type {ReturnType<typeof query.ask>} */
let answer;
let sortedBy = "";
/** @type {((view: View, shown: import("./rows.js").TableRow[]) => void)[]} */
const drawings = [];

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

/** Show what the view asks for. @param {boolean} [typed] whether only the words searched for have changed */
function update(typed = false) {
  answer = query.ask(rows, groups, view);
  show(data, table, rows, answer.bits);
  if (view.sort !== sortedBy || (view.sort && !typed)) order(table, rows, view.sort);
  sortedBy = view.sort;
  table.classList.remove("places--first");
  const said = describe(data, view, answer);
  tell($("#said"), said);
  $("#nothing").hidden = answer.shown > 0;
  if (!answer.shown) loosen();
  if (!typed) controls();
  later(() => {
    if (view !== first) tell($("#announced"), said);
    const shown = rows.filter((_, place) => !answer.bits[place]);
    for (const draw of drawings) draw(view, shown);
    facets();
  });
}

let waiting = 0;
/** Do after the rows are painted, and only once. @param {() => void} work */
function later(work) {
  clearTimeout(waiting);
  waiting = setTimeout(work, 200);
}

/** Change the view, and leave a step in the history unless it follows typing. @param {Partial<View>} change @param {boolean} [typed] */
export function go(change, typed = false) {
  view = { ...view, ...change };
  const url = address.write(view, today) || location.pathname;
  history[typed ? "replaceState" : "pushState"](null, "", url);
  $("#ignored").hidden = true;
  update(typed && Object.keys(change).join() === "q");
}

/** Take the view from the address. The page already shows the plain one, so that can wait. @param {boolean} [early] */
function arrive(early = false) {
  const { view: asked, ignored } = address.read(location.search, tests, today);
  view = asked;
  $("#ignored").hidden = !ignored.length;
  tell($("#ignored"), ignored.length ? say(data, "ignored", { list: ignored.join(", ") }) : "");
  if (!address.write(view, today)) view = first;
  if (early && view === first) return;
  form.q.value = view.q;
  update();
}

/** Let every control show the view. */
function controls() {
  form.limits.checked = query.limitsOnly(view);
  form.maybe.checked = !!view.maybe;
  form.on.value = view.on;
  form.month.value = String(Math.max(0, months.findLastIndex((day) => day <= view.on)));
  form.month.setAttribute("aria-valuetext", sayDate(data, view.on));
  for (const button of form.querySelectorAll("[data-day]")) {
    button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.day === view.on));
  }
  form.sort.value = view.sort;
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-list]"))) {
    box.checked = view[/** @type {"kind"} */ (box.dataset.list)].includes(box.value);
  }
  form.state.value = view.state.length === 1 ? view.state[0] : "";
  form.match.value = view.match;
  for (const heading of table.querySelectorAll("th[data-sort]")) {
    const by = /** @type {HTMLElement} */ (heading).dataset.sort;
    const is = view.sort.replace("-", "") === by;
    if (is) heading.setAttribute("aria-sort", view.sort.startsWith("-") ? "descending" : "ascending");
    else heading.removeAttribute("aria-sort");
  }
  tell(table.tHead?.rows[0].cells[2] ?? table, say(data, view.on === today ? "standing_today" : "standing_then"));
  for (const count of document.querySelectorAll("[data-count]")) {
    const { count: standing } = /** @type {HTMLElement} */ (count).dataset;
    tell(count, say(data, "number", { count: rows.filter((row) => row.at?.standing === standing).length }));
  }
  const chips = address.LISTS.flatMap((list) => view[/** @type {"kind"} */ (list)].map((value) => {
    const terms = /** @type {any} */ (data)[{ policy: "policies" }[list] ?? `${list}s`];
    return chip(label(terms, value), { [list]: view[/** @type {"kind"} */ (list)].filter((other) => other !== value) });
  }));
  if (view.on !== today) chips.push(chip(sayDate(data, view.on), { on: today }));
  if (view.q) chips.push(chip(`“${view.q}”`, { q: "" }));
  if (chips.length) chips.push(chip("", address.plain(today)));
  $("#chosen").replaceChildren(...chips);
  tell($("#filter-count"), chips.length ? `(${chips.length - 1})` : "");
}

/** A choice that can be taken back; without a name, all of them. @param {string} name @param {Partial<View>} change */
function chip(name, change) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = name ? "chosen" : "chosen chosen--all";
  button.textContent = name || say(data, "clear");
  if (name) button.setAttribute("aria-label", say(data, "remove", { name }));
  button.addEventListener("click", () => {
    form.q.value = change.q ?? form.q.value;
    go(change);
    /** @type {HTMLElement} */ ($("#chosen button") ?? form.q).focus();
  });
  const item = document.createElement("li");
  item.append(button);
  return item;
}

/** Say beside each choice how many rows it would leave, where somebody can see it. */
function facets() {
  const others = answer.bits.filter((bits) => bits === query.BITS.limits).length;
  tell($("#others"), others ? say(data, "others", { count: others }) : "");
  tell($("#possible"), answer.possibly ? `+${answer.possibly}` : "");
  for (const option of form.state.options) {
    const count = leaves("state").get(option.value) ?? 0;
    if (option.value) tell(option, `${option.dataset.name} (${count})`);
  }
  if (!sheet.open) return;
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-list]"))) {
    const count = leaves(/** @type {string} */ (box.dataset.list)).get(box.value) ?? 0;
    tell(/** @type {Element} */ (box.parentElement?.querySelector("small")), String(count));
  }
}

/** @type {{of: unknown, counts: Record<string, Map<string, number>>}} */
let kept = { of: null, counts: {} };
/** @param {string} list */
function leaves(list) {
  if (kept.of !== answer) kept = { of: answer, counts: {} };
  return (kept.counts[list] ??= query.leaves(rows, answer.bits, view, list));
}

/** Where no row is left: say which single choice to take back, and how many rows that gives. */
function loosen() {
  const without = { ...address.plain(today), limits: "", on: undefined };
  const offers = Object.entries(query.BITS).flatMap(([name, bit]) => {
    const count = answer.bits.filter((bits) => bits === bit).length;
    if (!count) return [];
    const change = name === "limits" ? { all: "1" } : { [name]: /** @type {any} */ (without)[name] };
    const item = chip(say(data, "without", { name: data.words[`choice.${name}`], count }), change);
    item.firstElementChild?.removeAttribute("aria-label");
    return [item];
  });
  if (!offers.length) offers.push(chip("", { ...address.plain(today), all: "1" }));
  $("#nothing ul").replaceChildren(...offers);
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  const { name, value, checked, dataset } = /** @type {HTMLInputElement} */ (target);
  if (name === "q") go({ q: value.slice(0, 100) }, true);
  else if (name === "month") go({ on: months[Number(value)] }, true);
  else if (name === "limits") go({ all: checked ? "" : "1", standing: [] });
  else if (name === "maybe") go({ maybe: checked ? "1" : "" });
  else if (name === "state") go({ state: value ? [value] : [] });
  else if (name === "on") tests.on(value) && go({ on: value });
  else if (dataset.list) {
    const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(`[data-list=${dataset.list}]:checked`));
    go({ [dataset.list]: [...boxes].map((box) => box.value) });
  } else if (name) go({ [name]: value });
});
form.addEventListener("click", ({ target }) => {
  const { day, act } = /** @type {HTMLElement} */ (target).closest("button")?.dataset ?? {};
  if (day) go({ on: day });
  if (act === "filters") openSheet();
  if (act === "close") sheet.close();
});
table.tHead?.addEventListener("click", ({ target }) => {
  const heading = /** @type {HTMLElement} */ (target).closest("button") && /** @type {HTMLElement} */ (target).closest("th");
  const { sort: by = "", first = "" } = heading?.dataset ?? {};
  if (by) go({ sort: view.sort === first + by ? (first ? by : `-${by}`) : view.sort.endsWith(by) ? "" : first + by });
});

/** Filters stand in the page, or over it on a small screen, where the rest waits until they are closed. */
function openSheet() {
  if (sheet.open) return sheet.close();
  sheet[narrow.matches ? "showModal" : "show"]();
  $("[data-act=filters]").setAttribute("aria-expanded", "true");
  facets();
}
sheet.addEventListener("close", () => {
  $("[data-act=filters]").setAttribute("aria-expanded", "false");
  $("[data-act=filters]").focus();
});
sheet.addEventListener("keydown", ({ key }) => key === "Escape" && sheet.close());
addEventListener("popstate", () => arrive());

for (const heading of /** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("th[data-sort]"))) {
  const button = document.createElement("button");
  button.append(...heading.childNodes);
  button.type = "button";
  heading.append(button);
}
arrive(true);
requestAnimationFrame(() => setTimeout(() => {
  document.documentElement.dataset.ready = String(performance.now());
  Promise.all([import("./map.js"), import("./chart.js"), import("./take.js")]).then(([map, chart, take]) => {
    drawings.push(map.start(data, rows, go), chart.start(data, rows, groups, months));
    take.start(data, rows, () => ({ view, answer, said: $("#said").textContent }));
    update();
  });
}));
