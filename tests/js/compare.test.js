import assert from "node:assert/strict";
import test from "node:test";

import { compared } from "../../graph_loader/views/static/compare/compare.js";
import { knownItems } from "../../graph_loader/views/static/compare/items.js";
import { decodeState, encodeState, knownPart } from "../../graph_loader/views/static/state.js";
import { sampleModel } from "./sample.js";

const model = sampleModel();
const compare = (address) => compared(model, decodeState(`v=compare&${address}`));
const ids = (side) => side.claims.map(({ id }) => id);

test("two windows: what is on one side only, and on both, with counts that add up", () => {
  const { sides, ties, nodes, claims, together, apart } = compare("a=y.1971-01-01~1971-12-31&b=y.1972-01-01~1972-12-31");
  assert.deepEqual(sides.map(ids), [["c1", "c4", "c5"], ["c2", "c4", "c5"]]);
  assert.deepEqual(claims, { a: 1, both: 2, b: 1 });
  // One tie holds both c1 and c2: it is on both sides, with a claim on each.
  assert.deepEqual([ties.a.length, ties.both.map(({ counts }) => counts), ties.b.length], [0, [[1, 1], [1, 1], [1, 1]], 0]);
  assert.equal(nodes.a.length + nodes.both.length + nodes.b.length, together.nodes.size);
  assert.deepEqual([together.claims.length, apart], [4, true]);
  assert.deepEqual(sides.map(({ undated }) => undated.length), [3, 3]);
});

test("two groups with a partner: only the ties between them", () => {
  const { sides, nodes } = compare("a=theatre.santiago&b=node.argentina&with=theatre.moscow");
  assert.deepEqual(sides.map(ids), [["c1", "c2", "c3"], ["c6"]]);
  assert.deepEqual(nodes.both.map(({ id }) => id), ["ussr"]);
});

test("two sources; an empty side is all that the filters leave", () => {
  assert.deepEqual(compare("a=source.two&b=source.one").sides.map((side) => side.claims.length), [1, 7]);
  assert.equal(compare("a=source.two&-family=trade").sides[1].claims.length, 7);
});

test("a link brings a comparison back, without what the data do not know", () => {
  const address = "v=compare&a=theatre.moscow,y.1970-11-04~1973-09-10&b=node.chile&with=kind.State";
  const state = decodeState(address);
  assert.deepEqual(decodeState(encodeState(state)), state);
  assert.deepEqual(knownPart(state, model).a, ["theatre.moscow", "y.1970-11-04~1973-09-10"]);
  assert.deepEqual(knownItems(["node.nobody", "theatre.atlantis", "y.1973-01-01~1970-01-01", "y.~", "odd", "__proto__.x", "node.chile"], model), ["node.chile"]);
});
