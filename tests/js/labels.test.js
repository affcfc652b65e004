import assert from "node:assert/strict";
import test from "node:test";

import { placeLabels, shorten } from "../../graph_loader/views/static/labels.js";

const frame = { width: 800, height: 600, measure: (text, size) => text.length * size * 0.5 };
const box = ({ text, x, y, size }) => [x - frame.measure(text, size) / 2, y - size / 2, x + frame.measure(text, size) / 2, y + size / 2];
const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

test("no two labels overlap, however dense the nodes", () => {
  const items = Array.from({ length: 400 }, (_, n) => ({ id: `n${n}`, x: (n * 37) % 800, y: (n * 53) % 600, radius: 4, text: `Name ${n}`, weight: n % 17 }));
  const boxes = placeLabels(items, frame).map(box);
  assert.ok(boxes.length > 20);
  boxes.forEach((one, a) => boxes.slice(a + 1).forEach((other) => assert.equal(overlap(one, other), false)));
});

test("of two in each other's way the more important is written", () => {
  const items = [1, 50].map((weight) => ({ id: `w${weight}`, x: 400, y: 300, radius: 200, text: "x".repeat(30), weight }));
  const placed = placeLabels(items, { ...frame, limit: 1 });
  assert.deepEqual(placed.map(({ id }) => id), ["w50"]);
});

test("a name of ten thousand characters is shortened", () => {
  assert.equal(shorten("a".repeat(10000)).length, 34);
});
