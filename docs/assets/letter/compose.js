// The letter as a list of blocks: the one form that the page, the copies, the print, the .docx and the email are made from.
// Pure. A blank is an object in a text, so that no name a writer types can be taken for one.
// @ts-check

/** @typedef {{blank: string}} Blank */
/** @typedef {(string | Blank)[]} Parts */
/** @typedef {{kind: "p" | "ask" | "model" | "heading" | "list" | "source", parts: Parts, url?: string}} Text */
/** @typedef {{kind: "table", head: string[], rows: {cells: string[], url: string}[]}} Table */
/** @typedef {Text | Table} Block */
/** @typedef {import("./examples.js").Example} Example */
/**
 * @typedef {object} Choice
 * @property {string} to
 * @property {string} place The name to show, "" if none yet.
 * @property {string} state An id, "" if none yet.
 * @property {string} official
 * @property {string} sender
 * @property {string} answer
 * @property {string[]} asks
 * @property {string[]} reasons
 * @property {string[]} cases
 * @property {Example[]} examples
 * @property {string} date
 */

/** A text with its {placeholders} filled; an empty value is a blank of that name. @param {string} text @param {Record<string, string | Parts>} values @returns {Parts} */
export function fill(text, values) {
  return text.split(/(\{\w+\})/).filter(Boolean).flatMap((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (!name || !(name in values)) return [part];
    const value = values[name];
    if (typeof value === "string") return value ? [value] : [{ blank: name }];
    return value;
  });
}

/** @param {Block[]} blocks @returns {string[]} The names of what is still blank, each once. */
export const blanksIn = (blocks) => [
  ...new Set(blocks.flatMap((block) => (block.kind === "table" ? [] : block.parts.flatMap((part) => (typeof part === "string" ? [] : [part.blank]))))),
];

/** Where it is about: for a legislator the state. @param {any} data @param {Choice} choice @returns {string | Parts} */
const whereOf = (data, choice) => (choice.to === "legislator" ? data.states[choice.state]?.name ?? [{ blank: "state" }] : choice.place);

/** How the state's law bears on it. @param {any} data @param {Choice} choice @returns {Block[]} */
function law(data, choice) {
  const { words } = data;
  const state = data.states[choice.state];
  if (!state || state.how === "open") return [];
  const who = choice.to === "legislator" ? "legislator" : "ask";
  const said = [words[state.how].replace("{law}", () => state.law.join("; ")), words[`${state.how}_${who}`]];
  return [{ kind: "p", parts: [said.join(" ")] }];
}

/** @param {any} data @param {Choice} choice @returns {Block[]} */
function asks(data, choice) {
  const { words } = data;
  const how = data.states[choice.state]?.how ?? "open";
  const toState = choice.to === "legislator";
  if (how === "mandate" && !toState) return [];
  if (how === "limits" && !choice.asks.length) return [];
  const open = how === "mandate" ? [] : [toState ? words.asks_state : how === "limits" ? words.limits_more : words.asks_open];
  if (!choice.asks.length) return [{ kind: "p", parts: [...open.flatMap((text) => [text, " "]), { blank: "ask" }] }];
  /** @type {Block[]} */
  const blocks = open.map((text) => ({ kind: "p", parts: [text] }));
  for (const id of choice.asks) {
    const kind = data.policies[id];
    const said = toState ? fill(words.ask_state, kind) : [kind.ask];
    blocks.push({ kind: "ask", parts: said });
    if (kind.model) blocks.push({ kind: "model", parts: [`${words.model} ${kind.model.split("\n").join(" ")}`] });
  }
  blocks.push({ kind: "p", parts: [words.counsel] });
  return blocks;
}

/** Composes the letter. @param {any} data @param {Choice} choice @returns {Block[]} */
export function compose(data, choice) {
  const { words } = data;
  /** @type {string[]} */
  const cited = [];
  const said = (/** @type {string} */ id) => {
    const { text, sources } = data.passages[id];
    cited.push(...sources.filter((/** @type {string} */ source) => !cited.includes(source)));
    return `${text} ${sources.map((/** @type {string} */ source) => `[${cited.indexOf(source) + 1}]`).join("")}`;
  };
  const where = whereOf(data, choice);
  const p = (/** @type {Parts} */ parts) => /** @type {Block} */ ({ kind: "p", parts });
  const intro = choice.to === "legislator" ? [words.legislator] : fill(words.intro, { place: where });
  /** @type {Block[]} */
  const blocks = [
    p([choice.date]),
    p(fill(words.addressee, { official: choice.official, place: where })),
    p(fill(words.dear, { official: choice.official })),
    p([...intro, " ", said("request")]),
    ...(choice.state || choice.to === "legislator" ? [] : [p([{ blank: "state" }])]),
    ...law(data, choice),
    ...asks(data, choice),
  ];
  if (choice.reasons.length) blocks.push(p([words.reasons_open]), ...choice.reasons.map((id) => p([said(id)])));
  if (choice.cases.length) blocks.push(p([words.cases_open]), ...choice.cases.map((id) => p([said(id)])));
  const { length } = choice.examples;
  if (length) blocks.push(p([words[length === 1 ? "examples_open.one" : "examples_open.other"].replace("{count}", String(length))]));
  blocks.push(p([words.close]));
  if (choice.answer) blocks.push(p(fill(words.answer, { answer: choice.answer })));
  blocks.push(p([words.sign]), p(fill("{sender}", { sender: choice.sender })));
  if (length) blocks.push({ kind: "list", parts: [words.list] }, table(data, choice));
  blocks.push({ kind: "heading", parts: [words.sources] });
  cited.forEach((id, index) => {
    const [source, url] = data.sources[id];
    blocks.push({ kind: "source", parts: fill(words.source, { number: String(index + 1), source, url }), url });
  });
  return blocks;
}

/** @param {any} data @param {Choice} choice @returns {Table} */
function table({ words, policies }, choice) {
  const head = ["place", "rule", "date", "by", "document"].map((column) => words[`columns.${column}`]);
  const rows = choice.examples.flatMap(({ name, state, rules }) =>
    rules.map((rule) => {
      const by = fill(words[rule.citation ? "by_cited" : "by"], { ...rule, kinds: "" }).join("");
      const kinds = rule.kinds.map((id) => policies[id].label).join("; ");
      return { cells: [state ? `${name}, ${state}` : name, kinds, rule.date, by, rule.url], url: rule.url };
    }),
  );
  return { kind: "table", head, rows };
}
