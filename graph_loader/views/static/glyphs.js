// The shapes of nodes as SVG paths, drawn as vis-network draws them on its canvas.

import { polarityPath } from "./appearance.js";
import { s } from "./dom.js";

const polygon = (points) => `M${points.map(([x, y]) => `${round(x)},${round(y)}`).join("L")}Z`;
const round = (number) => Math.round(number * 100) / 100;

/** A path of radius r around the origin. */
export function shapePath(shape, r) {
  return (PATHS[shape] ?? PATHS.dot)(r);
}

const PATHS = {
  dot: (r) => `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`,
  square: (r) => polygon([[-r, -r], [r, -r], [r, r], [-r, r]]),
  diamond: (r) => polygon([[0, r], [r, 0], [0, -r], [-r, 0]]),
  triangle: (r) => triangle(r, 1),
  triangleDown: (r) => triangle(r, -1),
  hexagon: (r) => polygon(corners(6, () => r, 0)),
  star: (r) => polygon(corners(10, (n) => 0.82 * r * (n % 2 === 0 ? 1.3 : 0.5), -Math.PI / 2)),
  box: (r) => polygon([[-r, -0.7 * r], [r, -0.7 * r], [r, 0.7 * r], [-r, 0.7 * r]]),
};

function triangle(radius, way) {
  const r = radius * 1.15;
  const high = Math.sqrt(3) * r;
  const low = (Math.sqrt(3) / 3) * r;
  const shift = 0.275 * radius;
  return polygon([[0, -(high - low)], [r, low], [-r, low]].map(([x, y]) => [x, way * (y + shift)]));
}

function corners(number, radius, turn) {
  return Array.from({ length: number }, (_, n) => {
    const angle = turn + (2 * Math.PI * n) / number;
    return [radius(n) * Math.cos(angle), radius(n) * Math.sin(angle)];
  });
}

/** A small picture of a kind of node for legends. */
export function glyph(look, colour = look?.colour) {
  const path = s("path", { d: shapePath(look?.shape, 6) });
  path.style.fill = look?.hollow ? "none" : colour;
  path.style.stroke = colour;
  path.style.strokeWidth = look?.hollow ? "1.8" : "0";
  return s("svg", { class: "glyph", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, path);
}

/** A small picture of a tie for legends: whole, marked as strained, or dotted and crossed. */
export function polarityGlyph(polarity) {
  const line = s("path", { d: "M-11,0H11", class: "line", "stroke-dasharray": polarity === "denied" ? "1 4" : "none" });
  return s("svg", { class: "glyph tie", viewBox: "-12 -8 24 16", "aria-hidden": "true" }, line, s("path", { d: polarityPath(polarity, 4), class: "sign" }));
}
