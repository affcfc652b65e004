// What lies under and over the network: the regions of the theatres, rings around the chosen, labels.

import { DARK, LIGHT, readable, TEXT, theatreColour, tint } from "../look/appearance.js";
import { isDark } from "../dom.js";
import { FAR, linePlaces, nameRegions, placeLabels } from "../look/labels.js";
import { term } from "../text.js";

const SANS = '"Helvetica Neue", Helvetica, "Segoe UI", Arial, "Liberation Sans", sans-serif';
const SERIF = '"Iowan Old Style", "Palatino Linotype", Palatino, Georgia, "Liberation Serif", serif';

export function palette() {
  return isDark() ? DARK : LIGHT;
}

/** Fill the theatres' ellipses, in canvas units. */
export function drawRegions(context, { regions, look, by }, scale) {
  context.save();
  for (const region of regions) {
    const colour = colourOf(region, look, by);
    context.beginPath();
    context.ellipse(region.x, region.y, region.rx, region.ry, 0, 0, 2 * Math.PI);
    context.fillStyle = tint(colour, isDark() ? 0.12 : 0.07);
    context.fill();
    context.strokeStyle = tint(colour, 0.28);
    context.lineWidth = 1.2 / scale;
    context.stroke();
  }
  context.restore();
}

function colourOf({ theatre }, look, by, least) {
  return readable(theatreColour(theatre, look, by), isDark(), least);
}

/** The names of the theatres above their regions, which no other label may cover; `frame`: {width, height, scale, project}. */
export function regionLabels(context, { regions, look, by }, frame) {
  const size = innerWidth < 600 ? 13 : 17;
  const name = (theatre) => term("theatres", theatre, look.theatre[theatre]?.name);
  const names = nameRegions(regions, { ...frame, size, name, measure: measurer(context) });
  return names.map((label) => ({ ...label, style: "italic", colour: colourOf(label, look, by, TEXT) }));
}

/** Rings around nodes: [{x, y, radius}] in pixels. */
export function drawRings(context, places) {
  context.strokeStyle = palette().accent;
  context.lineWidth = 2.5;
  for (const { x, y, radius } of places) {
    context.beginPath();
    context.arc(x, y, radius + 6, 0, 2 * Math.PI);
    context.stroke();
  }
}

/** What the reader put somewhere is held by a pin: a small ring of paper amid the mark. */
export function drawPins(context, places) {
  for (const { x, y, radius } of places) {
    context.beginPath();
    context.arc(x, y, Math.max(1.6, Math.min(3.2, radius * 0.35)), 0, 2 * Math.PI);
    context.fillStyle = palette().paper;
    context.fill();
  }
}

/** Choose as many labels as there is room for; items as in labels.js. */
export function chooseLabels(context, items, { width, height, fixed, avoid }) {
  const limit = Math.max(12, Math.round((width * height) / 14000));
  return placeLabels(items, { width, height, limit, far: FAR, fixed, avoid, measure: measurer(context) });
}

/** Write labels; `shift(label)` says by how much each moved since it was placed: {x, y}. */
export function writeLabels(context, placed, shift) {
  const labels = placed.map((label) => moved(label, shift(label)));
  drawLeaders(context, labels);
  Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3.5, strokeStyle: palette().paper });
  for (const label of labels) {
    context.font = `${label.style ?? ""} ${label.size}px ${label.style ? SERIF : SANS}`;
    context.fillStyle = label.colour ?? palette().ink;
    for (const [line, y] of linePlaces(label)) context.strokeText(line, label.x, y);
    for (const [line, y] of linePlaces(label)) context.fillText(line, label.x, y);
  }
}

function moved(label, { x, y }) {
  if (!x && !y) return label;
  const leader = label.leader?.map((place, number) => place + (number % 2 ? y : x));
  return { ...label, leader, x: label.x + x, y: label.y + y };
}

function drawLeaders(context, labels) {
  for (const [colour, width] of [[palette().paper, 3], [palette().ink, 1]]) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (const { leader } of labels) {
      if (!leader) continue;
      context.moveTo(leader[0], leader[1]);
      context.lineTo(leader[2], leader[3]);
    }
    context.stroke();
  }
}

const widths = new Map();

function measurer(context) {
  return (text, size) => {
    if (!widths.has(text)) {
      context.font = `100px ${SANS}`;
      widths.set(text, context.measureText(text).width / 100);
    }
    return widths.get(text) * size;
  };
}
