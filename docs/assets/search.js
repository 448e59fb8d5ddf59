// Search over the index that MkDocs makes (search/search_index.json). Each word must begin a word of the page; titles
// count most. The index is read when the search opens first. Needs the markup of partials/search.html; holds no words.
// @ts-check

/** @typedef {{url: string, title: string, text: string}} Part */
/** @typedef {{url: string, title: string, head: string, body: string, parts: Part[]}} Entry */

const SHOWN = 12;
/** @type {Record<string, string>} */
const SIGNS = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
const panel = /** @type {HTMLElement} */ (document.getElementById("search"));
const input = /** @type {HTMLInputElement} */ (panel.querySelector("input"));
const count = /** @type {HTMLElement} */ (panel.querySelector(".search-count"));
const found = /** @type {HTMLElement} */ (panel.querySelector(".search-found"));
/** @type {Record<string, string>} */
const words = JSON.parse(panel.dataset.words ?? "{}");
const index = new URL(panel.dataset.index ?? "", location.href);
/** @type {Promise<Entry[]> | undefined} */
let entries;

/** @param {string} text */
const fold = (text) => ` ${text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()}`.replace(/[^\p{L}\p{N}]+/gu, " ");

/** The text of the index, whose tags are dropped and whose signs are written as in HTML. @param {string} html */
const plain = (html) => html.replace(/<[^>]+>/g, " ").replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => SIGNS[name]);

/** Reads the index and gathers the sections of each page. @returns {Promise<Entry[]>} */
async function read() {
  const response = await fetch(index);
  if (!response.ok) throw new Error(String(response.status));
  /** @type {Map<string, Entry>} */
  const pages = new Map();
  for (const { location: url, title, text } of (await response.json()).docs) {
    const page = url.split("#")[0];
    const entry = pages.get(page) ?? { url: page, title: plain(title), head: "", body: "", parts: [] };
    entry.parts.push({ url, title: plain(title), text: text.replace(/<[^>]+>/g, " ") });
    pages.set(page, entry);
  }
  for (const entry of pages.values()) {
    entry.head = fold(entry.title);
    entry.body = entry.parts.map((part) => fold(`${part.title} ${part.text}`)).join(" ");
  }
  return [...pages.values()];
}

/** How well a page fits; 0 if a word is missing. @param {Entry} entry @param {string[]} terms */
function score(entry, terms) {
  let points = 0;
  for (const term of terms) {
    if (entry.head.includes(term)) points += entry.head.startsWith(term) ? 30 : 15;
    else if (!entry.body.includes(term)) return 0;
    points += Math.min(entry.body.split(term).length - 1, 5);
  }
  return points + 10 / entry.head.length;
}

/** @param {Entry} entry @param {string[]} terms */
function item(entry, terms) {
  const rest = terms.filter((term) => !entry.head.includes(term));
  const best = rest.length ? (entry.parts.find((part) => rest.every((term) => fold(`${part.title} ${part.text}`).includes(term))) ?? entry.parts[0])
    : entry.parts[0];
  const text = plain(best.text).replace(/[\s↩]+/g, " ").trim();
  const at = text.toLowerCase().indexOf((rest[0] ?? terms[0]).trim());
  const from = at > 60 ? text.indexOf(" ", at - 60) + 1 : 0;
  const link = document.createElement("a");
  link.href = new URL(`../${entry.parts[0] === best ? entry.url : best.url}`, index).href;
  link.textContent = entry.title;
  const line = document.createElement("p");
  line.textContent = `${from ? "… " : ""}${text.slice(from, from + 150)}${text.length > from + 150 ? " …" : ""}`;
  const path = document.createElement("small");
  path.textContent = `/${entry.url}`;
  const result = document.createElement("li");
  result.append(link, " ", path, line);
  return result;
}

async function show() {
  const query = input.value;
  const terms = fold(query).trim().split(" ").filter(Boolean).map((term) => ` ${term.replace(/(?<=\w{3})s$/, "")}`);
  if (!terms.length) {
    count.textContent = "";
    found.replaceChildren();
    return;
  }
  try {
    entries ??= read();
    count.textContent ||= words.wait;
    const scored = (await entries).map((entry) => ({ entry, points: score(entry, terms) })).filter(({ points }) => points);
    if (query !== input.value) return;
    scored.sort((a, b) => b.points - a.points);
    const form = ["none", "one"][scored.length] ?? (scored.length > SHOWN ? "most" : "other");
    count.textContent = words[form].replace("{count}", String(scored.length)).replace("{shown}", String(SHOWN));
    found.replaceChildren(...scored.slice(0, SHOWN).map(({ entry }) => item(entry, terms)));
  } catch {
    entries = undefined;
    count.textContent = words.failed;
  }
}

input.addEventListener("input", show);
panel.addEventListener("toggle", () => (entries ??= read()).catch(() => (entries = undefined)), { once: true });
panel.addEventListener("click", (event) => {
  if (event.target instanceof HTMLAnchorElement) panel.hidePopover?.();
});
