// The page of the clock: reads the form, asks clockwork.js, says and draws both readings. Its words and rules are in
// #clock-data. The address keeps what was chosen, nothing else does.
// @ts-check

import { DAY, HOUR, comesTwice, excluding, straight, weekday } from "./clockwork.js";

/** @typedef {import("./clockwork.js").Hold} Hold */

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 336;
const data = JSON.parse(document.getElementById("clock-data")?.textContent ?? "{}");
/** @type {Record<string, string>} */
const words = data.words;
const answer = /** @type {HTMLElement} */ (document.getElementById("clock-answer"));
const field = (/** @type {string} */ name) =>
  /** @type {HTMLInputElement | HTMLSelectElement} */ (document.getElementById(`clock-${name}`));

/** @param {string} key @param {Record<string, string | number>} values */
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** @param {number} wall */
function day(wall, year = false) {
  const at = new Date(wall);
  const parts = { month: data.months[at.getUTCMonth() + 1], day: at.getUTCDate(), year: at.getUTCFullYear() };
  const date = (year ? data.date : words.date).replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {keyof typeof parts} */ name) => String(parts[name]));
  return say("day", { weekday: words[`weekdays.${weekday(wall) + 1}`], date });
}

/** @param {number} wall */
function moment(wall) {
  const minutes = (wall % DAY) / 60_000;
  const hour = Math.floor(minutes / 60);
  const values = { hour: hour % 12 || 12, minute: String(minutes % 60).padStart(2, "0") };
  return say("moment", { day: day(wall, true), time: minutes ? say(hour < 12 ? "am" : "pm", values) : words.midnight });
}

/** @param {number} length */
function hours(length) {
  const minutes = Math.round(length / 60_000);
  return say(minutes % 60 ? "minutes" : "hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} text */
function svg(name, attributes, text = "") {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.textContent = text;
  return element;
}

/** @param {keyof HTMLElementTagNameMap} name @param {string} text @param {string} className */
function html(name, text, className = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** Draws one reading over the days that both need. @param {Hold} hold @param {string} reading @param {number} from @param {number} days */
function bar(hold, reading, from, days) {
  const unit = WIDTH / days;
  const at = (/** @type {number} */ wall) => 2 + ((wall - from) / DAY) * unit;
  const drawn = svg("svg", { viewBox: `0 0 ${WIDTH + 4} 62`, role: "img" });
  const title = say("bar", { reading, start: moment(hold.days[0].start), end: moment(hold.ends) });
  drawn.append(svg("title", {}, title));
  for (let number = 0; number < days; number += 1) {
    const x = at(from + number * DAY);
    if (number) drawn.append(svg("path", { class: "line", "stroke-dasharray": "2 3", d: `M${x} 18V52` }));
    const label = words[`short.${weekday(from + number * DAY) + 1}`];
    drawn.append(svg("text", { x: x + unit / 2, y: 13, "font-size": days > 6 ? 12 : 14, "text-anchor": "middle" }, label));
  }
  for (const { start, end, why } of hold.days) {
    const box = { x: at(start), y: 24, width: Math.max(at(end) - at(start), 0), height: 24 };
    if (why) drawn.append(svg("path", { class: "line", "stroke-width": 2, "stroke-dasharray": "4 4", d: `M${box.x} 36h${box.width}` }));
    else drawn.append(svg("rect", { ...box, class: "strong" }));
  }
  return drawn;
}

/** @param {Hold} hold @param {string} key @param {number} from @param {number} days */
function reading(hold, key, from, days) {
  const part = document.createElement("section");
  const list = document.createElement("ul");
  for (const { start, counted, why } of hold.days) {
    const values = { day: day(start), hours: hours(counted), why: why ? words[`left_out.${why}`] : "" };
    list.append(html("li", say(why ? "counts_not" : "counts", values)));
  }
  const figure = html("figure", "", "drawing");
  figure.append(bar(hold, words[key], from, days));
  part.append(html("h2", words[key]), html("p", words[`${key}_rule`], "aside"), html("p", say("ends", { moment: moment(hold.ends) }), "ends"), figure, list);
  return part;
}

/** @param {number} release */
function both(release) {
  const zone = data.zones[field("zone").value];
  const [skipping, through] = [excluding(release, zone, data.holidays), straight(release, zone)];
  if (!skipping || !through) return [html("p", words.gap, "note")];
  const from = Math.floor(release / DAY) * DAY;
  const days = Math.ceil((Math.max(skipping.ends, through.ends) - from) / DAY);
  const apart = skipping.ends - through.ends;
  const parts = [reading(skipping, "excluding", from, days), reading(through, "straight", from, days)];
  const compared = html("p", apart ? say("differ", { hours: hours(apart) }) : words.same, "note");
  return [...(comesTwice(release, zone) ? [html("p", words.twice, "note")] : []), ...parts, compared];
}

function onRecord() {
  const state = data.states[field("state").value];
  if (!state) return [];
  const line = html("p", `${state.said} `, "note");
  const link = document.createElement("a");
  link.href = state.href;
  link.textContent = state.more;
  line.append(link);
  return [line];
}

function show() {
  const [date, time] = [field("date").value, field("time").value];
  const release = Date.parse(`${date}T${time}Z`);
  if (!date || !time || Number.isNaN(release)) return answer.replaceChildren(...onRecord());
  const year = new Date(release).getUTCFullYear();
  const parts = year >= data.first && year < 2100 ? both(release) : [html("p", words.range, "note")];
  answer.replaceChildren(...parts, ...onRecord());
}

/** Takes from the address only what the form could hold itself. */
function read() {
  const asked = new URLSearchParams(location.search);
  const [, date, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$/.exec(asked.get("release") ?? "") ?? [];
  if (date) [field("date").value, field("time").value] = [date, time];
  for (const name of ["zone", "state"]) {
    const select = /** @type {HTMLSelectElement} */ (field(name));
    if ([...select.options].some(({ value }) => value === asked.get(name))) select.value = asked.get(name) ?? "";
  }
}

function write() {
  const chosen = new URLSearchParams();
  if (field("date").value && field("time").value) chosen.set("release", `${field("date").value}T${field("time").value}`);
  chosen.set("zone", field("zone").value);
  if (field("state").value) chosen.set("state", field("state").value);
  history.replaceState(null, "", `?${chosen.toString().replaceAll("%3A", ":")}${location.hash}`);
}

read();
show();
document.getElementById("clock-form")?.addEventListener("input", () => {
  show();
  write();
});
document.getElementById("clock-form")?.addEventListener("submit", (event) => event.preventDefault());
