// The map over the table: marks and states show the view's day and rows; a state or a mark leads to its rows, and a row
// to its mark. One stop of the Tab key; arrows go to the next in that direction, Enter chooses, Escape shows the country.
// @ts-check
import { label, say, tell } from "./rows.js";

/** @typedef {import("./rows.js").TableRow} TableRow */

const MARK = 55;
const MARGIN = 90;

/** A standing's shape as path data, as `shape` in charts.py. @param {string} standing @param {number} x @param {number} y @param {number} size */
export function shape(standing, x, y, size) {
  const thin = Math.max(1, Math.floor(size * 2 / 5));
  const inner = size - thin;
  const circle = (/** @type {number} */ r, hole = 0) => `M${x - r} ${y}a${r} ${r} 0 1 ${hole} ${2 * r} 0a${r} ${r} 0 1 ${hole} ${-2 * r} 0z`;
  if (standing === "limits-holds" || standing === "other-limits") {
    const square = `M${x - size} ${y - size}h${2 * size}v${2 * size}h${-2 * size}z`;
    return standing === "limits-holds" ? square : `${square}M${x} ${y - inner}v${2 * inner}h${inner}v${-2 * inner}z`;
  }
  const ring = circle(size) + circle(inner, 1);
  if (standing === "must-cooperate") {
    const [reach, half] = [Math.floor((inner * 7) / 10), Math.max(1, Math.floor((thin * 7) / 20))];
    return `${ring}M${x - reach - half} ${y + reach - half}l${2 * half} ${2 * half}l${2 * reach} ${-2 * reach}l${-2 * half} ${-2 * half}z`;
  }
  return standing === "unclear" ? ring + circle(Math.floor(inner / 2)) : ring;
}

