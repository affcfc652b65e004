// The order of time: on which days a claim can be a step. The same rule as graph_loader/analysis/influence_in_time.py
// and cypher/queries/paths/dated-paths.cypher: a step is no earlier than the one before can be.

import { FIRST, LAST } from "../time/dates.js";

/**
 * When a claim can be a step, {first, last, whole}, by one reading of dates; null without a date, or where nothing is
 * certain. `whole`: it is over only on its last day, since nobody knows on which day of them it happened.
 */
export function occasionOf(claim, reading) {
  if (!claim.date) return null;
  if (reading === "possible") return between(claim.possible, false);
  if (claim.aspect === "state") return claim.held ? between(claim.held, false) : null;
  return between([claim.start, claim.end], true);
}

function between([first, last], whole) {
  return { first: first ?? FIRST, last: last ?? LAST, whole };
}

/** By which day a step is done that begins on `day` or later; null if it comes too early for that. */
export function doneBy({ first, last, whole }, day) {
  if (whole) return first >= day ? last : null;
  if (last < day) return null;
  return first > day ? first : day;
}

/** The last day on which a step can begin that must be done by `day`; null if it comes too late for that. */
export function beginBy({ first, last, whole }, day) {
  if (whole) return last <= day ? first : null;
  if (first > day) return null;
  return last < day ? last : day;
}

/** The earliest or latest of some days, null ones left out; null where there is none. */
export function earliest(days) {
  return days.reduce((best, day) => (day !== null && (best === null || day < best) ? day : best), null);
}

export function latest(days) {
  return days.reduce((best, day) => (day !== null && (best === null || day > best) ? day : best), null);
}

/** Of each step of a way, the claims that can be that step, given those before and after; and the day it can arrive. */
export function inOrder(steps, when) {
  const days = [FIRST];
  for (const claims of steps) days.push(earliest(claims.map((claim) => doneBy(when(claim), days.at(-1)))));
  const arrival = days.at(-1);
  let limit = LAST;
  const possible = steps.map(() => []);
  for (let place = steps.length - 1; place >= 0; place--) {
    const fits = (claim) => {
      const done = doneBy(when(claim), days[place]);
      return done !== null && done <= limit;
    };
    possible[place] = steps[place].filter(fits);
    limit = latest(possible[place].map((claim) => beginBy(when(claim), limit)));
  }
  return { steps: possible, arrival: arrival > FIRST && arrival < LAST ? arrival : null };
}

/**
 * The way that arrives first, as [[claim, from, to], …]; of those, the one with fewest steps, then by ids of claims.
 * `leaving(id)`: [[claim, other], …] in order of the claims' ids.
 */
export function firstArrival(leaving, when, from, to) {
  const queue = createQueue(isEarlier);
  const settled = new Set();
  queue.add({ day: FIRST, way: [], at: from });
  for (let here = queue.take(); here; here = queue.take()) {
    if (here.at === to) return here.way;
    if (settled.has(here.at)) continue;
    settled.add(here.at);
    for (const [claim, other] of leaving(here.at)) {
      const day = settled.has(other) ? null : doneBy(when(claim), here.day);
      if (day !== null) queue.add({ day, way: [...here.way, [claim, here.at, other]], at: other });
    }
  }
  return null;
}

function isEarlier(one, other) {
  if (one.day !== other.day) return one.day < other.day;
  if (one.way.length !== other.way.length) return one.way.length < other.way.length;
  for (const [place, [claim]] of one.way.entries()) {
    const id = other.way[place][0].id;
    if (claim.id !== id) return claim.id < id;
  }
  return false;
}

/** A binary heap: `take()` gives the least, undefined when it is empty. */
export function createQueue(isLess) {
  const heap = [];
  const swap = (a, b) => ([heap[a], heap[b]] = [heap[b], heap[a]]);
  function add(item) {
    let place = heap.push(item) - 1;
    while (place > 0 && isLess(heap[place], heap[(place - 1) >> 1])) {
      swap(place, (place - 1) >> 1);
      place = (place - 1) >> 1;
    }
  }
  function take() {
    if (heap.length < 2) return heap.pop();
    const least = heap[0];
    heap[0] = heap.pop();
    let place = 0;
    for (;;) {
      let best = place;
      for (const child of [2 * place + 1, 2 * place + 2]) if (child < heap.length && isLess(heap[child], heap[best])) best = child;
      if (best === place) return least;
      swap(place, best);
      place = best;
    }
  }
  return { add, take };
}
