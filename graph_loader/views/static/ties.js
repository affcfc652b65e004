// Ties on the canvas: drawn in a few strokes, since vis-network takes a second for 20,000 edges of its own.

import { DARK, LIGHT, polarityMark, readable, tieStyle, tint } from "./appearance.js";

// Beyond this many, equal ties share one stroke and arrows, too small to see, are left out.
const MANY = 3000;
const STANDING_OUT = 0.9;
// The radius of a tie from a node to itself.
const LOOP = 14;
// How near to a tie, in pixels, a click means it; a finger is less exact.
const REACH = globalThis.matchMedia?.("(pointer: coarse)").matches ? 14 : 6;

/** What to draw: one entry per visible bundle, faint ones first. `near`: bundles that stand out, or null. */
export function layOutTies(model, bundles, near) {
  const opacity = tieOpacity(bundles.size);
  const ties = [...bundles].map(([id, claims]) => {
    const bundle = model.bundles.get(id);
    const alpha = near === null ? opacity : near.has(id) ? STANDING_OUT : opacity / 5;
    return { bundle, alpha, ...tieStyle(claims, bundle.from, model.look) };
  });
  return near === null ? ties : ties.sort((a, b) => a.alpha - b.alpha);
}

/** The more ties, the fainter each: what many share still shows. */
export function tieOpacity(number) {
  return Math.min(0.62, Math.max(0.09, 9 / Math.sqrt(number || 1)));
}

/** Draw on a canvas in its own units; `place(id)` gives {x, y, size}, `unit` is a pixel in these units. */
export function drawTies(context, ties, place, dark, unit) {
  context.save();
  context.lineCap = "round";
  for (const group of groupsOf(ties)) {
    const colour = tint(readable(group.colour, dark), group.alpha);
    context.strokeStyle = colour;
    context.fillStyle = colour;
    // However far away, a tie is a line that one can see, and one that stands out is plain.
    context.lineWidth = Math.max(group.width, (group.alpha === STANDING_OUT ? 1.6 : 0.5) * unit);
    context.setLineDash(group.dash);
    strokeAll(context, group.ties, place, ties.length <= MANY, unit);
  }
  drawMarks(context, ties, place, dark, unit);
  context.restore();
}

/** Ties of one look after another in the given order; when there are many, all of one look at once. */
function groupsOf(ties) {
  const groups = new Map();
  const together = ties.length > MANY;
  for (const [number, tie] of ties.entries()) {
    const key = together ? `${tie.colour} ${Math.round(tie.width)} ${tie.dash} ${tie.alpha}` : number;
    if (!groups.has(key)) groups.set(key, { colour: tie.colour, width: tie.width, dash: tie.dash, alpha: tie.alpha, ties: [] });
    groups.get(key).ties.push(tie);
  }
  return groups.values();
}

function strokeAll(context, ties, place, arrows, unit) {
  context.beginPath();
  for (const { bundle } of ties) {
    const [a, b] = [place(bundle.from), place(bundle.to)];
    if (a === b) loop(context, a);
    else {
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
    }
  }
  context.stroke();
  if (!arrows) return;
  context.beginPath();
  for (const { bundle, to, from, width } of ties) {
    const [a, b] = [place(bundle.from), place(bundle.to)];
    const size = Math.max(8 + 2 * width, 5 * unit);
    if (to && a !== b) head(context, a, b, size);
    if (from && a !== b) head(context, b, a, size);
  }
  context.fill();
}

/** The marks of denied and strained ties amid them, plain and on a rim of paper. */
function drawMarks(context, ties, place, dark, unit) {
  const marked = ties.filter(({ polarity }) => polarity !== "affirmed");
  if (!marked.length) return;
  context.setLineDash([]);
  const paper = (dark ? DARK : LIGHT).paper;
  for (const { bundle, polarity, colour, alpha, width } of marked) {
    const [a, b] = [place(bundle.from), place(bundle.to)];
    const { x, y } = middle(a, b);
    const r = markSize(width, unit);
    context.beginPath();
    for (const [[x1, y1], [x2, y2]] of polarityMark(polarity, r, [b.x - a.x, b.y - a.y])) {
      context.moveTo(x + x1, y + y1);
      context.lineTo(x + x2, y + y2);
    }
    for (const [stroke, wide] of [[paper, 0.9], [readable(colour, dark), 0.36]]) {
      context.strokeStyle = tint(stroke, Math.min(1, alpha * 2));
      context.lineWidth = r * wide;
      context.stroke();
    }
  }
}

/** Half the size of a mark: to be seen from afar, and more than the tie is wide. */
export function markSize(width, unit) {
  return Math.max(3 + width, 5 * unit);
}

/** Where the mark of a tie stands; on a loop, at its top. */
export function middle(a, b) {
  return a === b ? { x: a.x, y: a.y - a.size - LOOP } : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function loop(context, { x, y, size }) {
  context.moveTo(x + LOOP, y - size);
  context.arc(x, y - size, LOOP, 0, 2 * Math.PI);
}

function head(context, from, to, size) {
  for (const [number, [x, y]] of arrowHead(from, to, to.size, size).entries())
    number === 0 ? context.moveTo(x, y) : context.lineTo(x, y);
  context.closePath();
}

/** The corners of an arrow head that touches the rim of its target. */
export function arrowHead(from, to, rim, size) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const tip = [to.x - ux * (rim + 1), to.y - uy * (rim + 1)];
  const back = [tip[0] - ux * size, tip[1] - uy * size];
  const side = size * 0.38;
  return [tip, [back[0] - uy * side, back[1] + ux * side], [back[0] + uy * side, back[1] - ux * side]];
}

/** The tie under a point of the canvas, or null; `unit` is the size of a pixel in the canvas's units. */
export function tieAt(ties, point, place, unit) {
  let best = null;
  let least = REACH * unit;
  for (const tie of ties) {
    const far = distanceTo(point, place(tie.bundle.from), place(tie.bundle.to));
    if (far <= least) [best, least] = [tie.bundle, far];
  }
  return best;
}

function distanceTo({ x, y }, a, b) {
  if (a === b) return Math.abs(Math.hypot(x - a.x, y - (a.y - a.size)) - LOOP);
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const share = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - share * dx, y - a.y - share * dy);
}
