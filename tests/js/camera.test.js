import assert from "node:assert/strict";
import test from "node:test";

import { fitCamera, wholeOf, withinPicture } from "../../graph_loader/views/static/network/fit.js";
import { placeLabels } from "../../graph_loader/views/static/look/labels.js";
import { boxAround } from "../../graph_loader/views/static/map/pan.js";
import { sampleModel } from "./sample.js";

/** Nodes at the corners of a square of 200, the middle at (1000, 500). */
function square() {
  const nodes = [[900, 400], [1100, 400], [900, 600], [1100, 600]].map(([x, y], n) => ({ id: `n${n}`, x, y, size: 5 }));
  return { places: new Map(nodes.map((node) => [node.id, node])), regions: [{ theatre: "moscow", x: 1000, y: 500, rx: 300, ry: 200 }] };
}

const onScreen = ([cx, cy, scale], { x, y }, { width, height }) => [(x - cx) * scale + width / 2, (y - cy) * scale + height / 2];

for (const frame of [{ width: 1200, height: 760 }, { width: 390, height: 600 }, { width: 390, height: 600, covered: 300 }, { width: 40, height: 40 }])
  test(`all of it lies in the part of the frame that is free: ${JSON.stringify(frame)}`, () => {
    const model = square();
    const camera = fitCamera(model, new Set(["n0", "n1", "n2", "n3"]), frame, 1.5);
    for (const node of model.places.values()) {
      const [x, y] = onScreen(camera, node, frame);
      assert.ok(x > 0 && x < frame.width && y > 0 && y < frame.height - (frame.covered ?? 0), `${node.id} at ${x}, ${y}`);
    }
  });

test("of a path only its nodes are looked at, and of nothing there is no picture", () => {
  const model = sampleModel();
  const [x, y] = wholeOf(model, { nodes: new Set(["ussr", "chile"]) }, { nodes: ["ussr"] }, { width: 800, height: 600 });
  assert.deepEqual([x, y], [0, 6]);
  assert.equal(wholeOf(model, { nodes: new Set() }, null, { width: 800, height: 600 }), null);
});

test("a camera that looks past everything is brought back over it", () => {
  const frame = { width: 900, height: 600 };
  assert.deepEqual(withinPicture(square(), [1e6, -1e6, 1000], frame), [1330, 280, 10]);
  assert.deepEqual(withinPicture(square(), [1000, 500, 0.5], frame), [1000, 500, 0.5]);
});

test("the map stays in sight and between its least and its greatest enlargement", () => {
  const home = { x: -100, y: -50, width: 200, height: 100 };
  assert.deepEqual(boxAround(home, [0, 0, 1]), home);
  assert.deepEqual(boxAround(home, [1e300, 5, 2]), { x: 50, y: -20, width: 100, height: 50 });
  assert.equal(boxAround(home, [0, 0, 1e9]).width, 200 / 16);
  assert.equal(boxAround(home, [0, 0, 1e-9]).width, 300);
});

test("marks that fill more than the frame, or lie far from it, cost nothing", () => {
  const items = [{ id: "huge", x: 400, y: 300, radius: 1e9, text: "Huge", weight: 1 }, { id: "far", x: 1e12, y: 1e12, radius: 1e6, text: "Far", weight: 1 }];
  assert.deepEqual(placeLabels(items, { width: 800, height: 600, measure: (text, size) => text.length * size * 0.5 }).map(({ id }) => id), []);
});