/** @param {import("./rows.js").Data} data @param {TableRow[]} rows @param {(change: object) => void} go */
export function start(data, rows, go) {
  const svg = /** @type {SVGSVGElement} */ (document.querySelector(".map svg"));
  const told = /** @type {HTMLElement} */ (document.querySelector("#map-told"));
  const whole = svg.getAttribute("viewBox") ?? "";
  const ratio = svg.viewBox.baseVal.width / svg.viewBox.baseVal.height;
  const states = /** @type {SVGPathElement[]} */ ([...svg.querySelectorAll("[data-state]")]);
  /** @type {Map<Element | null, TableRow>} */
  const rowOf = new Map();
  const marks = rows.filter((row) => row.point).map((row) => {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    rowOf.set(path, row);
    return path;
  });
  svg.querySelector(".marks")?.replaceChildren(...marks);
  const named = new Map(data.states);
  const own = new Map(rows.filter((row) => row.kind === "state" || row.kind === "federal-district").map((row) => [row.state, row]));
  const stateOf = (/** @type {Element} */ path) => /** @type {SVGElement} */ (path).dataset.state ?? "";
  let size = MARK;
  let drawn = 0;
  let zoomed = "";

  const nameOf = (/** @type {Element} */ path) => {
    const row = stateOf(path) ? own.get(stateOf(path)) : rowOf.get(path);
    const name = stateOf(path) ? named.get(stateOf(path)) ?? "" : row?.name ?? "";
    return say(data, "map_place", { name, standing: row?.at ? label(data.standings, row.at.standing) : data.words.no_record });
  };

  /** @param {import("./address.js").View} view @param {TableRow[]} shown */
  function draw(view, shown) {
    const showing = new Set(shown);
    zoom(view.state.length === 1 ? view.state[0] : "");
    for (const path of marks) {
      const row = /** @type {TableRow} */ (rowOf.get(path));
      const here = path.classList.contains("is-here") ? " is-here" : "";
      const is = `at at--${row.at?.standing}${showing.has(row) ? "" : " at--off"}${here}`;
      if (is === path.getAttribute("class") && size === drawn) continue;
      path.setAttribute("class", is);
      const [x, y] = /** @type {number[]} */ (row.point);
      if (showing.has(row)) path.setAttribute("d", shape(row.at?.standing ?? "none", x, y, row.state === row.id ? size * 2 : size));
    }
    drawn = size;
    svg.classList.add("is-live");
    for (const path of states) path.setAttribute("class", `in in--${own.get(stateOf(path))?.at?.standing ?? "no-record"}`);
    const there = new Set([...states, ...reachable()]);
    for (const path of svg.querySelectorAll("[role=button]")) {
      if (!there.has(/** @type {SVGPathElement} */ (path))) for (const name of ["role", "tabindex", "aria-label"]) path.removeAttribute(name);
    }
    for (const path of there) {
      path.setAttribute("role", "button");
      if (!path.hasAttribute("tabindex")) path.setAttribute("tabindex", "-1");
      path.setAttribute("aria-label", nameOf(path));
    }
    if (!svg.querySelector("[tabindex='0']")) states[0]?.setAttribute("tabindex", "0");
  }

  /** @param {string} state */
  function zoom(state) {
    const path = state && states.find((other) => stateOf(other) === state);
    zoomed = path ? state : "";
    size = MARK;
    svg.setAttribute("viewBox", whole);
    if (!path) return;
    const { x, y, width, height } = path.getBBox();
    const wide = Math.max(width, height * ratio) + 2 * MARGIN;
    const tall = wide / ratio;
    size = Math.round(MARK * Math.min(1, Math.max(0.12, 1.4 * wide / 9750)));
    svg.setAttribute("viewBox", [x + width / 2 - wide / 2, y + height / 2 - tall / 2, wide, tall].map(Math.round).join(" "));
  }

  /** @param {Element | null | undefined} path */
  function point(path) {
    for (const other of svg.querySelectorAll(".is-here")) other.classList.remove("is-here");
    path?.classList.add("is-here");
    tell(told, path ? nameOf(path) : "");
  }

  /** @param {SVGElement} path */
  function focus(path) {
    svg.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
    path.setAttribute("tabindex", "0");
    path.setAttribute("aria-label", nameOf(path));
    path.focus({ preventScroll: true });
  }

  /** @param {string} state */
  function turnTo(state) {
    zoom(state);
    go({ state: state ? [state] : [] });
  }

  /** @param {Element} path */
  function choose(path) {
    if (stateOf(path)) return turnTo(zoomed === stateOf(path) ? "" : stateOf(path));
    const { tr } = /** @type {TableRow} */ (rowOf.get(path));
    tr.scrollIntoView({ block: "center" });
    tr.querySelector("a")?.focus({ preventScroll: true });
  }

  const reachable = () => [...states.filter((path) => !zoomed || stateOf(path) === zoomed), ...(zoomed ? marks : [])]
    .filter((path) => !path.classList.contains("at--off") && (stateOf(path) || rowOf.get(path)?.state === zoomed));

  /** The nearest in a direction: within half a right angle of it, or else to that side at all. @param {SVGElement} from @param {number} dx @param {number} dy */
  function next(from, dx, dy) {
    const middle = (/** @type {Element} */ path) => {
      const { left, top, width, height } = path.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    };
    const [x, y] = middle(from);
    const far = reachable().filter((path) => path !== from).map((path) => {
      const [ox, oy] = middle(path);
      const along = (ox - x) * dx + (oy - y) * dy;
      const aside = Math.abs((ox - x) * dy + (oy - y) * dx);
      return { path, along, aside, cost: along + 2 * aside };
    });
    const near = (/** @type {number} */ narrow) =>
      far.filter(({ along, aside }) => along > narrow * aside).sort((a, b) => a.cost - b.cost)[0]?.path;
    return near(1) ?? near(0);
  }

  svg.setAttribute("role", "group");
  for (const path of states) path.setAttribute("tabindex", "-1");
  states[0]?.setAttribute("tabindex", "0");
  const hit = (/** @type {Event} */ event) => /** @type {SVGElement | null} */ (/** @type {Element} */ (event.target).closest(".at, [data-state]"));
  svg.addEventListener("click", (event) => {
    const path = hit(event);
    if (path) choose(path);
  });
  svg.addEventListener("pointerover", (event) => point(hit(event)));
  svg.addEventListener("pointerleave", () => point(null));
  svg.addEventListener("focusin", (event) => point(hit(event)));
  svg.addEventListener("keydown", (event) => {
    const path = hit(event);
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!path || !(way || ["Enter", " ", "Escape"].includes(event.key))) return;
    event.preventDefault();
    if (way) return focus(next(path, way[0], way[1]) ?? path);
    if (event.key !== "Escape") return choose(path);
    if (zoomed) turnTo("");
  });
  const table = rows[0]?.tr.closest("table");
  const byRow = new Map(marks.map((path) => [rowOf.get(path)?.tr, path]));
  for (const kind of ["focusin", "pointerover"]) {
    table?.addEventListener(kind, ({ target }) => point(byRow.get(/** @type {any} */ (target).closest("tr"))));
  }
  return draw;
}
