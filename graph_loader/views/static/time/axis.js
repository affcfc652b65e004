// The years of the slider and of the timeline: long ones in which nothing falls are left out or shortened.

import { yearOf } from "./dates.js";

// More empty years than this are a break in the slider, and drawn as if they were three in the timeline.
const LONG = 12;
const SHORT = 3;
// Where neither a date nor the study says better.
const CENTURY = [1900, 1999];

/** The years that claims may fall into, and those of a window; between them, all but long empty ones. `years`: the study's. */
export function stepsOf(claims, window = [], years = CENTURY) {
  const taken = new Set(window);
  for (const claim of claims) {
    const { first, last } = yearsOf([claim]);
    for (let year = first; year <= last; year++) taken.add(year);
  }
  if (!taken.size) return range(...years);
  const known = [...taken].sort((a, b) => a - b);
  return known.flatMap((year, place) => {
    const before = known[place - 1] ?? year - 1;
    return year - before - 1 > LONG ? [year] : range(before + 1, year);
  });
}

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}

/** The first and the last year that the dates of claims name; infinite where they name none. */
function yearsOf(claims) {
  const years = claims.flatMap((claim) => claim.years ?? []);
  return { first: years.reduce((a, b) => Math.min(a, b), Infinity), last: years.reduce((a, b) => Math.max(a, b), -Infinity) };
}

/**
 * The axis: its years are those of the window, else those of the data, else the study's `years`; long years without
 * anything are shortened.
 * Returns {first, last, gaps: [[first, last], …], place(day) and share(year) from 0 to 1, year(share), wide}; `last` is
 * the first year after it, `wide` how many whole years would be as wide, years may be fractions.
 */
export function axisOf(things, state, years = CENTURY) {
  const named = things.flatMap((thing) => [thing.start, thing.startLatest, thing.endEarliest, thing.end]);
  const found = yearsOf(things);
  const known = Number.isFinite(found.first) ? found : { first: years[0], last: years[1] };
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
  const share = (number) => {
    if (number >= last) return 1;
    if (number < first) return 0;
    const [start, size] = starts.get(Math.floor(number));
    return (start + (number % 1) * size) / wide;
  };
  const each = [...starts.keys()];
  const year = (part) => {
    let [low, high] = [0, each.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts.get(each[middle])[0] <= part * wide) low = middle;
      else high = middle - 1;
    }
    const [start, size] = starts.get(each[low]);
    return each[low] + (part * wide - start) / size;
  };
  return { first, last, gaps, wide, share, year, place: (day) => share(dayNumber(day)) };
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
