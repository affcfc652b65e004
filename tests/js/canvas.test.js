import assert from "node:assert/strict";
import test from "node:test";

import { between, inFrame, pulled, scaledAt, toPicture, toScreen } from "../../graph_loader/views/static/canvas/camera.js";
import { nodeAt, tieAt } from "../../graph_loader/views/static/canvas/hit.js";
import { drawNodes } from "../../graph_loader/views/static/canvas/marks.js";
import { strokeTies } from "../../graph_loader/views/static/canvas/strokes.js";
import { shapePath } from "../../graph_loader/views/static/look/glyphs.js";
import { cornersOf } from "../../graph_loader/views/static/look/shapes.js";
import { layOutTies } from "../../graph_loader/views/static/network/ties.js";
import { bundlesOf } from "../../graph_loader/views/static/model.js";
import { sampleModel } from "./sample.js";

const frame = { width: 800, height: 600 };
const everywhere = { left: -1e9, top: -1e9, right: 1e9, bottom: 1e9 };
const close = (one, other) => assert.ok(Math.hypot(one.x - other.x, one.y - other.y) < 1e-9, JSON.stringify([one, other]));

test("a spot of the frame and of the picture are each other's way back, and the camera's spot is amid the frame", () => {
  const camera = [120, -40, 0.37];
  close(toScreen(camera, frame, { x: 120, y: -40 }), { x: 400, y: 300 });
  close(toScreen(camera, frame, toPicture(camera, frame, { x: 17, y: 501 })), { x: 17, y: 501 });
});

test("what is pulled follows the hand, and what lies under it stays there when it is enlarged", () => {
  const camera = [5, 6, 2];
  const node = { x: 30, y: -12 };
  const { x, y } = toScreen(camera, frame, node);
  close(toScreen(pulled(camera, 33, -7), frame, node), { x: x + 33, y: y - 7 });
  close(toScreen(scaledAt(camera, frame, { x, y }, 0.3), frame, node), { x, y });
});

test("a picture that was drawn before lies where it would be drawn now, in a frame of another size too", () => {
  const drawn = { camera: [0, 0, 1], ...frame };
  const seen = { camera: [10, 20, 1.5], width: 640, height: 480 };
  const { scale, x, y } = between(drawn, seen);
  const node = { x: 77, y: -31 };
  const before = toScreen(drawn.camera, drawn, node);
  close({ x: x + before.x * scale, y: y + before.y * scale }, toScreen(seen.camera, seen, node));
});

test("what is in the frame has its corners in those of the frame", () => {
  const { left, top, right, bottom } = inFrame([3, 4, 0.5], frame);
  close(toScreen([3, 4, 0.5], frame, { x: left, y: top }), { x: 0, y: 0 });
  close(toScreen([3, 4, 0.5], frame, { x: right, y: bottom }), { x: 800, y: 600 });
});

const place = (id, x, y, size = 10) => ({ id, x, y, size, shape: "dot" });

test("of two marks that lie over each other the nearer one is meant, a small one within some pixels, and nothing far off", () => {
  const places = [place("wide", 0, 0, 50), place("small", 20, 0, 1)];
  assert.equal(nodeAt(places, { x: 17, y: 0 }, 1).id, "small");
  assert.equal(nodeAt(places, { x: -30, y: 0 }, 1).id, "wide");
  assert.equal(nodeAt(places, { x: 200, y: 0 }, 1), null);
  assert.equal(nodeAt([place("small", 0, 0, 1)], { x: 30, y: 0 }, 10).id, "small");
});

test("the nearest tie is meant, within some pixels whatever the scale, and a tie to itself by its loop", () => {
  const [a, b, c] = [place("a", 0, 0), place("b", 100, 0), place("c", 100, 8)];
  const ties = [{ a, b }, { a, b: c }, { a, b: a }];
  assert.equal(tieAt(ties, { x: 90, y: 1 }, 1), ties[0]);
  assert.equal(tieAt(ties, { x: 90, y: 6 }, 1), ties[1]);
  assert.equal(tieAt(ties, { x: 90, y: 30 }, 1), null);
  assert.equal(tieAt(ties, { x: 90, y: -30 }, 10), ties[0]);
  assert.equal(tieAt(ties, { x: 14, y: -10 }, 1), ties[2]);
});

/** A context that notes what is drawn. */
function paper() {
  const noted = [];
  const note = (name) => (...values) => noted.push([name, ...values]);
  return { noted, ...Object.fromEntries(["beginPath", "moveTo", "lineTo", "closePath", "arc", "rect", "stroke", "fill", "setLineDash"].map((name) => [name, note(name)])) };
}

const drawnLines = ({ noted }) => noted.filter(([name], at) => name === "lineTo" && noted[at - 1][0] === "moveTo" && noted[at + 1]?.[0] !== "lineTo").length;

test("every tie in the frame is drawn once, few or many, and none beside it", () => {
  const ties = (number) => Array.from({ length: number }, (_, n) => ({ a: place(`a${n}`, n, 0), b: place(`b${n}`, n, 50), alpha: 0.2, style: { colour: "#336699", width: 1 + (n % 3), dash: [], polarity: "affirmed", to: false, from: false, key: String(n % 3) } }));
  for (const number of [40, 4000])
    for (const unit of [1, 100]) {
      const context = paper();
      [...strokeTies(context, ties(number), { box: everywhere, dark: false, unit })];
      assert.equal(drawnLines(context), number);
    }
  const beside = paper();
  [...strokeTies(beside, ties(40), { box: { left: 100, top: 0, right: 200, bottom: 10 }, dark: false, unit: 1 })];
  assert.equal(drawnLines(beside), 0);
});

test("every node is drawn, at least as a speck, in the shape of its kind", () => {
  const places = Array.from({ length: 450 }, (_, n) => place(`n${n}`, n, 0, 8));
  for (const [shape, unit, name] of [["dot", 1, "arc"], ["dot", 100, "rect"], ["square", 1, "closePath"], ["no such shape", 1, "arc"]]) {
    const context = paper();
    [...drawNodes(context, [{ shape, colour: "#336699", hollow: false, alpha: 1, places }], { box: everywhere, dark: false, unit })];
    assert.equal(context.noted.filter(([one]) => one === name).length, 450, `${shape} ${unit}`);
  }
});

test("a shape has the same corners on the canvas as in files", () => {
  for (const shape of ["square", "diamond", "triangle", "triangleDown", "hexagon", "star", "box"]) {
    const corners = shapePath(shape, 100).slice(1, -1).split("L").map((text) => text.split(",").map(Number));
    corners.forEach(([x, y], n) => cornersOf(shape)[n].forEach((side, axis) => assert.ok(Math.abs(side * 100 - [x, y][axis]) < 0.01)));
  }
  assert.equal(cornersOf("constructor"), null);
});

test("parallel claims are one tie, whichever way they go, with the arrows of those that are shown", () => {
  const model = sampleModel();
  const [aid, visit] = model.claims;
  assert.equal(aid.bundle, visit.bundle);
  const arrows = (claims) => layOutTies(model, bundlesOf(claims), null).map(({ style: { to, from } }) => [to, from]);
  assert.deepEqual(arrows([aid, visit]), [[true, true]]);
  assert.deepEqual(arrows([visit]), [[false, true]]);
  assert.deepEqual(arrows([aid]), [[true, false]]);
});
