// The look-up of places on the home page: a box over the list that is in the page already. Each word typed must begin a
// word of the place's or the state's name. Says each place's standing in a sentence from the page; holds no words itself.
// @ts-check

/** @typedef {{name: string, state: string, href: string, standing: string, key: string}} Place */

const SHOWN = 8;
const lookup = /** @type {HTMLElement} */ (document.querySelector(".lookup"));
const input = /** @type {HTMLInputElement} */ (lookup.querySelector("input"));
const count = /** @type {HTMLElement} */ (lookup.querySelector(".lookup-count"));
const found = /** @type {HTMLElement} */ (lookup.querySelector(".lookup-found"));
/** @type {Record<string, string>} */
const words = JSON.parse(lookup.dataset.words ?? "{}");
/** @type {Record<string, string>} */
const said = JSON.parse(lookup.dataset.said ?? "{}");

/** Small letters without accents, each word after a space. @param {string} text */
const fold = (text) => ` ${text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()}`.replace(/[^\p{L}\p{N}]+/gu, " ");

/** @returns {Place[]} */
function read() {
  return [...lookup.querySelectorAll("[data-state]")].flatMap((list) => {
    const state = /** @type {HTMLElement} */ (list).dataset.state ?? "";
    return [...list.children].map((row, number) => {
      const link = /** @type {HTMLAnchorElement} */ (row.firstElementChild);
      const name = link.textContent ?? "";
      const standing = /** @type {HTMLElement} */ (row).dataset.standing ?? "";
      return { name, state: number ? state : "", href: link.href, standing, key: fold(`${name} ${number ? state : ""}`) };
    });
  });
}

/** @param {Place} place */
function item({ name, state, href, standing }) {
  const link = document.createElement("a");
  link.href = href;
  link.textContent = state ? `${name}, ${state}` : name;
  const line = document.createElement("span");
  line.className = `said standing standing--${standing}`;
  line.textContent = said[standing].replace("{name}", name);
  const row = document.createElement("li");
  row.append(link, line);
  return row;
}

/** @param {Place[]} places */
function show(places) {
  const query = fold(input.value).trimEnd();
  const terms = query.split(" ").filter(Boolean).map((term) => ` ${term}`);
  if (!terms.length) {
    count.textContent = "";
    found.replaceChildren();
    return;
  }
  const hits = places.filter(({ key }) => terms.every((term) => key.includes(term)));
  hits.sort((a, b) => Number(b.key.startsWith(query)) - Number(a.key.startsWith(query)));
  const form = ["none", "one"][hits.length] ?? (hits.length > SHOWN ? "most" : "other");
  count.textContent = words[form].replace("{count}", String(hits.length)).replace("{shown}", String(SHOWN));
  found.replaceChildren(...hits.slice(0, SHOWN).map(item));
}

const places = read();
input.addEventListener("input", () => show(places));
input.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  input.value = "";
  show(places);
});
if (input.value) show(places);
