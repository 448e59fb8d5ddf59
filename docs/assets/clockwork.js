// When the 48 hours end, by rule: the browser's copy of src/detainers/clockwork.py. Both agree with tests/vectors/clock.json.
// A time here is milliseconds as Date.UTC gives them for the numbers on the clock ("wall") or for the instant. No Date but
// these is read, so that the reader's own time zone plays no part.
// @ts-check

/** @typedef {{month: number, day: number | null, weekday: number, nth: number, since: number}} Holiday Monday is 0. */
/** @typedef {{hours: number, changes: boolean}} Zone */
/** @typedef {{start: number, end: number, counted: number, why: string | null}} Stretch */
/** @typedef {{ends: number, days: Stretch[]}} Hold */

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const HOLD = 48 * HOUR;
const SATURDAY = 5;
const SUNDAY = 6;

/** The day of the week, Monday 0. @param {number} wall */
export const weekday = (wall) => (new Date(wall).getUTCDay() + 6) % 7;

/** @param {number} wall */
const midnight = (wall) => Math.floor(wall / DAY) * DAY;

/** The day of the nth weekday of a month (January 1); the last for nth -1. @param {number} year @param {number} month @param {number} day @param {number} nth */
function nthWeekday(year, month, day, nth) {
  if (nth < 0) {
    const last = Date.UTC(year, month, 0);
    return last - ((weekday(last) - day + 7) % 7) * DAY;
  }
  const first = Date.UTC(year, month - 1, 1);
  return first + (((day - weekday(first) + 7) % 7) + 7 * (nth - 1)) * DAY;
}

/** A holiday's own day. @param {Holiday} holiday @param {number} year */
const dayOf = (holiday, year) =>
  holiday.day ? Date.UTC(year, holiday.month - 1, holiday.day) : nthWeekday(year, holiday.month, holiday.weekday, holiday.nth);

/** The day on which it is kept. @param {number} day */
const observed = (day) => day + ({ [SATURDAY]: -DAY, [SUNDAY]: DAY }[weekday(day)] ?? 0);

/** Why a day does not count, or null. @param {number} wall @param {Record<string, Holiday>} holidays */
export function leftOut(wall, holidays) {
  const day = midnight(wall);
  if (weekday(day) === SATURDAY) return "saturday";
  if (weekday(day) === SUNDAY) return "sunday";
  const year = new Date(day).getUTCFullYear();
  for (const [id, holiday] of Object.entries(holidays)) {
    if ([year, year + 1].some((kept) => kept >= holiday.since && observed(dayOf(holiday, kept)) === day)) return id;
  }
  return null;
}

/** A zone's hours from UTC at an instant. @param {number} at @param {Zone} zone */
function hoursAt(at, zone) {
  const year = new Date(at).getUTCFullYear();
  const begins = nthWeekday(year, 3, SUNDAY, 2) + (2 - zone.hours) * HOUR;
  const ends = nthWeekday(year, 11, SUNDAY, 1) + (1 - zone.hours) * HOUR;
  return zone.hours + Number(zone.changes && begins <= at && at < ends);
}

/** The instant of a wall time; the first of two; null where the clocks skipped it. @param {number} wall @param {Zone} zone */
export function instant(wall, zone) {
  for (const hours of [zone.hours + 1, zone.hours]) {
    if (hoursAt(wall - hours * HOUR, zone) === hours) return wall - hours * HOUR;
  }
  return null;
}

/** Tells whether a wall time comes twice. @param {number} wall @param {Zone} zone */
export const comesTwice = (wall, zone) => [zone.hours + 1, zone.hours].every((hours) => hoursAt(wall - hours * HOUR, zone) === hours);

/** @param {number} at @param {Zone} zone */
const wallAt = (at, zone) => at + hoursAt(at, zone) * HOUR;

/**
 * Counts 48 hours from a release; null where the clocks skipped that time.
 * @param {number} release @param {Zone} zone @param {(wall: number) => string | null} whyNot @returns {Hold | null}
 */
function count(release, zone, whyNot) {
  let now = instant(release, zone);
  if (now === null) return null;
  let left = HOLD;
  /** @type {Stretch[]} */
  const days = [];
  while (left > 0) {
    const start = wallAt(now, zone);
    const next = /** @type {number} */ (instant(midnight(start) + DAY, zone));
    const why = whyNot(start);
    const counted = why ? 0 : Math.min(next - now, left);
    now = why ? next : now + counted;
    left -= counted;
    days.push({ start, end: wallAt(now, zone), counted, why });
  }
  return { ends: days[days.length - 1].end, days };
}

/** Without Saturdays, Sundays and holidays. @param {number} release @param {Zone} zone @param {Record<string, Holiday>} holidays */
export const excluding = (release, zone, holidays) => count(release, zone, (wall) => leftOut(wall, holidays));

/** Without a break. @param {number} release @param {Zone} zone */
export const straight = (release, zone) => count(release, zone, () => null);
