// The chart below the table: how many of the places chosen limited holds, month by month, stacked as charts.py stacks them,
// and a line at the view's day. Counts only what was surely in force.
// @ts-check
import { begins, firstDay, lastDay } from "./in_force.js";
import { misses, onDay, terms } from "./query.js";
import { LISTS } from "./address.js";
import { say, tell } from "./rows.js";

/**
 * @typedef {import("./rows.js").TableRow} TableRow
 * @typedef {import("./address.js").View} View
 */

/** The days on which a place's answers can change. @param {import("./in_force.js").Action[]} actions */
function turns(actions) {
  const days = actions.flatMap((action) => {
    const texts = [begins(action), action.ended ?? "", action.as_of].filter((text) => text && text !== "unknown");
    return texts.flatMap((text) => [firstDay(text), nextDay(firstDay(text)), lastDay(text)]);
  });
  return [...new Set(days)].sort();
}

/** @param {string} day */
const nextDay = (day) => new Date(Date.parse(day) + 864e5).toISOString().slice(0, 10);

/** Whether a row limited holds and fitted the view on each of the days.
 * @param {TableRow} row @param {Map<string, string>} groups @param {string[]} days @param {View} view @param {string[]} words */
function limited(row, groups, days, view, words) {
  let known = histories.get(row);
  if (!known) {
    known = turns(row.actions).map((day) => onDay(row.actions, groups, day));
    histories.set(row, known);
  }
  const fits = known.map((now) => now.standing === "limits-holds" && !misses(row, now, view, words));
  if (!fits.includes(true)) return [];
  let at = -1;
  return days.map((day) => {
    while (known[at + 1]?.on <= day) at += 1;
    return at >= 0 && fits[at];
  });
}

/** Each row as it stood from one turn to the next. @type {Map<TableRow, import("./query.js").At[]>} */
const histories = new Map();

/** @param {import("./rows.js").Data} data @param {TableRow[]} rows @param {Map<string, string>} groups @param {string[]} days */
export function start(data, rows, groups, days) {
  const figure = /** @type {HTMLElement} */ (document.querySelector(".growth"));
  const svg = /** @type {SVGSVGElement} */ (figure.querySelector("svg"));
  const note = /** @type {HTMLElement} */ (figure.querySelector("#growth-note"));
  const areas = /** @type {SVGPathElement[]} */ ([...svg.querySelectorAll("[data-kinds]")]);
  const lines = [...svg.querySelectorAll(".growth-line text")];
  const [left, right, top, bottom] = (svg.dataset.plane ?? "").split(" ").map(Number);
  const wide = (right - left) / (days.length - 1);
  let drawn = false;

  /** @param {View} view */
  return function draw(view) {
    const words = terms(view.q);
    const asked = { ...view, standing: [], all: "1" };
    const whole = !words.length && LISTS.every((list) => list === "standing" || !view[/** @type {"kind"} */ (list)].length);
    const place = Math.max(0, days.findLastIndex((day) => day <= view.on));
    svg.querySelector(".growth-day")?.setAttribute("d", `M${left + place * wide} ${top}V${bottom}`);
    if (whole && !drawn) return;
    drawn = true;
    const counts = areas.map((path) => {
      const its = new Set((path.dataset.kinds ?? "").split(" "));
      const column = days.map(() => 0);
      for (const row of rows) {
        if (its.has(row.kind)) limited(row, groups, days, asked, words).forEach((is, month) => (column[month] += Number(is)));
      }
      return column;
    });
    const most = Math.max(...days.map((_, place) => counts.reduce((sum, column) => sum + column[place], 0)));
    const step = [1, 10, 100, 1000, 10000].flatMap((size) => [size, 2 * size, 5 * size]).find((size) => most <= 5 * size) ?? most;
    const y = (/** @type {number} */ count) => (bottom - count * (bottom - top) / (5 * step)).toFixed(1);
    let base = days.map(() => 0);
    areas.forEach((path, layer) => {
      const above = base.map((count, place) => count + counts[layer][place]);
      path.setAttribute("d", area(base, above, (place) => (left + place * wide).toFixed(1), y));
      base = above;
    });
    lines.forEach((text, number) => tell(text, String(number * step)));
    tell(note, whole ? "" : say(data, "chart_part", { count: base[place] }));
  };
}

/** @param {number[]} base @param {number[]} above @param {(place: number) => string} x @param {(count: number) => string} y */
function area(base, above, x, y) {
  const last = base.length - 1;
  let path = `M${x(0)} ${y(base[0])}`;
  above.forEach((count, place) => {
    if (count !== above[place - 1]) path += `H${x(place)}V${y(count)}`;
  });
  path += `H${x(last)}`;
  for (let place = last; place >= 0; place -= 1) {
    if (base[place] !== base[place + 1]) path += `H${x(Math.min(place + 1, last))}V${y(base[place])}`;
  }
  return `${path}H${x(0)}z`;
}
