// The look-up of places on the home page: a box over the list that is in the page already. Each word typed must begin a
// word of the place's or the state's name, or be the state's postal code. Says each place's standing in a sentence from the
// page; where nothing is recorded, what is known of the state and where to go on. Holds no words itself.
// @ts-check

/** @typedef {{name: string, state: string, code: string, href: string, standing: string, key: string}} Place */

const SHOWN = 8;
const lookup = /** @type {HTMLElement} */ (document.querySelector(".lookup"));
const input = /** @type {HTMLInputElement} */ (lookup.querySelector("input"));
const count = /** @type {HTMLElement} */ (lookup.querySelector(".lookup-count"));
const found = /** @type {HTMLElement} */ (lookup.querySelector(".lookup-found"));
const missing = /** @type {HTMLElement} */ (lookup.querySelector(".lookup-missing"));
const letter = /** @type {HTMLAnchorElement} */ (missing.querySelector("a"));
const plainLetter = letter.href;
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
      const code = new URL(link.href).pathname.split("/").at(-2)?.slice(0, 2) ?? "";
      return { name, state: number ? state : "", code, href: link.href, standing, key: fold(`${name} ${number ? state : ""} ${code}`) };
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

/** The state named after a place's name, or alone, with what was typed before it. @param {Place[]} places @param {string} query */
function stateIn(places, query) {
  for (const state of places.filter((place) => !place.state)) {
    for (const name of [fold(state.name).trimEnd(), ` ${state.code}`]) if (query.endsWith(name)) return { state, place: query.slice(0, -name.length).trim() };
  }
  return null;
}

/** @param {Place[]} places */
function show(places) {
  const query = fold(input.value).trimEnd();
  const terms = query.split(" ").filter(Boolean).map((term) => ` ${term}`);
  missing.hidden = true;
  if (!terms.length) {
    count.textContent = "";
    found.replaceChildren();
    return;
  }
  const hits = places.filter(({ key }) => terms.every((term) => key.includes(term)));
  hits.sort((a, b) => Number(b.key.startsWith(query)) - Number(a.key.startsWith(query)));
  const asked = hits.length ? null : stateIn(places, query);
  missing.hidden = hits.length > 0;
  letter.href = asked?.place ? `${plainLetter}?place=${asked.state.code}-${asked.place.replaceAll(" ", "-")}` : plainLetter;
  const form = asked ? "none_state" : ["none", "one"][hits.length] ?? (hits.length > SHOWN ? "most" : "other");
  count.textContent = words[form].replace("{count}", String(hits.length)).replace("{shown}", String(SHOWN));
  found.replaceChildren(...(asked ? [asked.state] : hits.slice(0, SHOWN)).map(item));
}

const places = read();
input.addEventListener("input", () => show(places));
input.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  input.value = "";
  show(places);
});
if (input.value) show(places);
