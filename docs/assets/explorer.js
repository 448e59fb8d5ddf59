// The table of places as an explorer: joins the form, the address and the rows. The rows are in the page already; here they
// are only shown and hidden. One view is the state of all, and the address says it. What the first view does not need
// (other days, orders, the filters, map, chart, CSV) is loaded once that view stands, or as soon as something asks for it.
// @ts-check
import * as address from "./address.js";
import { ask } from "./query.js";
import { readRows, say, show, tell } from "./rows.js";
import { describe } from "./describe.js";

/** @typedef {import("./address.js").View} View */
/** @typedef {{view: View, answer: import("./query.js").Answer, said: string}} Now */

const root = document.documentElement;
const $ = (/** @type {string} */ selector) => /** @type {any} */ (document.querySelector(selector));
const form = /** @type {HTMLFormElement} */ ($(".explorer"));
const table = /** @type {HTMLTableElement} */ ($("table.places"));
/** @type {import("./rows.js").Data} */
const data = JSON.parse($("#explorer-data").textContent);
const { today } = data;
const rows = readRows(data, table);
const groups = new Map(data.policies.map(([id, , group]) => [id, group]));
const tests = address.known(data, form.on.min);
const first = address.plain(today);

let view = first;
/** @type {import("./query.js").Answer} */
let answer;
let said = "";
/** @type {typeof import("./cells.js") | undefined} */
let cells;
/** @type {ReturnType<typeof import("./panel.js").start> | undefined} */
let panel;
/** @type {((view: View, shown: import("./rows.js").TableRow[]) => void)[]} */
const drawings = [];

/** Show what the view asks for. @param {boolean} [typed] whether only the words searched for have changed */
function update(typed = false) {
  answer = ask(rows, groups, view);
  cells?.write(data, table, rows, answer.bits, view.sort);
  show(table, rows, answer.bits);
  delete root.dataset.first;
  said = describe(data, view, answer);
  tell($("#said"), said);
  $("#nothing").hidden = answer.shown > 0;
  if (!typed || !answer.shown) panel?.show(view, answer);
  clearTimeout(waiting);
  waiting = setTimeout(settle, 200);
}

let waiting = 0;
/** What can wait until the rows are painted, and need be done only once for many letters. */
function settle() {
  write();
  if (view !== first) tell($("#announced"), said);
  const shown = rows.filter((_, place) => !answer.bits[place]);
  for (const draw of drawings) draw(view, shown);
  panel?.counts(view, answer);
}

/** @type {Promise<void> | undefined} */
let loading;
const whole = () => (loading ??= Promise.all([import("./panel.js"), import("./cells.js")]).then((loaded) => {
  cells = loaded[1];
  panel = loaded[0].start(data, rows, tests, go);
}));

const url = () => address.write(view, today) || location.pathname;
let unwritten = false;
/** Write what was typed to the address; a browser takes longer for that than for the rows. */
function write() {
  if (unwritten) history.replaceState(null, "", url());
  unwritten = false;
}

/** Change the view, and leave a step in the history unless it follows typing. @param {Partial<View>} change @param {boolean} [typed] */
function go(change, typed = false) {
  if (!typed) write();
  view = { ...view, ...change };
  unwritten = typed;
  if (!typed) history.pushState(null, "", url());
  $("#ignored").hidden = true;
  return typed ? update(true) : whole().then(() => update());
}

/** Take the view from the address; the page already shows the plain one. @param {boolean} [early] */
async function arrive(early = false) {
  unwritten = false;
  const { view: asked, ignored } = address.read(location.search, tests, today);
  view = address.write(asked, today) ? asked : first;
  $("#ignored").hidden = !ignored.length;
  tell($("#ignored"), ignored.length ? say(data, "ignored", { list: ignored.join(", ") }) : "");
  if (early && view === first) return;
  form.q.value = view.q;
  await whole();
  update();
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  if (target === form.q) go({ q: form.q.value.slice(0, 100) }, true);
  else whole().then(() => panel?.choose(/** @type {any} */ (target)));
});
for (const place of [form, table.tHead]) {
  place?.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest("button");
    if (button) whole().then(() => panel?.press(button, view));
  });
}
addEventListener("popstate", () => arrive());

await arrive(true);
requestAnimationFrame(() => setTimeout(async () => {
  root.dataset.ready = String(performance.now());
  delete root.dataset.broken;
  if (form.q.value !== view.q) go({ q: form.q.value.slice(0, 100) }, true);
  await whole();
  const months = panel?.months ?? [];
  const now = () => ({ view, answer, said });
  await Promise.allSettled([
    import("./map.js").then(({ start }) => drawings.push(start(data, rows, go))),
    import("./chart.js").then(({ start }) => drawings.push(start(data, rows, groups, months))),
    import("./take.js").then(({ start }) => start(data, rows, now)),
  ]);
  update();
}));
