// Draws the timeline on anything that draws like a canvas: what is in the frame, and nothing else.

import { doubtMark, polarityMark, readable, tint } from "../look/appearance.js";
import { dateInWords } from "../time/dates.js";
import { cornersOf } from "../look/shapes.js";
import { inFrame, placing, rowsIn } from "./hit.js";
import { reach, STUB } from "./pack.js";
import { HEAD, MARGIN, NAME, ROW } from "./scene.js";
import { ticksOf } from "./ticks.js";

const SANS = '"Helvetica Neue", Helvetica, "Segoe UI", Arial, "Liberation Sans", sans-serif';
const SERIF = '"Iowan Old Style", "Palatino Linotype", Palatino, Georgia, "Liberation Serif", serif';
// A label that is cut to less than this says nothing.
const SHORTEST = 60;

/**
 * `view`: {width, height, top, middle, scale}; `style`: {colours, dark, look, phrases, periods: [{first, last, text}],
 * window: {from, to}, chosen: a set of marks, here: the mark with the focus, measure(text, font)}, and, where what is one
 * mark is to be kept together, together(draw).
 */
export function drawTimeline(context, { axis, lanes }, view, style) {
  const { colours } = style;
  const x = placing(view);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, view.width, view.height);
  const size = (view.width - 2 * MARGIN) * view.scale;
  const years = [0, view.width].map((spot) => axis.year(Math.min(1, Math.max(0, view.middle + (spot - view.width / 2) / size))));
  const ticks = writtenTicks(ticksOf(axis, years, size / axis.wide), { x, axis, style, width: view.width });
  drawGround(context, { axis, x, view, ticks, style });
  for (const { name, top } of lanes) drawLane(context, name, top - view.top, view, style);
  for (const { marks, y } of rowsIn(lanes, view)) drawRow(context, marks, y - view.top, { x, view, style });
  drawHead(context, { axis, x, view, ticks, style });
}

/** Of the ticks those that do not touch an earlier one, with their words. */
function writtenTicks(ticks, { x, axis, style, width }) {
  const taken = [];
  for (const { day, text } of ticks) {
    const spot = x(axis.place(day));
    const words = dateInWords(text, "event", style.phrases);
    const wide = style.measure(words, font(12)) / 2 + 6;
    if (spot < -wide || spot > width + wide) continue;
    // At the edge the words stay whole.
    const at = spot < 0 || spot > width ? spot : Math.min(Math.max(spot, wide - 4), width - wide + 4);
    if (taken.every((other) => Math.abs(other.at - at) >= wide + other.wide)) taken.push({ spot, at, words, wide });
  }
  return taken;
}

function drawGround(context, { axis, x, view, ticks, style: { colours, window } }) {
  context.fillStyle = tint(colours.ink, 0.07);
  for (const [first, last] of axis.gaps) {
    const [left, right] = [axis.share(first), axis.share(last + 1)].map(x);
    context.fillRect(left, HEAD, right - left, view.height - HEAD);
  }
  // What lies beyond the window of the slider.
  const [left, right] = [window.from ? x(axis.place(window.from)) : -1, window.to ? x(axis.place(window.to)) : view.width + 1];
  context.fillStyle = tint(colours.accent, 0.08);
  if (left > 0) context.fillRect(0, HEAD, left, view.height - HEAD);
  if (right < view.width) context.fillRect(right, HEAD, view.width - right, view.height - HEAD);
  context.strokeStyle = tint(colours.ink, 0.16);
  context.lineWidth = 1;
  lines(context, ticks.map(({ spot }) => [[spot, HEAD], [spot, view.height]]));
  context.strokeStyle = colours.accent;
  lines(context, [left, right].filter((spot) => spot > 0 && spot < view.width).map((spot) => [[spot, HEAD], [spot, view.height]]));
}

