// Where the camera must stand to see all of something.

import { SCALES, clamp } from "../state.js";

// So few nodes are looked at by themselves, more of them with all regions.
const FEW = 20;

/** What is to be seen whole, the path or all that is shown, in a frame; null where there is nothing. */
export function wholeOf(model, shown, path, frame) {
  return fitCamera(model, new Set(path ? path.nodes : (shown.overview?.drawn ?? shown.nodes)), frame, path ? 0.9 : 1.5);
}

/** The camera [x, y, scale] for these nodes in a frame of which the lower `covered` pixels are out of sight. */
export function fitCamera(model, ids, { width, height, covered = 0 }, closest) {
  const many = ids.size > FEW;
  const box = boundingBox(model, ids, many);
  if (!box) return null;
  const free = height - covered;
  // Names stand beside the outermost nodes and above the regions.
  const beside = Math.min(many ? 72 : 170, width * (many ? 0.06 : 0.26));
  const above = many ? 58 : Math.min(90, free * 0.36);
  const near = Math.min((width - beside) / (box.right - box.left), (free - above) / (box.bottom - box.top), closest);
  const scale = clamp(near, ...SCALES.network);
  const shift = (covered - (many ? 16 : 0)) / 2 / scale;
  return [(box.left + box.right) / 2, (box.top + box.bottom) / 2 + shift, scale];
}

/** What the nodes fill; if they are `many`, the regions too, which so keep their place from view to view. */
function boundingBox({ places, regions }, ids, many) {
  const nodes = [...places.values()].filter(({ id }) => ids.has(id));
  const boxes = nodes.map(({ x, y, size }) => [x - 2 * size, y - size, x + 2 * size, y + 2 * size]);
  if (many) for (const { x, y, rx, ry } of regions) boxes.push([x - rx, y - ry, x + rx, y + ry]);
  return boxes.length ? around(boxes) : null;
}

/** The camera, moved so far that the picture reaches at least a sixth into the frame. */
export function withinPicture(model, [x, y, wanted], { width, height }) {
  const scale = clamp(wanted, ...SCALES.network);
  const box = boundingBox(model, new Set(model.places.keys()), true);
  if (!box) return [x, y, scale];
  const [across, down] = [width / 3 / scale, height / 3 / scale];
  return [clamp(x, box.left - across, box.right + across), clamp(y, box.top - down, box.bottom + down), scale];
}

function around(boxes) {
  const edge = (side, pick) => boxes.reduce((most, box) => pick(most, box[side]), boxes[0][side]);
  return { left: edge(0, Math.min), top: edge(1, Math.min), right: edge(2, Math.max), bottom: edge(3, Math.max) };
}

// What changes neither how much is shown nor how much room there is; and the years, through which one plays.
const STEADY = ["from", "to", "reading", "moved", "pinned", "shut", "colour", "size", "original", "language", "route", "view"];

/** Whether a picture that nobody moved is fitted anew after a change. */
export function refits(patch) {
  return Object.keys(patch).some((key) => !STEADY.includes(key));
}
