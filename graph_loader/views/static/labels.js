// Which labels to write: the important ones first, none over another.

/**
 * Choose labels greedily. Items: {id, x, y, radius, text, weight} in screen units.
 * Labels in `fixed` ({text, x, y, size, …}) stand already. Returns [{id, text, x, y, size}], x and y amid the text.
 */
export function placeLabels(items, { width, height, measure, limit = 400, size = 11.5, fixed = [] }) {
  const taken = new Map();
  const bodies = new Map();
  const placed = [...fixed];
  for (const label of fixed) occupy(taken, boxOf(label.x, label.y, measure(label.text, label.size) / 2, label.size));
  for (const { x, y, radius } of items) occupy(bodies, [x - radius * 0.6, y - radius * 0.6, x + radius * 0.6, y + radius * 0.6]);
  const sorted = [...items].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  for (const [rank, item] of sorted.entries()) {
    if (placed.length >= limit + fixed.length) break;
    if (!within(item, width, height)) continue;
    const points = size + Math.min(5, Math.sqrt(item.weight % 1e3) * 0.5);
    const text = shorten(item.text);
    const half = measure(text, points) / 2;
    const spots = spotsAround(item, half, points);
    const free = spots.filter(([x, y]) => isFree(taken, boxOf(x, y, half, points)));
    // Best where it covers no node; an important name may stand over minor ones.
    const spot = free.find(([x, y]) => isFree(bodies, boxOf(x, y, half, points))) ?? (rank < IMPORTANT ? free[0] : undefined);
    if (!spot) continue;
    occupy(taken, boxOf(spot[0], spot[1], half, points));
    placed.push({ id: item.id, text, x: spot[0], y: spot[1], size: points });
  }
  return placed;
}

const IMPORTANT = 30;

function within({ x, y }, width, height) {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}

/** Below, above, right, left of the node. */
function spotsAround({ x, y, radius }, half, points) {
  return [
    [x, y + radius + points * 0.72],
    [x, y - radius - points * 0.62],
    [x + radius + half + 4, y],
    [x - radius - half - 4, y],
  ];
}

export function shorten(text, most = 34) {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

function boxOf(x, y, half, points) {
  return [x - half - 5, y - points * 0.68, x + half + 5, y + points * 0.68];
}

// Boxes are kept in the cells of a coarse grid, so that 5,000 labels stay quick.
const CELL = 90;

function* cells([left, top, right, bottom]) {
  for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column++)
    for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row++) yield column * 65536 + row;
}

function isFree(taken, box) {
  for (const cell of cells(box))
    for (const other of taken.get(cell) ?? [])
      if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
  return true;
}

function occupy(taken, box) {
  for (const cell of cells(box)) {
    if (!taken.has(cell)) taken.set(cell, []);
    taken.get(cell).push(box);
  }
}
