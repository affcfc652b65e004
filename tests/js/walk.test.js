import assert from "node:assert/strict";
import test from "node:test";

import { createWalk } from "../../graph_loader/views/static/network/walk.js";
import { sampleModel } from "./sample.js";

const model = sampleModel();
const all = { claims: model.claims, nodes: new Set(model.places.keys()) };
const ends = ({ bundle }) => [bundle.from, bundle.to].sort().join(" ");

function walkIn(first = all) {
  let shown = first;
  return { ...createWalk(() => shown, model.places), show: (next) => (shown = next) };
}

test("nodes come by their claims, go round, and begin at the chosen one", () => {
  const walk = walkIn();
  const names = [...model.places.keys()].map(() => walk.turnNode(1).node);
  assert.equal(names[0], "ussr");
  assert.equal(names.at(-1), "lonely");
  assert.equal(new Set(names).size, model.places.size);
  assert.equal(walk.turnNode(1).node, "ussr");
  assert.equal(walk.turnNode(-1).node, "lonely");
  assert.equal(walkIn().turnNode(1, "allende").node, "allende");
  assert.equal(walkIn().turnNode(1, "book").node, "ussr");
});

test("along a tie to its other end, and back the same way", () => {
  const walk = walkIn();
  walk.turnNode(1);
  const first = walk.turnTie(1);
  assert.equal(ends(first), "chile ussr");
  assert.deepEqual(first.claims.map(({ id }) => id), ["c1", "c2"]);
  assert.deepEqual([first.place, first.all], [1, 3]);
  assert.equal(ends(walk.turnTie(-1)), "kgb ussr");
  assert.equal(walk.cross().node, "kgb");
  assert.equal(walk.cross(), null);
  assert.equal(ends(walk.goBack()), "kgb ussr");
  assert.deepEqual(walk.goBack(), null);
  assert.equal(walk.here().node, "ussr");
});

test("what a filter takes away is walked no more", () => {
  const walk = walkIn();
  walk.turnNode(1, "allende");
  walk.turnTie(1);
  walk.cross();
  const claims = model.claims.filter(({ from, to }) => from !== "allende" && to !== "allende");
  walk.show({ claims, nodes: new Set([...all.nodes].filter((id) => id !== "allende")) });
  assert.equal(walk.goBack(), null);
  assert.notEqual(walk.here(), null);
  walk.turnNode(1, "lonely");
  walk.show({ claims: [], nodes: new Set(["lonely"]) });
  assert.equal(walk.here(), null);
  assert.equal(walk.turnNode(1).node, "lonely");
  assert.equal(walk.turnTie(1), null);
  walk.show({ claims: [], nodes: new Set() });
  assert.equal(walk.turnNode(1), null);
});
