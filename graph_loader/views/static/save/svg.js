// The network as an SVG picture: the same positions, colours and labels as on the canvas, with legend and caption.

import { doubtPath, nodeColour, polarityPath, readable, TEXT, tieStyle } from "../look/appearance.js";
import { isDoubtful } from "../doubt/doubt.js";
import { xml } from "../escape.js";
import { shapePath } from "../look/glyphs.js";
import { FAR, linePlaces, nameRegions, placeLabels } from "../look/labels.js";
import { bundlesOf, polarityOf, weigh } from "../model.js";
import { arrowHead, markSize, middle, tieOpacity, toned } from "../network/ties.js";

// Of what stands under the picture, in pixels: the margin at the sides, and the height of a line.
const MARGIN = 20;
const LINE = 22;
const SANS = "Helvetica Neue, Arial, Liberation Sans, sans-serif";
const SERIF = "Palatino, Georgia, Liberation Serif, serif";
const INK = "#1d1b18";
const SOFT = "#5b564e";

/**
 * Draw what the camera sees. `view`: {width, height, camera: [x, y, scale]}; `words`: {title, caption, name(node),
 * kind(label), family(id), theatre(id),
 * polarity(id)}; `measure(text, size)` gives the width of a text.
 */
export function networkSvg(model, shown, state, { view, words, measure }) {
  const { width, height, camera } = view;
  const [cx, cy, scale] = camera;
  const look = model.look;
  const project = ({ x, y }) => ({ x: (x - cx) * scale + width / 2, y: (y - cy) * scale + height / 2 });
  const places = new Map(
    [...model.places.values()].filter((node) => shown.nodes.has(node.id)).map((node) => [node.id, { ...project(node), radius: node.size * scale, size: node.size * scale, shape: node.shape }]),
  );
  const regions = model.regions.map((region) => drawRegion(region, project, scale, look));
  const bundles = [...bundlesOf(shown.claims)];
  const ties = bundles.map(([bundle, claims]) => drawTie(bundle, claims, places, scale, look, bundles.length, state.tone));
  const nodes = [...places].map(([id, place]) => drawNode(model.nodes.get(id), place, look, state.colour, state.tone?.node(id)));
  const content = [`<clipPath id="frame"><rect width="${width}" height="${height}"/></clipPath>`, `<g clip-path="url(#frame)">`];
  const labels = drawLabels(model, places, weigh(shown.claims), { width, height, scale, project, words, measure });
  return framedSvg([...content, ...regions, ...ties, ...nodes, ...labels, "</g>"], model, shown, { width, height, words, measure, tone: state.tone });
}

/** A drawing on white paper with legend, caption and what `words.appendix` adds, a text per paragraph. */
export function framedSvg(content, model, shown, { width, height, words, measure, tone }) {
  const legendRows = rowsOf(legendEntries(shown, model, words, tone), width, measure);
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

function drawRegion(region, project, scale, look) {
  const { x, y } = project(region);
  const colour = look.theatre[region.theatre]?.colour ?? "#888888";
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(region.rx * scale)}" ry="${n(region.ry * scale)}" fill="${colour}" fill-opacity="0.06" stroke="${colour}" stroke-opacity="0.3"/>`;
}

function drawTie(bundle, claims, places, scale, look, total, tone) {
  const style = toned(tieStyle(claims, bundle.from, look), bundle, tone);
  const [a, b] = [places.get(bundle.from), places.get(bundle.to)];
  const width = Math.max(0.5, style.width * scale);
  const opacity = tieOpacity(total);
  const stroke = `stroke="${style.colour}" stroke-opacity="${n(opacity)}" stroke-width="${n(width)}"${style.dash.length ? ` stroke-dasharray="${style.dash.map((part) => n(part * Math.max(0.6, scale))).join(" ")}" stroke-linecap="round"` : ""}`;
  const mark = drawMark(style, middle(a, b), [b.x - a.x, b.y - a.y], scale);
  if (a === b) return `<circle cx="${n(a.x)}" cy="${n(a.y - a.radius)}" r="${n(12 * scale)}" fill="none" ${stroke}/>${mark}`;
  const head = 4 + 2 * width;
  const ends = [style.from ? arrow(b, a, head) : "", style.to ? arrow(a, b, head) : ""].join("");
  return `<line x1="${n(a.x)}" y1="${n(a.y)}" x2="${n(b.x)}" y2="${n(b.y)}" ${stroke}/>${ends && `<g fill="${style.colour}" fill-opacity="${n(Math.min(1, opacity * 1.6))}">${ends}</g>`}${mark}`;
}

/** What tells a denied, strained or doubtful tie, on a rim of paper. */
function drawMark(style, { x, y }, way, scale) {
  const r = markSize(style.width * scale, 1);
  const strokes = polarityPath(style.polarity, r, [x, y], way) + doubtPath(style, r, [x, y], way);
  if (!strokes) return "";
  const path = `d="${strokes}" fill="none" stroke-linecap="round"`;
  return `<path ${path} stroke="#ffffff" stroke-width="${n(r * 0.9)}"/><path ${path} stroke="${readable(style.colour, false)}" stroke-width="${n(r * 0.36)}"/>`;
}

function arrow(from, to, size) {
  const [tip, left, right] = arrowHead(from, to, to.radius, size).map((corner) => corner.map(n).join());
  return `<path d="M${tip}L${left}L${right}Z"/>`;
}

function drawNode(node, { x, y, radius, shape }, look, by, tone = null) {
  const colour = tone ?? nodeColour(node, look, by);
  const paint = look.kind[node.label]?.hollow ? `fill="#ffffff" stroke="${colour}" stroke-width="1.6"` : `fill="${colour}"`;
  return `<path transform="translate(${n(x)},${n(y)})" d="${shapePath(shape, Math.max(1.2, radius))}" ${paint}/>`;
}

function drawLabels(model, places, weights, { width, height, scale, project, words, measure }) {
  const names = nameRegions(model.regions, { project, scale, size: 17, name: words.theatre, measure, width, height });
  const fixed = names.map((label) => ({ ...label, colour: readable(model.look.theatre[label.theatre]?.colour ?? SOFT, false, TEXT) }));
  const items = [...places].map(([id, place]) => {
    const node = model.nodes.get(id);
    return { id, ...place, text: words.name(node), weight: weights.get(id) ?? 0 };
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
function legendEntries(shown, model, words, tone) {
  const look = model.look;
  const kinds = new Set([...shown.nodes].map((id) => model.nodes.get(id).label));
  const families = new Set(shown.claims.map((claim) => claim.family));
  const bundles = [...bundlesOf(shown.claims).values()];
  const polarities = new Set(bundles.map(polarityOf));
  return [
    Object.keys(look.kind).filter((kind) => kinds.has(kind)).map((kind) => ({ text: words.kind(kind), mark: (x, y) => drawNode({ label: kind }, { x: x + 6, y, radius: 5, shape: look.kind[kind].shape }, look, "kind", tone?.plain) })),
    Object.keys(look.family).filter((family) => !tone && families.has(family)).map((family) => ({ text: words.family(family), mark: (x, y) => `<line x1="${n(x)}" x2="${n(x + 14)}" y1="${y}" y2="${y}" stroke="${look.family[family].colour}" stroke-width="3"/>` })),
    ["strained", "denied"].filter((polarity) => polarities.has(polarity)).map((polarity) => ({ text: words.polarity(polarity), mark: (x, y) => polaritySample(polarity, x, y) })),
    shown.claims.some(isDoubtful) ? [{ text: words.doubtful, mark: doubtSample }] : [],
  ];
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
