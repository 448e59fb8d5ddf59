// Which rows a view shows, and which miss it by one choice only. Values to values.
// @ts-check
import { standingOn } from "./in_force.js";
import { LISTS } from "./address.js";

/**
 * @typedef {import("./in_force.js").Action} Action
 * @typedef {import("./address.js").View} View
 * @typedef {{key: string, actions: Action[], name: string, state: string, kind: string, evidence: string,
 *   at?: At}} Row
 * @typedef {{bits: number[], possibly: number, shown: number}} Answer what each row misses, and how many are or may be shown
 * @typedef {import("./in_force.js").On & {on: string, sure: string[], maybe: string[], instruments: string[],
 *   confidences: string[]}} At
 */

/** Small letters without accents, words parted by spaces, as `folded` in explorer.py. @param {string} text */
export const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** A place with these actions on a day, with what a view can ask of it. @param {Action[]} actions @param {Map<string, string>} groups @param {string} on @returns {At} */
export function onDay(actions, groups, on) {
  const found = standingOn(actions, groups, on);
  const answered = (/** @type {string} */ answer) => found.limits.filter((limit) => limit.answer === answer).map((limit) => limit.policy);
  const each = (/** @type {"instrument" | "confidence"} */ field) => [...new Set(found.acting.map((action) => action[field] ?? ""))];
  return { ...found, on, sure: answered("yes"), maybe: answered("maybe"), instruments: each("instrument"), confidences: each("confidence") };
}

/** A row on a day, worked out once for each day asked. @param {Row} row @param {Map<string, string>} groups @param {string} on @returns {At} */
export const at = (row, groups, on) => (row.at?.on === on ? row.at : (row.at = onDay(row.actions, groups, on)));

/** The choices a row can fail, each with its bit. */
export const BITS = Object.fromEntries(["q", "limits", ...LISTS].map((name, place) => [name, 1 << place]));

/** What a row has to offer to a list of choices. @param {Row} row @param {At} now @param {string} list @param {string} maybe @returns {string[]} */
export function offers(row, now, list, maybe) {
  if (list === "state" || list === "kind") return [row[list]];
  if (list === "standing") return [now.standing];
  if (list === "policy") return maybe ? [...new Set([...now.sure, ...now.maybe])] : now.sure;
  return list === "instrument" ? now.instruments : now.confidences;
}

/** Whether only places that limit holds are wanted: at first, and until standings are chosen. @param {View} view */
export const limitsOnly = (view) => !view.all && !view.standing.length;

/** The lists of which something is chosen. @param {View} view */
const chosenOf = (view) => LISTS.filter((list) => view[/** @type {"state"} */ (list)].length);

/** The bits of the choices that a row fails; 0: it is shown. @param {Row} row @param {At} now @param {View} view @param {string[]} terms */
export function misses(row, now, view, terms, lists = chosenOf(view)) {
  let bits = terms.every((term) => row.key.includes(term)) ? 0 : BITS.q;
  if (limitsOnly(view) && now.standing !== "limits-holds" && !(view.maybe && mayLimit(now))) bits |= BITS.limits;
  for (const list of lists) {
    const chosen = view[/** @type {"state"} */ (list)];
    const has = offers(row, now, list, view.maybe);
    const all = list === "policy" && view.match;
    if (!(all ? chosen.every((value) => has.includes(value)) : chosen.some((value) => has.includes(value)))) bits |= BITS[list];
  }
  return bits;
}

/** @param {At} now */
const mayLimit = ({ standing, limits }) =>
  standing === "unclear" && limits.some(({ group, action }) => group === "holds" && action.force !== "advisory");

/** @param {string} q */
export const terms = (q) => fold(q).split(" ").filter(Boolean).map((term) => ` ${term}`);

/** Go through all rows once. @param {Row[]} rows @param {Map<string, string>} groups @param {View} view @returns {Answer} */
export function ask(rows, groups, view) {
  const words = terms(view.q);
  const wider = { ...view, maybe: "1" };
  const lists = chosenOf(view);
  let possibly = 0;
  const bits = rows.map((row) => {
    const now = at(row, groups, view.on);
    const missed = misses(row, now, view, words, lists);
    if (missed && !view.maybe && !(missed & ~(BITS.limits | BITS.policy)) && !misses(row, now, wider, words, lists)) possibly += 1;
    return missed;
  });
  return { bits, possibly, shown: bits.filter((missed) => !missed).length };
}
