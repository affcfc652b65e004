// What lies under the pointer. No index: to look at each of 100,000 ties takes less than a frame (see benchmarks/views.py).

import { LOOP } from "../network/ties.js";

// How near, in pixels, a click means something; a finger is less exact.
const COARSE = globalThis.matchMedia?.("(pointer: coarse)").matches;
const NODE = COARSE ? 12 : 4;
const TIE = COARSE ? 14 : 6;

/** The place of the node under a spot of the picture, or null; `unit` is a pixel in the picture's units. */
export function nodeAt(places, { x, y }, unit) {
  let best = null;
  let least = Infinity;
  for (const place of places) {
    const [dx, dy] = [Math.abs(x - place.x), Math.abs(y - place.y)];
    const reach = Math.max(place.size, NODE * unit);
    if (dx > reach || dy > reach) continue;
    const far = Math.hypot(dx, dy);
    if (far < least) [best, least] = [place, far];
  }
  return best;
}

/** The tie nearest to a spot of the picture, or null. */
export function tieAt(ties, spot, unit) {
  let best = null;
  let least = TIE * unit;
  for (const tie of ties) {
    if (isBeyond(tie, spot, least)) continue;
    const far = distanceTo(spot, tie);
    if (far <= least) [best, least] = [tie, far];
  }
  return best;
}

function isBeyond({ a, b }, { x, y }, reach) {
  if (a === b) return false;
  if (a.x < b.x ? x < a.x - reach || x > b.x + reach : x < b.x - reach || x > a.x + reach) return true;
  return a.y < b.y ? y < a.y - reach || y > b.y + reach : y < b.y - reach || y > a.y + reach;
}

function distanceTo({ x, y }, { a, b }) {
  if (a === b) return Math.abs(Math.hypot(x - a.x, y - (a.y - a.size)) - LOOP);
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const share = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - share * dx, y - a.y - share * dy);
}
