// What becomes of the blocks: elements for the page, plain text, and the parts of a mailto: link. All text is set as text.
// @ts-check

/** @typedef {import("./compose.js").Block} Block */
/** @typedef {import("./compose.js").Parts} Parts */
/** @typedef {import("./compose.js").Table} Table */

export const BODY_LIMIT = 1_600;
/** Characters of a whole link that every system still opens. */
export const LINK_LIMIT = 2_000;

/** @param {string} name @param {(Node | string)[]} inside @param {string} className */
function element(name, inside, className = "") {
  const made = document.createElement(name);
  made.append(...inside);
  if (className) made.className = className;
  return made;
}

/** @param {string} url @param {string} text */
function link(url, text) {
  if (!/^https?:\/\//i.test(url)) return text;
  const made = document.createElement("a");
  made.href = url;
  made.rel = "noopener noreferrer external";
  made.textContent = text;
  return made;
}

/** @param {Parts} parts @param {Record<string, string>} words */
const inline = (parts, words) =>
  parts.map((part) => (typeof part === "string" ? part : element("mark", [`[${words[`blanks.${part.blank}`]}]`], "blank")));

/** @param {Table} block */
function table({ head, rows }) {
  const cell = (/** @type {string} */ text, /** @type {number} */ index, /** @type {string} */ url) => {
    const made = element(index ? "td" : "th", [index === head.length - 1 ? link(url, text) : text]);
    if (index) made.dataset.label = head[index];
    else made.setAttribute("scope", "row");
    return made;
  };
  const top = head.map((text) => {
    const made = element("th", [text]);
    made.setAttribute("scope", "col");
    return made;
  });
  const body = rows.map(({ cells, url }) => element("tr", cells.map((text, index) => cell(text, index, url))));
  return element("table", [element("thead", [element("tr", top)]), element("tbody", body)], "holders");
}

/** @param {Block[]} blocks @param {Record<string, string>} words */
export function elements(blocks, words) {
  return blocks.map((block) => {
    if (block.kind === "table") return table(block);
    if (block.kind === "heading") return element("h2", inline(block.parts, words));
    if (block.kind === "list") return element("h2", inline(block.parts, words), "letter-list");
    if (block.kind === "source" && block.url) {
      const text = block.parts.join("");
      return element("p", [text.slice(0, -block.url.length), link(block.url, block.url)], "source");
    }
    return element("p", inline(block.parts, words), block.kind === "p" ? "" : block.kind);
  });
}

/** @param {Parts} parts */
const plain = (parts) => parts.filter((part) => typeof part === "string").join("");

/** The letter as plain text, a blank line after each block. @param {Block[]} blocks */
export const text = (blocks) =>
  `${blocks
    .map((block) => (block.kind === "table" ? [block.head, ...block.rows.map(({ cells }) => cells)].map((cells) => cells.join(" | ")).join("\n") : plain(block.parts)))
    .join("\n\n")}\n`;

/**
 * A short letter that links the whole one; null where names alone make it too long for a link. What is asked is left out,
 * from the end, until it fits.
 * @param {{subject: string, opening: string[], asks: string[], more: string, closing: string[]}} mail
 */
export function mailto({ subject, opening, asks, more, closing }) {
  for (let shown = asks.length; shown >= 0; shown -= 1) {
    const rest = shown < asks.length ? [more] : [];
    const body = [...opening, ...asks.slice(0, shown), ...rest, ...closing].join("\r\n\r\n");
    const href = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
    if (body.length < BODY_LIMIT && href.length <= LINK_LIMIT) return href;
  }
  return null;
}
