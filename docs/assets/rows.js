// The rows of the table: read from the page once, shown and hidden, never rebuilt; and what says something of them as text.
// @ts-check
import { lastDay } from "./in_force.js";

/**
 * @typedef {{today: string, words: Record<string, string>, policies: string[][], instruments: string[][], confidences: string[][],
 *   kinds: string[][], standings: string[][], states: string[][], places: [string, number, number[] | 0, any[][]][]}} Data
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
  /** @param {Data} data @param {HTMLTableRowElement} tr @param {Data["places"][0]} place */
  constructor(data, tr, [key, kind, point, actions]) {
    this.data = data;
    this.tr = tr;
    this.key = key;
    this.kind = data.kinds[kind][0];
    this.point = point;
    this.coded = actions;
    this.body = /** @type {HTMLTableSectionElement} */ (tr.parentElement);
    this.state = this.body.id;
    this.said = data.today;
    this.hidden = false;
  }
  get link() { return /** @type {HTMLAnchorElement} */ (this.tr.cells[0].querySelector("a")); }
  get name() { return this.link.textContent ?? ""; }
  get id() { return this.tr.dataset.id ?? ""; }
  get evidence() { return this.actions.map((action) => action.as_of).reduce((newest, day) => (lastDay(day) > lastDay(newest) ? day : newest)); }
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

/** Show the rows that miss nothing, and only those states that have one.
 * @param {HTMLTableElement} table @param {TableRow[]} rows @param {number[]} bits */
export function show(table, rows, bits) {
  const bodies = new Set();
  rows.forEach((row, place) => {
    const hide = bits[place] !== 0;
    if (!hide) bodies.add(row.body);
    if (row.hidden !== hide) row.tr.hidden = row.hidden = hide;
  });
  for (const body of table.tBodies) {
    if (body.id && body.hidden === bodies.has(body)) body.hidden = !bodies.has(body);
  }
}
