// Ties on the canvas. A generator: it draws so much at a time as takes a few milliseconds without a graphics card.

import { DARK, doubtMark, LIGHT, MARK, polarityMark, readable, tint } from "../look/appearance.js";
import { arrowHead, LOOP, markSize, middle, STANDING_OUT } from "../network/ties.js";

// Beyond this many in the frame, equal ties are drawn together and arrows, too small to see, are left out.
export const MANY = 3000;
// A line of one pixel costs a tenth of a wider one, and many of them least on one path; of wider ones each has its own.
const HAIRLINES = 2000;
const LINES = 60;
// Dashes shorter than this, in pixels, are not seen as such.
const DASH = 2;

/**
 * Draw in the picture's units; `unit` is a pixel of the screen in them, `box` what of the picture is in the frame. Of more
 * than `most` ties the weightiest are drawn.
 */
export function* strokeTies(context, ties, { box, dark, unit, most = Infinity }) {
  const inside = ties.filter(({ a, b }) => reaches(a, b, box));
  const isMany = inside.length > MANY;
  const seen = weightiest(inside, most);
  context.lineCap = "round";
  if (isMany) yield* strokeTogether(context, seen, dark, unit);
  else yield* strokeEach(context, seen, dark, unit);
  context.setLineDash([]);
  yield* drawMarks(context, seen.filter(({ style }) => style.polarity !== "affirmed" || style.doubtful), isMany, dark, unit);
}

/** How many of the ties reach into the box. */
export function countInside(ties, box) {
  return ties.reduce((sum, { a, b }) => sum + Number(reaches(a, b, box)), 0);
}

function reaches(a, b, { left, top, right, bottom }) {
  const room = a === b ? a.size + 2 * LOOP : 8;
  if (Math.max(a.x, b.x) < left - room || Math.min(a.x, b.x) > right + room) return false;
  return Math.max(a.y, b.y) >= top - room && Math.min(a.y, b.y) <= bottom + room;
}

/** The ties that stand out, then those of most claims, in the order in which they were. */
function weightiest(ties, most) {
  if (ties.length <= most) return ties;
  const weightOf = ({ alpha, claims }) => claims.length + (alpha === STANDING_OUT ? 1e6 : 0);
  const numbers = new Map();
  for (const tie of ties) numbers.set(weightOf(tie), (numbers.get(weightOf(tie)) ?? 0) + 1);
  const left = new Map();
  let free = most;
  for (const weight of [...numbers.keys()].sort((one, other) => other - one)) {
    left.set(weight, Math.min(free, numbers.get(weight)));
    free -= left.get(weight);
  }
  return ties.filter((tie) => {
    const room = left.get(weightOf(tie));
    left.set(weightOf(tie), room - 1);
    return room > 0;
  });
}

function* strokeEach(context, ties, dark, unit) {
  for (const [number, tie] of ties.entries()) {
    setStyle(context, tie, dark, unit);
    context.beginPath();
    line(context, tie);
    context.stroke();
    arrows(context, tie, unit);
    if (number % LINES === LINES - 1) yield;
  }
}

function* strokeTogether(context, ties, dark, unit) {
  const groups = new Map();
  for (const tie of ties) {
    const key = `${tie.alpha} ${tie.style.key}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(tie);
  }
  const faintFirst = [...groups.values()].sort(([one], [other]) => one.alpha - other.alpha || one.style.width - other.style.width);
  for (const group of faintFirst) {
    setStyle(context, group[0], dark, unit);
    yield* context.lineWidth <= unit ? strokeHairs(context, group) : strokeLines(context, group);
  }
}

function* strokeHairs(context, ties) {
  // The ends of a hair are not seen, and take as long as the rest.
  context.lineCap = "butt";
  for (let start = 0; start < ties.length; start += HAIRLINES) {
    context.beginPath();
    for (let n = start; n < Math.min(ties.length, start + HAIRLINES); n++) line(context, ties[n]);
    context.stroke();
    yield;
  }
}

function* strokeLines(context, ties) {
  context.lineCap = "round";
  for (const [number, tie] of ties.entries()) {
    context.beginPath();
    line(context, tie);
    context.stroke();
    if (number % LINES === LINES - 1) yield;
  }
}

function setStyle(context, { alpha, style: { colour, width, dash } }, dark, unit) {
  const tone = tint(readable(colour, dark, MARK, alpha), alpha);
  context.strokeStyle = tone;
  context.fillStyle = tone;
  // However far away, a tie is a line that one can see, and one that stands out is plain.
  context.lineWidth = Math.max(width, (alpha === STANDING_OUT ? 1.6 : 0.5) * unit);
  context.setLineDash(Math.max(...dash, 0) >= DASH * unit ? dash : []);
}

function line(context, { a, b }) {
  if (a === b) {
    context.moveTo(a.x + LOOP, a.y - a.size);
    context.arc(a.x, a.y - a.size, LOOP, 0, 2 * Math.PI);
  } else {
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
  }
}

function arrows(context, { a, b, style: { to, from, width } }, unit) {
  if (a === b || !(to || from)) return;
  const size = Math.max(8 + 2 * width, 5 * unit);
  context.beginPath();
  if (to) head(context, a, b, size);
  if (from) head(context, b, a, size);
  context.fill();
}

function head(context, from, to, size) {
  const [tip, left, right] = arrowHead(from, to, to.size, size);
  context.moveTo(...tip);
  context.lineTo(...left);
  context.lineTo(...right);
  context.closePath();
}

/** The marks of denied, strained and doubtful ties amid them, plain and on a rim of paper; of `many`, doubt only where a tie stands out. */
function* drawMarks(context, marked, many, dark, unit) {
  const { paper } = dark ? DARK : LIGHT;
  for (const [number, { a, b, alpha, style }] of marked.entries()) {
    const asks = style.doubtful && !(many && alpha !== STANDING_OUT);
    if (!asks && style.polarity === "affirmed") continue;
    const { x, y } = middle(a, b);
    const r = markSize(style.width, unit);
    const way = [b.x - a.x, b.y - a.y];
    context.beginPath();
    for (const stroke of [...polarityMark(style.polarity, r, way), ...(asks ? doubtMark(style, r, way) : [])]) {
      for (const [place, [dx, dy]] of stroke.entries()) context[place ? "lineTo" : "moveTo"](x + dx, y + dy);
    }
    for (const [stroke, wide] of [[paper, 0.9], [readable(style.colour, dark), 0.36]]) {
      context.strokeStyle = tint(stroke, Math.min(1, alpha * 2));
      context.lineWidth = r * wide;
      context.stroke();
    }
    if (number % LINES === LINES - 1) yield;
  }
}
