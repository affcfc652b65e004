// What the axis says: years, and months and days where there is room. Pure.

import { isoYear } from "../time/axis.js";

const YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
// Of a tick with the name of its month, and of one with its day, the least width in pixels.
const ROOM = { year: 44, month: 104, day: 124 };
const DAYS = [1, 2, 5, 10, 15];
const MONTHS = [1, 2, 3, 6];

/** [{day, text (an EDTF date)}, …] in order of weight, of what is between two years; `size` is the width of a year. */
export function ticksOf(axis, [from, until], size) {
  const inGap = (year) => axis.gaps.some(([first, last]) => year >= first && year <= last);
  const [first, last] = [Math.max(axis.first, Math.floor(from)), Math.min(axis.last, Math.ceil(until))];
  const step = YEARS.find((years) => years * size >= ROOM.year) ?? YEARS.at(-1);
  const beside = axis.gaps.flatMap(([start, end]) => [start - 1, end + 1]);
  const round = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) if (!inGap(year)) round.push(year);
  const years = [axis.first, ...beside, ...round].filter((year) => year >= first && year <= last);
  const ticks = years.map((year) => ({ day: isoYear(year), text: fourDigits(year) }));
  const months = MONTHS.find((number) => (number * size) / 12 >= ROOM.month);
  if (!months) return ticks;
  const days = DAYS.find((number) => (number * size) / 365 >= ROOM.day);
  for (let year = first; year < last; year++) if (!inGap(year)) ticks.push(...within(year, months, days));
  return ticks;
}

function fourDigits(year) {
  return String(year).padStart(4, "0");
}

function within(year, months, days) {
  const ticks = [];
  const two = (number) => String(number).padStart(2, "0");
  for (let month = 1; month <= 12; month += months) {
    const start = `${fourDigits(year)}-${two(month)}`;
    if (month > 1) ticks.push({ day: `${start}-01`, text: start });
    if (!days || months > 1) continue;
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
    for (let day = 1 + days; day <= length; day += days) ticks.push({ day: `${start}-${two(day)}`, text: `${start}-${two(day)}` });
  }
  return ticks;
}