/** The years and the periods, over whatever was pushed under them. */
function drawHead(context, { axis, x, view, ticks, style }) {
  const { colours, periods } = style;
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, view.width, HEAD);
  for (const { first, last, text } of periods) {
    const [left, right] = [axis.share(first), axis.share(last + 1)].map(x).map((spot) => Math.min(view.width, Math.max(0, spot)));
    if (right - left < 2) continue;
    context.fillStyle = tint(colours.ink, 0.08);
    context.fillRect(left + 0.5, 20, right - left - 1, 17);
    const words = fitted(text, right - left - 8, font(11), style.measure) ?? fitted(`${first}–${last}`, right - left - 4, font(11), style.measure, false);
    if (words) write(context, words, (left + right) / 2, 29, { font: font(11), colour: colours.ink, align: "center" });
  }
  for (const { at, words } of ticks) write(context, words, at, 11, { font: font(12), colour: colours.ink, align: "center" });
  context.strokeStyle = tint(colours.ink, 0.3);
  lines(context, [[[0, HEAD - 0.5], [view.width, HEAD - 0.5]]]);
}

function drawLane(context, name, top, view, { colours }) {
  if (top > view.height || top + NAME < 0) return;
  context.strokeStyle = tint(colours.ink, 0.16);
  context.lineWidth = 1;
  lines(context, [[[0, top], [view.width, top]]]);
  write(context, name, 8, top + NAME / 2 + 1, { font: `600 13px ${SERIF}`, colour: colours.ink, halo: colours.paper });
}

function drawRow(context, marks, y, frame) {
  const [first, last] = inFrame(marks, frame.view);
  for (let place = first; place < last; place++) {
    const next = place + 1 < marks.length ? reach(marks[place + 1], frame.x)[0] : frame.view.width;
    const draw = () => drawMark(context, marks[place], { ...frame, y, next });
    if (frame.style.together) frame.style.together(draw);
    else draw();
  }
}

function drawMark(context, mark, { x, view, style, y, next }) {
  const [left, right] = reach(mark, x);
  const colour = colourOf(mark, style);
  if (style.chosen.has(mark) || style.here === mark) drawRing(context, [left, right, y], style.here === mark, style);
  const middle = (Math.max(0, left) + Math.min(view.width, right)) / 2;
  if (mark.moment) drawMoment(context, style.look.kind[mark.thing.label]?.shape, [left, right, middle, y], colour);
  else drawBar(context, mark, [left, right, y], { colour, x, view, style });
  if (mark.kind === "claim") drawSigns(context, mark, [middle, y], style.colours);
  drawLabel(context, mark, { left, right, next, y, view, style });
}

function colourOf({ kind, thing }, { look, dark }) {
  const own = kind === "claim" ? look.family[thing.family] : look.kind[thing.label];
  return readable(own?.colour ?? "#777777", dark);
}

/** Possible days pale, certain ones solid, an open side fading; what nobody plainly states is an outline. */
function drawBar(context, { thing, kind, certain, opens, goesOn, life }, [left, right, y], { colour, x, view, style }) {
  const high = life || thing.aspect === "state" ? 3 : 6;
  const within = (from, until) => [Math.max(-2, from), Math.min(view.width + 2, until)];
  const fill = (from, until, alpha) => {
    const [start, end] = within(from, until);
    if (end <= start) return;
    context.globalAlpha = alpha;
    context.fillRect(start, y - high / 2, end - start, high);
  };
  const [start, end] = [left + (opens ? STUB : 0), right - (goesOn ? STUB : 0)];
  context.fillStyle = colour;
  for (const step of [1, 2, 3]) {
    if (opens) fill(start - (step * STUB) / 3, start - ((step - 1) * STUB) / 3, 0.6 - step * 0.14);
    if (goesOn) fill(end + ((step - 1) * STUB) / 3, end + (step * STUB) / 3, 0.6 - step * 0.14);
  }
  const sure = kind !== "claim" || thing.standing === "stated";
  if (sure) {
    fill(start, end, life || isShort(start, end, certain) ? 1 : 0.55);
    if (certain) fill(x(certain[0]), Math.max(x(certain[0]) + 2, x(certain[1])), 1);
  } else if (end > start) {
    const [from, until] = within(start, end);
    context.globalAlpha = 1;
    context.fillStyle = style.colours.paper;
    context.fillRect(from, y - high / 2, until - from, high);
    context.strokeStyle = colour;
    context.lineWidth = 1;
    context.strokeRect(from + 0.5, y - high / 2, until - from - 1, high);
  }
  context.globalAlpha = 1;
}

