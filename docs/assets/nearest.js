// For an address that does not exist: the pages whose names or addresses are nearest to it. Asks the site itself for the
// list of its pages, and leaves the page as it is where that fails or nothing is near.
// @ts-check

/** @typedef {[path: string, name: string]} Named */

const SHOWN = 3;
const NEAR = 0.5;
const LONGEST = 200;

const box = /** @type {HTMLElement} */ (document.getElementById("nearest"));
const list = /** @type {HTMLElement} */ (box.querySelector("ul"));
const paths = new URL(box.dataset.paths ?? "", location.href);
const root = new URL("..", paths);

/**
 * Words of an address or name, without what addresses add.
 * @param {string} text
 */
function plain(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/(index)?\.(html?|md|json|php)$/, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/**
 * Pairs of neighboring letters, word by word, as many times as they occur.
 * @param {string} text
 */
function pairs(text) {
  return text.split(" ").flatMap((word) => Array.from({ length: word.length + 1 }, (_, n) => ` ${word} `.slice(n, n + 2)));
}

/**
 * How alike two texts are, from 0 to 1: the share of letter pairs that both have (Dice's coefficient).
 * @param {string[]} wanted
 * @param {string} text
 */
function alike(wanted, text) {
  const left = pairs(text);
  const total = wanted.length + left.length;
  let common = 0;
  for (const pair of wanted) {
    const at = left.indexOf(pair);
    if (at >= 0) {
      common += 1;
      left.splice(at, 1);
    }
  }
  return total ? (2 * common) / total : 0;
}

/** The part of the address below the site, as typed. */
function typed() {
  const path = location.pathname.startsWith(root.pathname) ? location.pathname.slice(root.pathname.length) : location.pathname;
  try {
    return decodeURIComponent(path).slice(0, LONGEST);
  } catch {
    return path.slice(0, LONGEST);
  }
}

/** @param {Named[]} pages */
function suggest(pages) {
  const whole = plain(typed());
  const last = plain(typed().split("/").filter(Boolean).at(-1) ?? "");
  const wanted = [whole, last].filter(Boolean).map(pairs);
  const found = pages
    .map(([path, name]) => {
      const ends = [path, path.split("/").filter(Boolean).at(-1) ?? "", name].map(plain);
      return { path, name, score: Math.max(0, ...wanted.flatMap((word) => ends.map((end) => alike(word, end)))) };
    })
    .filter(({ score }) => score >= NEAR)
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN);
  for (const { path, name } of found) {
    const link = document.createElement("a");
    link.href = new URL(path, root).href;
    link.textContent = name;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  box.hidden = found.length === 0;
}

try {
  const answer = await fetch(paths);
  if (answer.ok) {
    suggest(await answer.json());
  }
} catch {
  // The links below the heading remain.
}
document.documentElement.dataset.nearest = "ready";
