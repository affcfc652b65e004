// The axis of the timeline: from days to places, with long empty years shortened.

import { yearOf } from "./dates.js";
import { yearsOf } from "./slider.js";

// So many years in which nothing begins or ends are drawn as if they were three.
const LONG = 12;
const SHORT = 3;

/**
 * The axis: its years are those of the window, else those of the data; long years without anything are shortened.
 * Returns {first, last, from, to, gaps: [[first, last], …], place(day) from 0 to 1}; `last` is the first year after it.
 */
export function axisOf(things, state) {
  const named = things.flatMap((thing) => [thing.start, thing.start_latest, thing.end_earliest, thing.end]);
  const known = things.length ? yearsOf(things) : { first: 1917, last: 1991 };
  const first = state.from ? yearOf(state.from) : Math.min(known.first, state.to ? yearOf(state.to) : known.first);
  const last = (state.to ? yearOf(state.to) : Math.max(known.last, first)) + 1;
  const marked = new Set([first, last - 1, ...named.filter(Boolean).map(yearOf)]);
  const steps = [...marked].filter((year) => year >= first && year < last).sort((a, b) => a - b);
  const gaps = [];
  const starts = new Map();
  let wide = 0;
  for (const [number, year] of steps.entries()) {
    const next = steps[number + 1] ?? last;
    const empty = next - year - 1;
    const isLong = empty > LONG;
    if (isLong) gaps.push([year + 1, next - 1]);
    starts.set(year, [wide, 1]);
    const size = isLong ? SHORT / empty : 1;
    for (let nth = 0; nth < empty; nth++) starts.set(year + 1 + nth, [wide + 1 + nth * size, size]);
    wide += 1 + empty * size;
  }
  const place = (day) => {
    const number = dayNumber(day);
    if (number >= last) return 1;
    if (number < first) return 0;
    const [start, size] = starts.get(Math.floor(number));
    return (start + (number % 1) * size) / wide;
  };
  return { first, last, gaps, place, from: isoYear(first), to: isoYear(last) };
}

/** The first day of a year. */
export function isoYear(year) {
  return `${String(year).padStart(4, "0")}-01-01`;
}

/** Days as fractions of years; precise enough for a picture. */
export function dayNumber(day) {
  const [year, month, date] = day.split("-").map(Number);
  return year + (month - 1) / 12 + (date - 1) / 365;
}
