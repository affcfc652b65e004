// Which labels to write: the important ones first, none over another, over a large mark or cut off by the frame.

/**
 * Choose labels greedily. Items: {id, x, y, radius, text, weight} in screen units; those without a
 * text are only in the way.
 * Labels in `fixed` ({text, x, y, size, …}) stand already; boxes in `avoid` ([left, top, right, bottom]) stay empty.
 * The first `far` may stand away from their nodes. Returns [{id, text, lines, x, y, size, leader}], x and y amid the
 * text; long names stand in two lines; `leader` ([from x, from y, to x, to y]) joins a label that is away to its node.
 */
export function placeLabels(items, { width, height, measure, limit = 400, size = 11.5, far = 0, fixed = [], avoid = [] }) {
  const field = fieldOf(items, { width, height, measure, fixed, avoid });
  const placed = fixed.map((label) => ({ ...label, lines: [label.text] }));
  const sorted = [...items].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  let missed = 0;
  for (const [rank, item] of sorted.entries()) {
    if (placed.length >= limit + fixed.length || missed > IN_VAIN) break;
    if (item.text === null || !inside([item.x, item.y, item.x, item.y], width, height, 0)) continue;
    const label = labelOf(item, size, rank, far, field);
    missed = label ? 0 : missed + 1;
    if (label) placed.push(label);
  }
  return placed;
}

/** The label of an item where there is room, which it takes. */
function labelOf(item, size, rank, far, field) {
  const points = size + Math.min(5, Math.sqrt(item.weight % 1e3) * 0.5);
  const text = shorten(item.text);
  const spot = findSpot(item, text, points, rank < IMPORTANT, field) ?? (rank < far ? findSpotAway(item, text, points, field) : undefined);
  if (!spot) return null;
  for (const box of [spot.box, ...beads(spot.leader)]) occupy(field.taken, box);
  return { id: item.id, text, lines: spot.lines, x: spot.x, y: spot.y, size: points, leader: spot.leader };
}

/** What is occupied: by labels and what they must avoid, by large marks, by small ones. */
function fieldOf(items, { width, height, measure, fixed, avoid }) {
  const field = { taken: new Map(), large: new Map(), small: new Map(), width, height, measure };
  for (const label of fixed) occupy(field.taken, boxOf([label.x, label.y], measure(label.text, label.size) / 2, label.size));
  for (const box of avoid) occupy(field.taken, box);
  for (const { x, y, radius } of items) {
    const reach = radius * (radius < LARGE ? 0.6 : 0.85);
    // Far off the frame or far larger than it, a mark would fill millions of cells.
    const box = [Math.max(0, x - reach), Math.max(0, y - reach), Math.min(width, x + reach), Math.min(height, y + reach)];
    if (box[0] <= box[2] && box[1] <= box[3]) occupy(radius < LARGE ? field.small : field.large, box);
  }
  return field;
}

/** Best where it covers no node; an important name may stand in one line too, and over minor nodes. */
function findSpot(item, text, points, important, field) {
  const broken = linesOf(text);
  const ways = important && broken.length > 1 ? [broken, [text]] : [broken];
  let otherwise;
  for (const lines of ways)
    for (const spot of spotsAround(item, lines, points, field)) {
      if (!isOpen(field, spot.box)) continue;
      if (isFree(field.small, spot.box)) return spot;
      otherwise ??= spot;
    }
  return important ? otherwise : undefined;
}

/** The nearest place away from the node whose line crosses no label; best where it crosses no large mark either. */
function findSpotAway(item, text, points, field) {
  const crosses = (taken, { leader }) => beads(leader).some((bead) => !isFree(taken, bead));
  const free = spotsAway(item, linesOf(text), points, field).filter((spot) => isOpen(field, spot.box) && !crosses(field.taken, spot));
  return free.find((spot) => !crosses(field.large, spot)) ?? free[0];
}

function isOpen(field, box) {
  return inside(box, field.width, field.height) && isFree(field.taken, box) && isFree(field.large, box);
}

/** How many names of the network may stand away from their nodes. */
export const FAR = 15;
const IMPORTANT = 30;
// Where so many names in a row found no room, there is hardly any left.
const IN_VAIN = 500;
const DISTANCES = [14, 26, 40, 56, 74];
const DIRECTIONS = 16;
const BEAD = 5;
// From this radius on, in pixels, a mark is never written over.
const LARGE = 7;
const LEADING = 1.14;
const EDGE = 3;

function inside([left, top, right, bottom], width, height, edge = EDGE) {
  return left >= edge - 5 && top >= edge && right <= width - edge + 5 && bottom <= height - edge;
}

