// The shapes of nodes as SVG paths, and small pictures for legends.

import { doubtPath, polarityPath } from "./appearance.js";
import { s } from "../dom.js";
import { doubtsOf } from "../doubt/doubt.js";
import { cornersOf } from "./shapes.js";

/** A path of radius r around the origin. */
export function shapePath(shape, r) {
  const corners = cornersOf(shape);
  if (!corners) return `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;
  return `M${corners.map(([x, y]) => `${round(x * r)},${round(y * r)}`).join("L")}Z`;
}

function round(number) {
  return Math.round(number * 100) / 100;
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

/** A question mark for what is doubtful, nothing where nothing is noted or a note only adds to a claim. */
export function doubtGlyph(kind) {
  const mark = doubtsOf({ doubts: [kind] }).length && kind !== "none" ? s("path", { d: doubtPath({ doubtful: true, polarity: "affirmed" }, 5.5), class: "sign" }) : null;
  return s("svg", { class: "glyph tie", viewBox: "-12 -8 24 16", "aria-hidden": "true" }, mark);
}