/** A bar that is drawn longer than it lasts is solid if all of it is certain. */
function isShort(start, end, certain) {
  return Boolean(certain) && end - start <= 6;
}

function drawRing(context, [left, right, y], isHere, { colours }) {
  context.strokeStyle = colours.accent;
  context.lineWidth = isHere ? 2.5 : 1.5;
  context.strokeRect(left - 3, y - ROW / 2 + 0.5, right - left + 6, ROW - 1);
}

/** The shape of its kind amid the days on which it may have been. */
function drawMoment(context, shape, [left, right, x, y], colour) {
  const corners = cornersOf(shape) ?? Array.from({ length: 12 }, (_, n) => [Math.cos((n * Math.PI) / 6), Math.sin((n * Math.PI) / 6)]);
  context.fillStyle = colour;
  if (right - left > 10) context.fillRect(left, y - 0.5, right - left, 1);
  context.beginPath();
  corners.forEach(([dx, dy], place) => (place ? context.lineTo(x + 5 * dx, y + 5 * dy) : context.moveTo(x + 5 * dx, y + 5 * dy)));
  context.closePath();
  context.fill();
}

/** A cross for what is denied, a slash for what was strained, a question mark for what is doubtful. */
function drawSigns(context, { thing, doubtful }, [x, y], colours) {
  const strokes = [...polarityMark(thing.polarity, 4), ...(doubtful ? doubtMark(thing, 4.5) : [])];
  if (!strokes.length) return;
  const moved = strokes.map((points) => points.map(([dx, dy]) => [x + dx, y + dy]));
  context.lineCap = "round";
  for (const [colour, width] of [[colours.paper, 4.5], [colours.ink, 1.6]]) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    lines(context, moved);
  }
  context.lineCap = "butt";
}

/** Beside the mark as far as the next one, or on a bar that fills the frame; nothing where there is no room. */
function drawLabel(context, mark, { left, right, next, y, view, style }) {
  const beside = Math.min(next, view.width) - right - 10;
  const onBar = Math.min(right, view.width) - Math.max(left, 0) - 30;
  if (Math.max(beside, onBar) < SHORTEST) return;
  const isBeside = beside >= Math.min(onBar, 2 * SHORTEST);
  const words = fitted((mark.written ??= mark.label()), isBeside ? beside : onBar, font(11), style.measure);
  if (!words) return;
  const x = isBeside ? right + 5 : Math.max(left, 0) + 5;
  context.fillStyle = style.colours.paper;
  if (!isBeside) context.fillRect(x - 3, y - 4, style.measure(words, font(11)) + 6, 8);
  write(context, words, x, y, { font: font(11), colour: style.colours.ink, halo: style.colours.paper });
}

/** A text that fits into a width, cut if it must be; null where too little of it would be left. */
function fitted(text, width, letters, measure, mayCut = true) {
  const wide = measure(text, letters);
  if (wide <= width) return text;
  if (!mayCut || width < SHORTEST) return null;
  const kept = [...text].slice(0, Math.floor(([...text].length * width) / wide) - 1).join("").trimEnd();
  return `${kept}…`;
}

function write(context, text, x, y, { font: letters, colour, align = "left", halo = null }) {
  Object.assign(context, { font: letters, textAlign: align, textBaseline: "middle", lineJoin: "round" });
  if (halo) {
    Object.assign(context, { strokeStyle: halo, lineWidth: 3 });
    context.strokeText(text, x, y);
  }
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

function lines(context, strokes) {
  if (!strokes.length) return;
  context.beginPath();
  for (const points of strokes) points.forEach(([x, y], place) => (place ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.stroke();
}

function font(size) {
  return `${size}px ${SANS}`;
}
