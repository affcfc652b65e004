import assert from "node:assert/strict";
import test from "node:test";

import { linePlaces, linesOf, nameRegions, placeLabels, shorten } from "../../graph_loader/views/static/look/labels.js";

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
  assert.equal(shorten("a".repeat(10000)).length, 46);
});

const inFrame = ([left, top, right, bottom]) => left >= 0 && top >= 0 && right <= frame.width && bottom <= frame.height;

test("no label is cut off by the frame, and a node at its side is still named", () => {
  const items = [[2, 300], [798, 300], [400, 2], [400, 598], [798, 598]].map(([x, y], n) => ({ id: `n${n}`, x, y, radius: 5, text: "Soviet trade", weight: 9 }));
  const placed = placeLabels(items, frame);
  assert.equal(placed.length, 5);
  placed.map(box).forEach((one) => assert.ok(inFrame(one), String(one)));
});

test("no label covers a large mark, whoever it belongs to", () => {
  const chile = { id: "chile", x: 400, y: 300, radius: 20, text: "Chile", weight: 100 };
  const items = [chile, ...Array.from({ length: 12 }, (_, n) => ({ id: `n${n}`, x: 360 + n * 7, y: 270 + (n % 3) * 30, radius: 3, text: `Neighbour ${n}`, weight: 50 }))];
  const mark = [385, 285, 415, 315];
  placeLabels(items, frame).forEach((label) => assert.equal(overlap(box(label), mark), false, label.text));
});

test("an important name without room beside its node stands away from it, at the end of a line", () => {
  const crowd = Array.from({ length: 49 }, (_, n) => ({ id: `n${n}`, x: 340 + (n % 7) * 20, y: 240 + Math.floor(n / 7) * 20, radius: 8, text: `Neighbour ${n}`, weight: 1 }));
  const items = [...crowd, { id: "allende", x: 400, y: 300, radius: 9, text: "Salvador Allende", weight: 50 }];
  const allende = (far) => placeLabels(items, { ...frame, far }).find(({ id }) => id === "allende");
  assert.equal(allende(0), undefined);
  const { leader, ...label } = allende(1);
  assert.ok(Math.abs(Math.hypot(leader[0] - 400, leader[1] - 300) - 9) < 1e-6);
  const [left, top, right, bottom] = box(label);
  assert.ok(leader[2] >= left && leader[2] <= right && leader[3] >= top - 3 && leader[3] <= bottom + 3);
  crowd.forEach(({ x, y }) => assert.equal(overlap(box(label), [x - 6, y - 6, x + 6, y + 6]), false));
});

test("the corner of the buttons stays free", () => {
  const corner = [740, 460, 800, 600];
  const [placed] = placeLabels([{ id: "a", x: 735, y: 500, radius: 4, text: "Argentina", weight: 1 }], { ...frame, avoid: [corner] });
  assert.equal(overlap(box(placed), corner), false);
});

test("a long name stands in two lines around its place", () => {
  assert.deepEqual(linesOf("Chile"), ["Chile"]);
  assert.deepEqual(linesOf("German Democratic Republic"), ["German Democratic", "Republic"]);
  assert.deepEqual(linesOf("x".repeat(40)), ["x".repeat(40)]);
  const [[, first], [, second]] = linePlaces({ lines: ["a", "b"], y: 100, size: 10 });
  assert.ok(first < 100 && second > 100 && first + second === 200);
});

test("the name of a region seen in part is written whole over that part; of one not seen, not at all", () => {
  const region = (theatre, x, y) => ({ theatre, x, y, rx: 150, ry: 100 });
  const names = nameRegions([region("santiago", 10, 550), region("moscow", 2000, 300)], { ...frame, project: (spot) => spot, scale: 1, size: 17, name: (id) => id });
  assert.deepEqual(names.map(({ theatre }) => theatre), ["santiago"]);
  assert.ok(inFrame(box(names[0])));
});
