// Which places to name as examples: those whose sure and binding rules are of the kinds asked for; the same state first,
// then the same kind of place, then the nearest. Pure; docs/assets/letter.js hands in what the page holds.
// @ts-check

/** @typedef {{kinds: string[], date: string, instrument: string, title: string, citation: string, url: string}} Rule */
/** @typedef {[name: string, kind: string, lat: number | null, lon: number | null, standing: string]} Place */
/** @typedef {{name: string, how: string, law: string[], standing: string | null, point: [number, number], href: string | null}} State */
/** @typedef {{places: Record<string, Place>, states: Record<string, State>, examples: Record<string, Rule[]>}} Record_ */
/** @typedef {{id: string, name: string, state: string, rules: Rule[]}} Example */
/** @typedef {{to: string, place: string, state: string, kinds: string[]}} Wish */

export const MOST = 8;
const COUNTY = ["county"];
const STATE = ["state", "federal-district"];

/** What is like what: counties, states, and all that is neither. @param {string} kind */
const family = (kind) => (COUNTY.includes(kind) ? "county" : STATE.includes(kind) ? "state" : "local");

/** @param {string} id @param {Record_} record */
const nameOf = (id, record) => record.places[id]?.[0] ?? record.states[id].name;

/** @param {string} id @param {Record_} record @returns {[number, number]} */
function pointOf(id, record) {
  const [, , lat, lon] = record.places[id] ?? [];
  return typeof lat === "number" && typeof lon === "number" ? [lat, lon] : record.states[id.slice(0, 2)].point;
}

/** Degrees apart, near enough for an order. @param {[number, number]} a @param {[number, number]} b */
const apart = (a, b) => Math.hypot(a[0] - b[0], (a[1] - b[1]) * Math.cos((a[0] * Math.PI) / 180));

/** @param {Wish} wish @param {Record_} record */
function wanted(wish, record) {
  if (wish.to === "legislator") return "state";
  if (wish.to === "sheriff" || wish.to === "board") return "county";
  return record.places[wish.place] ? family(record.places[wish.place][1]) : "local";
}

/** Suggests examples, best first, never the place itself. @param {Wish} wish @param {Record_} record @returns {Example[]} */
export function suggest(wish, record) {
  if (!record.states[wish.state]) return [];
  const here = pointOf(record.places[wish.place] ? wish.place : wish.state, record);
  const like = wanted(wish, record);
  const settled = record.states[wish.state].how === "mandate";
  /** @type {{order: number[], example: Example}[]} */
  const found = [];
  for (const [id, rules] of Object.entries(record.examples)) {
    const [state, own] = [id.slice(0, 2), id === wish.place || (id === wish.state && wish.to !== "legislator")];
    const fitting = rules.filter((rule) => rule.kinds.some((kind) => wish.kinds.includes(kind)));
    if (own || !fitting.length || (settled && state === wish.state)) continue;
    const kind = record.places[id] ? family(record.places[id][1]) : "state";
    const order = [Number(state !== wish.state), Number(kind !== like), apart(here, pointOf(id, record))];
    found.push({ order, example: { id, name: nameOf(id, record), state: id === state ? "" : state.toUpperCase(), rules: fitting } });
  }
  found.sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1] || a.order[2] - b.order[2]);
  return found.slice(0, MOST).map(({ example }) => example);
}