/** Below, above, right, left of the node, then aslant; near the frame's sides, moved inwards. */
function spotsAround({ x, y, radius }, lines, points, { width, measure }) {
  const [half, high] = halfSize(lines, points, measure);
  const amid = clamp(x, half + EDGE, width - half - EDGE);
  const [aside, up] = [radius * 0.7 + half + 3, radius * 0.7 + high];
  return [
    [amid, y + radius + high + points * 0.12],
    [amid, y - radius - high - points * 0.12],
    [x + radius + half + 4, y],
    [x - radius - half - 4, y],
    [x + aside, y + up],
    [x + aside, y - up],
    [x - aside, y + up],
    [x - aside, y - up],
  ].map((spot) => ({ x: spot[0], y: spot[1], lines, box: boxOf(spot, half, points, lines.length) }));
}

/** All around a node, farther and farther off. */
function spotsAway({ x, y, radius }, lines, points, { measure }) {
  const [half, high] = halfSize(lines, points, measure);
  return DISTANCES.flatMap((distance) =>
    Array.from({ length: DIRECTIONS }, (_, turn) => {
      const angle = (turn * 2 * Math.PI) / DIRECTIONS;
      const [across, down] = [Math.cos(angle), Math.sin(angle)];
      const spot = [x + across * (radius + distance + half), y + down * (radius + distance + high)];
      const nearest = [clamp(x, spot[0] - half, spot[0] + half), clamp(y, spot[1] - high, spot[1] + high)];
      const leader = [x + across * radius, y + down * radius, ...nearest];
      return { x: spot[0], y: spot[1], lines, leader, box: boxOf(spot, half, points, lines.length) };
    }),
  );
}

/** Half the width and half the height of the lines. */
function halfSize(lines, points, measure) {
  return [Math.max(...lines.map((line) => measure(line, points))) / 2, points * (0.6 + ((lines.length - 1) * LEADING) / 2)];
}

/** Small boxes along a line, but for its ends. */
function beads([x, y, toX, toY] = [0, 0, 0, 0]) {
  const number = Math.floor(Math.hypot(toX - x, toY - y) / BEAD);
  return Array.from({ length: number }, (_, n) => {
    const part = (n + 0.7) / number;
    const [across, down] = [x + (toX - x) * part, y + (toY - y) * part];
    return [across - 1, down - 1, across + 1, down + 1];
  });
}

function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most);
}

/** A long name in two lines of about the same length. */
export function linesOf(text) {
  if (text.length <= 20) return [text];
  const middle = text.length / 2;
  const gaps = [...text.matchAll(/ /g)].map(({ index }) => index);
  if (!gaps.length) return [text];
  const gap = gaps.reduce((best, at) => (Math.abs(at - middle) < Math.abs(best - middle) ? at : best));
  return [text.slice(0, gap), text.slice(gap + 1)];
}

export function shorten(text, most = 46) {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

/** Where the lines of a label go: [[line, y], …]. */
export function linePlaces({ lines, y, size }) {
  return lines.map((line, number) => [line, y + (number - (lines.length - 1) / 2) * size * LEADING]);
}

/**
 * The names of the regions over what can be seen of each, none cut off: [{id, text, x, y, size}].
 * `project` turns canvas units into pixels; a region of which too little is seen stays without its name.
 */
export function nameRegions(regions, { project, scale, size, name, measure, width, height }) {
  return regions.flatMap((region) => {
    const { x, y } = project(region);
    const text = name(region.theatre);
    const half = measure(text, size) / 2 + EDGE;
    const left = Math.max(0, x - region.rx * scale);
    const right = Math.min(width, x + region.rx * scale);
    const top = Math.max(EDGE, y - region.ry * scale - size * 1.4);
    const bottom = Math.min(height, y + region.ry * scale);
    if (right - left < Math.min(half, region.rx * scale) || bottom - top < 2 * size) return [];
    const amid = clamp((left + right) / 2, half, width - half);
    return [{ id: `region ${region.theatre}`, theatre: region.theatre, text, x: amid, y: top + size * 0.7, size }];
  });
}

function boxOf([x, y], half, points, rows = 1) {
  const high = points * (0.68 + ((rows - 1) * LEADING) / 2);
  return [x - half - 5, y - high, x + half + 5, y + high];
}

// Boxes are kept in the cells of a coarse grid, so that 5,000 labels stay quick.
const CELL = 90;

/** Whether `isSo(cell)` for each cell that a box reaches into. */
function everyCell([left, top, right, bottom], isSo) {
  const [lastColumn, lastRow] = [Math.floor(right / CELL), Math.floor(bottom / CELL)];
  for (let column = Math.floor(left / CELL); column <= lastColumn; column++)
    for (let row = Math.floor(top / CELL); row <= lastRow; row++) if (!isSo(column * 65536 + row)) return false;
  return true;
}

function isFree(taken, box) {
  return everyCell(box, (cell) => !taken.get(cell)?.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]));
}

function occupy(taken, box) {
  everyCell(box, (cell) => {
    if (!taken.has(cell)) taken.set(cell, []);
    return taken.get(cell).push(box);
  });
}
