// The network as an SVG picture: the same positions, colours and labels as on the canvas, with legend and caption.

import { toScreen } from "../canvas/camera.js";
import { MANY } from "../canvas/strokes.js";
import { doubtPath, hasHues, LIGHT, PLAIN, polarityPath, readable, TEXT, theatreColour } from "../look/appearance.js";
import { isDoubtful } from "../doubt/doubt.js";
import { xml } from "../escape.js";
import { shapePath } from "../look/glyphs.js";
import { FAR, linePlaces, nameRegions, placeLabels } from "../look/labels.js";
import { bundlesOf, polarityOf, weigh } from "../model.js";
import { markWeight } from "../network/overview.js";
import { pictureOf } from "../network/picture.js";
import { arrowHead, markSize, middle, STANDING_OUT } from "../network/ties.js";

// Of what stands under the picture, in pixels: the margin at the sides, and the height of a line.
const MARGIN = 20;
const LINE = 22;
const SANS = "Helvetica Neue, Arial, Liberation Sans, sans-serif";
const SERIF = "Palatino, Georgia, Liberation Serif, serif";
const INK = "#1d1b18";
const SOFT = "#5b564e";

/**
 * Draw what the camera sees. `view`: {width, height, camera: [x, y, scale]}; `words`: {title, caption, name(node),
 * mark(place), kind(label), family(id), theatre(id), polarity(id), measures: as in measurekeys.js}; `measure(text, size)`
 * gives the width of a text; `measures` as in measures.js, `path` as in paths.js.
 */
export function networkSvg(model, shown, state, { view, words, measure, measures = new Map(), path = null }) {
  const { width, height, camera } = view;
  const scale = camera[2];
  const look = model.look;
  const by = state.colour;
  const project = (place) => toScreen(camera, view, place);
  const picture = pictureOf(model, measures, shown, state, path);
  const at = (place) => ({ ...project(place), radius: Math.max(1.2, place.size * scale) });
  const content = [
    `<clipPath id="frame"><rect width="${width}" height="${height}"/></clipPath>`,
    `<g clip-path="url(#frame)">`,
    ...picture.regions.map((region) => drawRegion(region, project, scale, look, by)),
    ...picture.ties.map((tie) => drawTie(tie, at, scale, picture.ties.length > MANY)),
    ...picture.nodes.flatMap((group) => group.places.map((place) => drawNode(group, at(place)))),
    ...picture.chosen.map((id) => drawRing(at(picture.rolled.placeOf(id)))),
    ...picture.held.map((place) => drawPin(at(place))),
    ...drawLabels(model, picture, shown, { at, by, width, height, scale, project, words, measure }),
    "</g>",
  ];
  return framedSvg(content, model, shown, { width, height, words, measure, tone: state.tone, by });
}

/** What a legend may explain. */
const PARTS = ["kinds", "families", "signs"];

/** A drawing on white paper with the `parts` of the legend, caption and what `words.appendix` adds, a text per paragraph. */
export function framedSvg(content, model, shown, { width, height, words, measure, tone, by, parts = PARTS }) {
  const legendRows = rowsOf(legendEntries(shown, model, words, { tone, by, parts }), width, measure);
  const captionLines = [words.title, words.caption, ...(words.appendix ?? [])].flatMap((text, place) => broken(text, place ? 12 : 16, width, measure));
  const foot = (legendRows.length + captionLines.length) * LINE + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + foot}" viewBox="0 0 ${width} ${height + foot}" font-family="${SANS}">`,
    `<title>${xml(words.title)}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...content,
    `<line x1="0" x2="${width}" y1="${height}" y2="${height}" stroke="#d9d3c7"/>`,
    ...legendRows.map((row, number) => legendRow(row, height + LINE * (number + 1))),
    ...captionLines.map((line, number) => captionLine(line, height + LINE * (legendRows.length + number + 1) + 4)),
    "</svg>\n",
  ].join("\n");
}

function drawRegion(region, project, scale, look, by) {
  const { x, y } = project(region);
  const colour = readable(theatreColour(region.theatre, look, by), false);
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(region.rx * scale)}" ry="${n(region.ry * scale)}" fill="${colour}" fill-opacity="0.06" stroke="${colour}" stroke-opacity="0.3"/>`;
}

