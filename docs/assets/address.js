// The address of a view of the table: read from a query, written to one. Short and human; what is unknown or broken is
// left out and reported, never run. Knows nothing of the page.
// @ts-check

/**
 * @typedef {{q: string, state: string[], kind: string[], policy: string[], match: string, standing: string[],
 *   instrument: string[], confidence: string[], all: string, maybe: string, on: string, sort: string}} View
 * @typedef {Record<string, (value: string) => boolean>} Known which values each name may have
 */

/** Names that hold several values, parted by commas. */
export const LISTS = ["state", "kind", "policy", "standing", "instrument", "confidence"];
const SINGLE = { all: ["1"], maybe: ["1"], match: ["all"] };
const SORTS = ["place", "since", "evidence", "limits"].flatMap((by) => [by, `-${by}`]);
const LONGEST = 100;

/** @param {string} day */
const isDay = (day) => /^\d{4}-\d\d-\d\d$/.test(day) && new Date(`${day}T00:00Z`).toJSON()?.startsWith(day);

/** What each name may hold; `terms` has each list of ids and labels. @param {import("./rows.js").Data} terms @param {string} first */
export function known(terms, first) {
  /** @type {Known} */
  const tests = { q: (q) => q.length <= LONGEST, on: (day) => !!isDay(day) && day >= first && day <= terms.today };
  const lists = LISTS.map((list) => [list, termsOf(terms, list).map(([id]) => id)]);
  for (const [name, values] of Object.entries({ ...Object.fromEntries(lists), ...SINGLE, sort: SORTS })) {
    const set = new Set(values);
    tests[name] = (value) => set.has(value);
  }
  return tests;
}

/** A list's ids with their labels. @param {import("./rows.js").Data} data @param {string} list @returns {string[][]} */
export const termsOf = (data, list) => /** @type {any} */ (data)[list === "policy" ? "policies" : `${list}s`];

/** The view with nothing asked. @param {string} today @returns {View} */
export const plain = (today) => ({
  q: "", state: [], kind: [], policy: [], match: "", standing: [], instrument: [], confidence: [], all: "", maybe: "",
  on: today, sort: "",
});

/** @param {string} query @param {Known} tests @param {string} today @returns {{view: View, ignored: string[]}} */
export function read(query, tests, today) {
  const view = /** @type {Record<string, any>} */ (plain(today));
  /** @type {string[]} */
  const ignored = [];
  for (const [name, text] of new URLSearchParams(query)) {
    if (!Object.hasOwn(view, name) || !text) continue;
    const list = LISTS.includes(name);
    for (const value of list ? text.split(",") : [text]) {
      if (!tests[name](value)) ignored.push(`${name}=${value.slice(0, LONGEST)}`);
      else if (!list) view[name] = value;
      else if (!view[name].includes(value)) view[name].push(value);
    }
  }
  return { view: /** @type {View} */ (view), ignored };
}

/** @param {View} view @param {string} today */
export function write(view, today) {
  const parts = Object.entries(view).flatMap(([name, value]) => {
    const text = String(value);
    return !text || (name === "on" && text === today) ? [] : `${name}=${encodeURIComponent(text).replace(/%2C/g, ",").replace(/%20/g, "+")}`;
  });
  return parts.length ? `?${parts.join("&")}` : "";
}
