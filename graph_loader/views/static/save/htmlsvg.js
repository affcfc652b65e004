// What a part of the page shows as vectors: its texts, rules, grounds and drawings, as the browser laid them out.

import { xml } from "../escape.js";

// Of the page, not of the picture.
const LEFT_OUT = ".unseen, .zoom, .choice, .more, input, select, .hit, [hidden]";
const EDGES = ["Top", "Right", "Bottom", "Left"];
const PAINT = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "paint-order", "vector-effect"];
const LETTERS = ["font-family", "font-size", "font-style", "font-weight", "text-anchor", "dominant-baseline"];
const GEOMETRY = /^(?:class|d|[xyr]|c[xy]|r[xy]|[xy][12]|width|height|points|transform|viewBox|preserveAspectRatio)$/;

/** {content, width, height}: SVG of all that is in an element, scrolled out of sight or not. */
export function vectorsOf(place) {
  const { left, top } = place.getBoundingClientRect();
  const from = { x: left - place.scrollLeft, y: top - place.scrollTop, right: 0, bottom: 0 };
  const content = [...place.children].flatMap((child) => drawn(child, from)).join("\n");
  return { content, width: Math.ceil(from.right), height: Math.ceil(from.bottom) };
}

function drawn(element, from) {
  if (element.matches(LEFT_OUT)) return [];
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden") return [];
  if (element.localName === "svg") return [drawing(element, from)];
  if (style.transform === "none") return inside(element, style, from);
  return turned(element, style, from);
}

/** What is turned on the page is measured unturned, and turned again in the picture. */
function turned(element, style, from) {
  const { a, b, c, d, e, f } = new DOMMatrix(style.transform);
  const [across, down] = style.transformOrigin.split(" ").map(parseFloat);
  const before = element.style.transform;
  element.style.transform = "none";
  const box = boxOf(element.getBoundingClientRect(), from);
  const parts = inside(element, getComputedStyle(element), from);
  element.style.transform = before;
  const [x, y] = [box.x + across, box.y + down];
  return [`<g transform="translate(${n(x)},${n(y)}) matrix(${[a, b, c, d, e, f].map(n)}) translate(${n(-x)},${n(-y)})">`, ...parts, "</g>"];
}

function inside(element, style, from) {
  const box = boxOf(element.getBoundingClientRect(), from);
  const parts = [ground(box, style), ...edges(box, style)].filter(Boolean);
  for (const child of element.childNodes) {
    if (child.nodeType === Node.ELEMENT_NODE) parts.push(...drawn(child, from));
    else if (child.nodeType === Node.TEXT_NODE) parts.push(...lines(child, style, from));
  }
  return parts;
}

function boxOf({ x, y, width, height }, from) {
  const box = { x: x - from.x, y: y - from.y, width, height };
  from.right = Math.max(from.right, box.x + width);
  from.bottom = Math.max(from.bottom, box.y + height);
  return box;
}

function ground({ x, y, width, height }, style) {
  const fill = paint("fill", style.backgroundColor);
  return fill && width && height ? `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" ${fill}/>` : "";
}

function edges({ x, y, width, height }, style) {
  const ends = { Top: [x, y, x + width, y], Right: [x + width, y, x + width, y + height], Bottom: [x, y + height, x + width, y + height], Left: [x, y, x, y + height] };
  return EDGES.map((edge) => {
    const wide = parseFloat(style[`border${edge}Width`]);
    const stroke = wide && style[`border${edge}Style`] !== "none" && paint("stroke", style[`border${edge}Color`]);
    const [x1, y1, x2, y2] = ends[edge].map(n);
    return stroke ? `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke-width="${n(wide)}" ${stroke}/>` : "";
  });
}

/** A text in the lines into which the browser broke it. */
function lines(text, style, from) {
  const found = [];
  const range = document.createRange();
  for (const { index, 0: word } of text.data.matchAll(/\S+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const [rect] = range.getClientRects();
    if (!rect) continue;
    const box = boxOf(rect, from);
    const line = found.at(-1);
    if (line && Math.abs(line.y - box.y) < 2) [line.text, line.end] = [`${line.text} ${word}`, box.x + box.width];
    else found.push({ ...box, text: word, end: box.x + box.width });
  }
  const rightward = style.direction === "rtl" ? ' direction="rtl" text-anchor="start"' : "";
  const font = `font-family="${xml(style.fontFamily)}" font-size="${n(parseFloat(style.fontSize))}" font-style="${style.fontStyle}" font-weight="${style.fontWeight}"`;
  return found.map((line) => `<text x="${n(rightward ? line.end : line.x)}" y="${n(line.y + line.height / 2)}" dominant-baseline="central"${rightward} ${font} ${paint("fill", style.color)}>${xml(line.text)}</text>`);
}

/** A drawing with what the stylesheet says of it written on it. */
function drawing(svg, from) {
  const { x, y, width, height } = boxOf(svg.getBoundingClientRect(), from);
  const inner = [...svg.children].map(styled).join("");
  const frame = ["viewBox", "preserveAspectRatio"].filter((name) => svg.hasAttribute(name)).map((name) => ` ${name}="${xml(svg.getAttribute(name))}"`);
  const { fill, stroke } = getComputedStyle(svg);
  return `<svg x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"${frame.join("")} ${colour("fill", fill)} ${colour("stroke", stroke)}>${inner}</svg>`;
}

function styled(element) {
  const { localName } = element;
  if (element.matches(LEFT_OUT) || ["title", "desc"].includes(localName)) return "";
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden") return "";
  const geometry = [...element.attributes].filter(({ name }) => GEOMETRY.test(name)).map(({ name, value }) => `${name}="${xml(value)}"`);
  const names = [...PAINT, ...(["text", "tspan"].includes(localName) ? LETTERS : [])];
  const look = localName === "g" ? [`opacity="${style.opacity}"`] : names.map((name) => (["fill", "stroke"].includes(name) ? colour(name, style[name]) : `${name}="${xml(style.getPropertyValue(name))}"`));
  const inner = [...element.childNodes].map((child) => (child.nodeType === Node.TEXT_NODE ? xml(child.data) : styled(child))).join("");
  return `<${localName} ${[...geometry, ...look].join(" ")}>${inner}</${localName}>`;
}

function colour(name, value) {
  return paint(name, value) || `${name}="none"`;
}

/** A colour of the browser as every program reads it; nothing for one that is not seen. */
export function paint(name, value) {
  const mixed = /^color\(srgb ([^)]*)\)$/.exec(value);
  const plain = /^rgba?\(([^)]*)\)$/.exec(value);
  if (!mixed && !plain) return "";
  const [red, green, blue, alpha = 1] = (mixed ?? plain)[1].split(/[\s,/]+/).filter(Boolean).map(Number);
  if (!alpha) return "";
  const parts = [red, green, blue].map((part) => Math.round(mixed ? part * 255 : part).toString(16).padStart(2, "0"));
  return `${name}="#${parts.join("")}"${alpha < 1 ? ` ${name}-opacity="${alpha}"` : ""}`;
}

function n(number) {
  return String(Math.round(number * 1000) / 1000);
}