function drawTie({ bundle, a: one, b: other, alpha, style }, at, scale, many) {
  const [a, b] = [at(one), at(other)];
  const width = Math.max(0.5, style.width * scale);
  const stroke = `stroke="${style.colour}" stroke-opacity="${n(alpha)}" stroke-width="${n(width)}"${style.dash.length ? ` stroke-dasharray="${style.dash.map((part) => n(part * Math.max(0.6, scale))).join(" ")}" stroke-linecap="round"` : ""}`;
  const top = middle(one, other);
  // As on the canvas: of many ties, only those that stand out ask.
  const doubtful = style.doubtful && !(many && alpha !== STANDING_OUT);
  const mark = drawMark({ ...style, doubtful }, at({ ...one, ...top }), [b.x - a.x, b.y - a.y], scale, Math.min(1, alpha * 2));
  if (bundle.from === bundle.to) return `<circle cx="${n(a.x)}" cy="${n(a.y - a.radius)}" r="${n(12 * scale)}" fill="none" ${stroke}/>${mark}`;
  const head = 4 + 2 * width;
  const ends = [style.from ? arrow(b, a, head) : "", style.to ? arrow(a, b, head) : ""].join("");
  return `<line x1="${n(a.x)}" y1="${n(a.y)}" x2="${n(b.x)}" y2="${n(b.y)}" ${stroke}/>${ends && `<g fill="${style.colour}" fill-opacity="${n(Math.min(1, alpha * 1.6))}">${ends}</g>`}${mark}`;
}

/** What tells a denied, strained or doubtful tie, on a rim of paper. */
function drawMark(style, { x, y }, way, scale, opacity) {
  const r = markSize(style.width * scale, 1);
  const strokes = polarityPath(style.polarity, r, [x, y], way) + doubtPath(style, r, [x, y], way);
  if (!strokes) return "";
  const path = `d="${strokes}" fill="none" stroke-linecap="round"${opacity < 1 ? ` stroke-opacity="${n(opacity)}"` : ""}`;
  return `<path ${path} stroke="#ffffff" stroke-width="${n(r * 0.9)}"/><path ${path} stroke="${readable(style.colour, false)}" stroke-width="${n(r * 0.36)}"/>`;
}

function arrow(from, to, size) {
  const [tip, left, right] = arrowHead(from, to, to.radius, size).map((corner) => corner.map(n).join());
  return `<path d="M${tip}L${left}L${right}Z"/>`;
}

function drawNode({ shape, colour, hollow, alpha }, { x, y, radius }) {
  const tone = readable(colour.light ?? colour, false);
  const paint = hollow ? `fill="#ffffff" stroke="${tone}" stroke-width="1.6"` : `fill="${tone}"`;
  return `<path transform="translate(${n(x)},${n(y)})" d="${shapePath(shape, radius)}" ${paint}${alpha < 1 ? ` opacity="${alpha}"` : ""}/>`;
}

/** Around what is chosen. */
function drawRing({ x, y, radius }) {
  return `<circle class="chosen" cx="${n(x)}" cy="${n(y)}" r="${n(radius + 6)}" fill="none" stroke="${LIGHT.accent}" stroke-width="2.5"/>`;
}

/** Amid what the reader put somewhere. */
function drawPin({ x, y, radius }) {
  return `<circle class="held" cx="${n(x)}" cy="${n(y)}" r="${n(Math.max(1.6, Math.min(3.2, radius * 0.35)))}" fill="#ffffff"/>`;
}

function drawLabels(model, { regions, nodes, rolled, chosen, standing }, shown, { at, by, width, height, scale, project, words, measure }) {
  const names = shown.overview ? [] : nameRegions(regions, { project, scale, size: 17, name: words.theatre, measure, width, height });
  const fixed = names.map((label) => ({ ...label, colour: readable(theatreColour(label.theatre, model.look, by), false, TEXT) }));
  const weights = weigh(shown.claims);
  const first = new Set(chosen.map(rolled.keyOf));
  const items = nodes.flatMap(({ places }) => places).filter(({ id }) => !standing || standing.has(id) || first.has(id)).map((place) => {
    const spot = at(place);
    const text = place.theatre !== undefined ? words.mark(place) : words.name(model.nodes.get(place.id));
    const weight = (first.has(place.id) ? 1e6 : 0) + (place.theatre !== undefined ? markWeight(shown) : (weights.get(place.id) ?? 0));
    return { ...spot, id: place.id, shape: place.shape ?? "dot", size: spot.radius, text, weight };
  });
  const limit = Math.max(12, Math.round((width * height) / 14000));
  const size = Math.max(10, Math.min(12, 11 * Math.sqrt(scale) + 5));
  return placeLabels(items, { width, height, measure, limit, far: FAR, fixed, size }).map(drawLabel);
}

