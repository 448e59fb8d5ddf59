// Was an action in force on a day, and where did a place stand? The browser's copy of src/detainers/standing.py: both
// pass tests/vectors/in_force.json and standing.json. Days are ISO texts, which sort as days do. Asks nothing of the page.
// @ts-check

/**
 * @typedef {"yes" | "maybe" | "no"} Answer
 * @typedef {{date: string, effective?: string, as_of: string, ended?: string, status: string, force?: string,
 *   policies: string[], instrument?: string, confidence?: string}} Action
 * @typedef {{policy: string, group: string, action: Action, answer: Answer}} Limit
 * @typedef {{standing: string, limits: Limit[], since: string | null, acting: Action[]}} On
 */

/** The first day that "2012", "2012-05" or "2012-05-21" can mean. @param {string} text */
export const firstDay = (text) => text + "-01-01".slice(text.length - 4);

/** The last day that a date text can mean. @param {string} text */
export function lastDay(text) {
  if (text.length === 10) return text;
  if (text.length === 4) return `${text}-12-31`;
  const [year, month] = text.split("-").map(Number);
  return `${text}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`;
}

/** @param {Action} action */
export const begins = (action) => action.effective ?? action.date;

/** @param {Action} action @param {string} on @returns {Answer} */
export function inForce(action, on) {
  const start = begins(action);
  const { ended } = action;
  if (on < firstDay(start)) return "no";
  if (ended === "unknown") return on < lastDay(action.as_of) ? "maybe" : "no";
  if (ended && on >= lastDay(ended)) return "no";
  if (on < lastDay(start) || (ended && on >= firstDay(ended))) return "maybe";
  return action.status === "unknown" && on > firstDay(action.as_of) ? "maybe" : "yes";
}

/** @param {Limit} limit */
const binds = ({ action }) => action.force !== "advisory";
/** @param {Limit} limit */
const limitsHolds = (limit) => limit.group === "holds" && binds(limit);
/** Whether an advisory limit says nothing more than the binding one of the same policy. @param {Limit} limit @param {Limit} [binding] */
const covered = (limit, binding) => !!binding && !binds(limit) && (binding.answer === "yes" || limit.answer === "maybe");

/** Where a place with these actions, oldest first, stood on a day.
 * @param {Action[]} actions @param {Map<string, string>} groups the policies' groups, in the order of the vocabulary
 * @param {string} on @returns {On} */
export function standingOn(actions, groups, on) {
  /** @type {Map<string, Limit>} binding limits by policy, advisory ones by policy and a star */
  const found = new Map();
  for (const action of actions) {
    const answer = inForce(action, on);
    if (answer === "no") continue;
    for (const policy of action.policies) {
      const limit = { policy, group: groups.get(policy) ?? "", action, answer };
      const key = binds(limit) ? policy : `${policy}*`;
      if (answer === "yes" || found.get(key)?.answer !== "yes") found.set(key, limit);
    }
  }
  const limits = found.size < 2 ? [...found.values()] : [...groups.keys()].flatMap((policy) => {
    const binding = found.get(policy);
    const advisory = found.get(`${policy}*`);
    return [advisory && !covered(advisory, binding) ? advisory : [], binding ?? []].flat();
  });
  const standing = standingOf(limits);
  const acting = actions.filter((action) => limits.some((limit) => limit.action === action));
  return { standing, limits, acting, since: since(actions, standing, groups, on) };
}

/** @param {Limit[]} limits */
function standingOf(limits) {
  const sure = limits.filter(({ answer }) => answer === "yes");
  if (sure.some(limitsHolds)) return "limits-holds";
  if (limits.some(limitsHolds)) return "unclear";
  if (sure.some(({ group }) => group === "mandates")) return "must-cooperate";
  if (sure.length) return "other-limits";
  return limits.length ? "unclear" : "none";
}

/** @param {Action[]} actions @param {string} standing @param {Map<string, string>} groups @param {string} on */
function since(actions, standing, groups, on) {
  let start = null;
  for (const action of actions.toReversed()) {
    const its = action.policies.map((policy) => groups.get(policy) ?? "");
    const makes = {
      "limits-holds": its.includes("holds") && action.force !== "advisory",
      "must-cooperate": its.includes("mandates"),
      "other-limits": its.some((group) => group !== "mandates"),
    }[standing];
    const from = lastDay(begins(action));
    if (makes && from <= on && on <= surelyUntil(action)) [start, on] = [begins(action), from];
  }
  return start;
}

/** The last day that an action surely counts in a chain; the day of its end joins it to what followed. @param {Action} action */
function surelyUntil(action) {
  if (action.ended === "unknown") return lastDay(begins(action));
  if (action.ended) return firstDay(action.ended);
  return action.status === "unknown" ? firstDay(action.as_of) : "9999";
}
