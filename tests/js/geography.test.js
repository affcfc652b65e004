import assert from "node:assert/strict";
import { test } from "node:test";

import { globePath, project, waysBetween } from "../../graph_loader/views/static/map/geography.js";

test("the shorter way around the earth crosses the line of 180 degrees in two pieces", () => {
  const [fiji, samoa, lima, lisbon] = [[178, -18], [-172, -14], [-77, -12], [-9, 39]];
  assert.deepEqual(waysBetween(lima, lisbon), [[lima, lisbon]]);
  assert.deepEqual(waysBetween(fiji, samoa), [[[-182, -18], samoa], [fiji, [188, -14]]]);
  assert.deepEqual(waysBetween(samoa, fiji), [[samoa, [-182, -18]], [[188, -14], fiji]]);
  for (const [[from], [to]] of waysBetween(fiji, samoa)) assert.equal(Math.abs(to - from), 10);
  assert.deepEqual(waysBetween([180, 0], [-180, 0]).length, 2);
  assert.deepEqual(waysBetween([90, 0], [-90, 0]).length, 1);
});

test("the outline of the earth holds every point", () => {
  const spots = [...globePath(1).matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const [most, highest] = [0, 1].map((axis) => Math.max(...spots.map((spot) => Math.abs(spot[axis]))));
  assert.ok(most >= Math.floor(project(180, 0)[0] * 10) / 10);
  assert.ok(highest >= Math.floor(Math.abs(project(0, 90)[1]) * 10) / 10);
});