function drawLabel(label) {
  const { x, size, colour, leader } = label;
  const font = colour ? `font-family="${SERIF}" font-style="italic" fill="${colour}"` : `fill="${INK}"`;
  const lines = linePlaces(label).map(([line, y]) => `<tspan x="${n(x)}" y="${n(y)}">${xml(line)}</tspan>`);
  const [x1, y1, x2, y2] = (leader ?? []).map(n);
  const line = leader ? `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${INK}" stroke-width="1"/>` : "";
  return `${line}<text font-size="${n(size)}" text-anchor="middle" dominant-baseline="central" paint-order="stroke" stroke="#ffffff" stroke-width="3" stroke-linejoin="round" ${font}>${lines.join(" ")}</text>`;
}

/** What the marks and colours mean: kinds of nodes, families of ties, and what tells that ties were not or were poor. */
function legendEntries(shown, model, words, { tone, by, parts }) {
  const look = model.look;
  const told = (part, things) => (parts.includes(part) ? things() : []);
  const kinds = new Set(told("kinds", () => [...shown.nodes].map((id) => model.nodes.get(id).label)));
  const families = new Set(tone || hasHues(by) ? [] : told("families", () => shown.claims.map((claim) => claim.family)));
  const bundles = told("signs", () => [...bundlesOf(shown.claims).values()]);
  const polarities = new Set(bundles.map(polarityOf));
  return [
    Object.keys(look.kind).filter((kind) => kinds.has(kind)).map((kind) => ({ text: words.kind(kind), mark: dot({ colour: tone?.plain ?? PLAIN, shape: look.kind[kind].shape, hollow: look.kind[kind].hollow }, 5) })),
    Object.keys(look.family).filter((family) => families.has(family)).map((family) => ({ text: words.family(family), mark: (x, y) => `<line x1="${n(x)}" x2="${n(x + 14)}" y1="${y}" y2="${y}" stroke="${look.family[family].colour}" stroke-width="3"/>` })),
    ...(words.measures ?? []).map(measureEntries),
    ["strained", "denied"].filter((polarity) => polarities.has(polarity)).map((polarity) => ({ text: words.polarity(polarity), mark: (x, y) => polaritySample(polarity, x, y) })),
    told("signs", () => shown.claims).some(isDoubtful) ? [{ text: words.doubtful, mark: doubtSample }] : [],
  ];
}

/** What the colours or sizes of a measure say: its name, a mark for each of its values, and who has none. */
function measureEntries({ title, entries, none }) {
  const marks = entries.map(({ text, light, radius }) => ({ text, mark: dot({ colour: light ?? PLAIN, shape: "dot" }, radius ?? 5) }));
  return [{ text: title, mark: () => "" }, ...marks, ...(none ? [{ text: none, mark: () => "" }] : [])];
}

function dot(look, radius) {
  return (x, y) => drawNode(look, { x: x + 6, y, radius });
}

function polaritySample(polarity, x, y) {
  const dash = polarity === "denied" ? ' stroke-dasharray="1 4"' : "";
  return `<line x1="${n(x)}" x2="${n(x + 16)}" y1="${y}" y2="${y}" stroke="${SOFT}" stroke-width="2" stroke-linecap="round"${dash}/><path d="${polarityPath(polarity, 4, [x + 8, y])}" fill="none" stroke="${INK}" stroke-width="1.6"/>`;
}

function doubtSample(x, y) {
  return `<path d="${doubtPath({ doubtful: true, polarity: "affirmed" }, 5, [x + 8, y])}" fill="none" stroke="${INK}" stroke-width="1.6" stroke-linecap="round"/>`;
}

/** The entries of each group in as many rows as the width asks for: [[{…, x}, …], …]. */
function rowsOf(groups, width, measure) {
  const rows = [];
  for (const entries of groups) {
    let x = Infinity;
    for (const entry of entries) {
      const wide = 20 + measure(entry.text, 12);
      if (x + wide > width - MARGIN) {
        rows.push([]);
        x = MARGIN;
      }
      rows.at(-1).push({ ...entry, x });
      x += wide + 22;
    }
  }
  return rows;
}

function legendRow(entries, y) {
  return entries
    .map(({ text, mark, x }) => `${mark(x, y)}<text x="${n(x + 20)}" y="${y}" font-size="12" dominant-baseline="central" fill="${INK}">${xml(text)}</text>`)
    .join("");
}

/** A text in lines that the width holds: [{text, size}, …]. */
function broken(text, size, width, measure) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = [lines.at(-1), word].filter(Boolean).join(" ");
    if (lines.length && measure(longer, size) <= width - 2 * MARGIN) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => ({ text: line, size }));
}

function captionLine({ text, size }, y) {
  const font = size > 12 ? `font-family="${SERIF}" fill="${INK}"` : `fill="${SOFT}"`;
  return `<text x="${MARGIN}" y="${y}" font-size="${size}" dominant-baseline="central" ${font}>${xml(text)}</text>`;
}

function n(number) {
  return String(Math.round(number * 100) / 100);
}
