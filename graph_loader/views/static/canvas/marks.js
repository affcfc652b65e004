// Nodes on the canvas. A generator, as strokes.js.

import { DARK, LIGHT, nodeColour, readable, theatreColour } from "../look/appearance.js";
import { shadeOf } from "../network/measures.js";
import { cornersOf } from "../look/shapes.js";

const TOGETHER = 200;
/** However far away, a node is at least a dot of this radius, in pixels. */
export const LEAST = 1.2;
// Smaller ones, in pixels, all look alike.
const SPECK = 1.6;
const SKETCHED = 4;
// Within a smaller ring, in pixels, there is nothing to be seen.
const RING = 2.5;
// How faint is what does not stand out.
const FAINT = 0.22;

/**
 * The nodes of one look together, faint ones first: [{shape, colour, hollow, alpha, places}, …], `colour` as a text or as
 * {light, dark}. `by`: what colours tell, `standing`: ids, or null, `measures` as in measures.js, `tone`:
 * of a comparison.
 */
export function layOutNodes(model, ids, { by, standing, measures, tone = null }) {
  const groups = new Map();
  for (const id of ids) {
    const node = model.nodes.get(id);
    const place = model.places.get(id);
    const alpha = standing && !standing.has(id) ? FAINT : 1;
    const shade = measures?.has(by) ? shadeOf(measures, by, node) : undefined;
    const colour = tone?.node(id) ?? shade ?? nodeColour(node, model.look, by);
    // Who has no value is a ring.
    const hollow = shade === undefined ? Boolean(model.look.kind[node.label]?.hollow) : shade === null;
    const key = `${alpha} ${place.shape} ${colour.light ?? colour} ${hollow}`;
    if (!groups.has(key)) groups.set(key, { shape: place.shape, colour, hollow, alpha, places: [] });
    groups.get(key).places.push(place);
  }
  return [...groups.values()].sort((one, other) => one.alpha - other.alpha);
}

/** The marks of closed theatres, as layOutNodes. */
export function layOutMarks(model, marks, { by, standing }) {
  return marks.map((mark) => {
    const alpha = standing && !standing.has(mark.id) ? FAINT : 1;
    return { shape: "dot", colour: theatreColour(mark.theatre, model.look, by), hollow: true, alpha, places: [mark] };
  });
}

/** Draw in the picture's units, as strokes.js; in a sketch, with fewer than all ties, small nodes are squares. */
export function* drawNodes(context, groups, { box, dark, unit, most = Infinity }) {
  const speck = unit * (most < Infinity ? SKETCHED : SPECK);
  const { paper } = dark ? DARK : LIGHT;
  for (const { shape, colour, hollow, alpha, places } of groups) {
    const tone = readable(colour.light ? colour[dark ? "dark" : "light"] : colour, dark);
    Object.assign(context, { globalAlpha: alpha, strokeStyle: tone, lineWidth: 2 * unit });
    const corners = cornersOf(shape);
    const seen = places.filter((place) => isInside(place, box));
    for (const rim of hollow ? [false, true] : [false]) {
      const part = hollow ? seen.filter(({ size }) => size >= RING * unit === rim) : seen;
      context.fillStyle = rim ? paper : tone;
      for (let start = 0; start < part.length; start += TOGETHER) {
        context.beginPath();
        for (const place of part.slice(start, start + TOGETHER)) trace(context, corners, place, { unit, speck });
        context.fill();
        if (rim) context.stroke();
        yield;
      }
    }
  }
  context.globalAlpha = 1;
}

export function isInside({ x, y, size }, { left, top, right, bottom }) {
  const room = 1.4 * size;
  return x >= left - room && x <= right + room && y >= top - room && y <= bottom + room;
}

function trace(context, corners, { x, y, size }, { unit, speck }) {
  const r = Math.max(size, LEAST * unit);
  if (r < speck) context.rect(x - 0.89 * r, y - 0.89 * r, 1.78 * r, 1.78 * r);
  else if (corners) {
    context.moveTo(x + corners[0][0] * r, y + corners[0][1] * r);
    for (let n = 1; n < corners.length; n++) context.lineTo(x + corners[n][0] * r, y + corners[n][1] * r);
    context.closePath();
  } else {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
  }
}
