// A view in one sentence: how many of what, where, with which choices, on which day.
// @ts-check
import { label, listed, say, sayDate } from "./rows.js";
import { limitsOnly } from "./query.js";

/** @param {import("./rows.js").Data} data @param {import("./address.js").View} view @param {{shown: number, possibly: number}} answer */
export function describe(data, view, { shown: count, possibly }) {
  const either = data.words.either;
  const names = (/** @type {string[][]} */ terms, /** @type {string[]} */ ids) => ids.map((id) => label(terms, id));
  const part = (/** @type {string} */ key, /** @type {string[]} */ items, last = either) =>
    items.length ? say(data, key, { list: listed(data, items, last) }) : "";
  const kinds = data.kinds.filter(([id]) => view.kind.includes(id)).map((kind) => kind[count === 1 ? 1 : 2].toLowerCase());
  const quoted = names(data.policies, view.policy).map((name) => say(data, "quoted", { name }));
  const day = view.on === data.today ? "today" : "day";
  return [
    kinds.length ? say(data, "kinds", { count, list: listed(data, kinds, either) }) : say(data, "places", { count }),
    part("where", names(data.states, view.state)),
    limitsOnly(view) ? say(data, "limit", { count }) : "",
    part("with", quoted, view.match ? data.words.both : either),
    part("standing", names(data.standings, view.standing)),
    part("by", names(data.instruments, view.instrument).map((name) => name.toLowerCase())),
    part("confidence", names(data.confidences, view.confidence).map((name) => name.toLowerCase())),
    view.q ? say(data, "matching", { q: view.q }) : "",
    say(data, view.maybe ? `${day}_maybe` : day, { day: sayDate(data, view.on) }),
    possibly ? ` ${say(data, "possibly", { count: possibly })}` : "",
  ].join("");
}
