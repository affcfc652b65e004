// Which marks lie in the frame, and which under a spot of it. A row is in order of time and its marks do not overlap.

import { reach } from "./pack.js";
import { MARGIN, NAME, ROW } from "./scene.js";

// How near, in pixels, a click means a mark.
const NEAR = 5;

/** Where a share of the axis is; `view`: {width, height, top, middle, scale}, `middle` the share amid the frame. */
export function placing({ width, middle, scale }) {
  const size = (width - 2 * MARGIN) * scale;
  return (share) => width / 2 + (share - middle) * size;
}

/** The rows of the lanes of which something is in the frame: [{marks, y}], `y` from the top of the scene. */
export function rowsIn(lanes, { top, height }) {
  return lanes.flatMap(({ rows, top: edge }) => {
    const start = edge + NAME;
    const [first, last] = [top - start, top + height - start].map((y) => Math.floor(y / ROW));
    return rows.slice(Math.max(0, first), Math.max(0, last + 1)).map((marks, number) => ({ marks, y: start + (Math.max(0, first) + number + 0.5) * ROW }));
  });
}

/** The places in a row of the first mark in the frame and of the one after the last. */
export function inFrame(marks, view) {
  const x = placing(view);
  return [firstWhere(marks, (mark) => reach(mark, x)[1] >= 0), firstWhere(marks, (mark) => reach(mark, x)[0] > view.width)];
}

/** The mark under a spot of the frame, or null. */
export function markAt(lanes, view, spot) {
  const x = placing(view);
  const y = spot.y + view.top;
  for (const { marks, y: middle } of rowsIn(lanes, { top: y, height: 0 })) {
    if (Math.abs(middle - y) > ROW / 2) continue;
    const place = firstWhere(marks, (mark) => reach(mark, x)[1] + NEAR >= spot.x);
    const found = marks.slice(place, place + 2).filter((mark) => reach(mark, x)[0] - NEAR <= spot.x && spot.x <= reach(mark, x)[1] + NEAR);
    return found.sort((a, b) => distance(reach(a, x), spot.x) - distance(reach(b, x), spot.x))[0] ?? null;
  }
  return null;
}

function distance([left, right], x) {
  return Math.max(0, left - x, x - right);
}

/** The place of the first of sorted things for which a test holds, else their number. */
function firstWhere(things, test) {
  let [low, high] = [0, things.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(things[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
