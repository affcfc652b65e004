// Bars in as few rows as they need without touching each other. Pure; n log n.

import { createQueue } from "../paths/intime.js";

/** Between two bars of a row, and how far a bar goes on whose end nobody knows, in pixels. */
const APART = 4;
export const STUB = 18;
/** No bar is shorter than this. */
export const LEAST = 6;

/** Where a bar begins and ends in pixels; `x(share)` gives the place of a share of the axis. */
export function reach({ from, until, opens, goesOn }, x) {
  const left = x(from);
  return [left - (opens ? STUB : 0), Math.max(left + LEAST, x(until)) + (goesOn ? STUB : 0)];
}

/**
 * Rows of bars, each in order of time. `bars`: [{from, until, opens, goesOn}], shares of an axis that is `width` pixels
 * wide; enlarged they only come to lie further apart, so that a row holds at every scale.
 */
export function pack(bars, width) {
  const spans = bars.map((bar) => [bar, ...reach(bar, (share) => share * width)]).sort((a, b) => a[1] - b[1] || a[2] - b[2]);
  const taken = createQueue((one, other) => one.end < other.end);
  const free = createQueue((one, other) => one < other);
  const rows = [];
  for (const [bar, left, right] of spans) {
    let next = taken.take();
    for (; next && next.end <= left; next = taken.take()) free.add(next.row);
    if (next) taken.add(next);
    const row = free.take() ?? rows.push([]) - 1;
    rows[row].push(bar);
    taken.add({ row, end: right + APART });
  }
  return rows;
}
