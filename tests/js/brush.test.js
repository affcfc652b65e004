import assert from "node:assert/strict";
import test from "node:test";

import { groupsOf } from "../../graph_loader/views/static/filters/brush.js";
import { visible } from "../../graph_loader/views/static/filters/filters.js";
import { decodeState, encodeState, knownPart } from "../../graph_loader/views/static/state.js";
import { ids, sampleModel } from "./sample.js";

const model = sampleModel();
const addressed = (address) => knownPart(decodeState(address), model);
const shows = (address) => ids(visible(model, addressed(address)).claims);

test("a pick limits what all views show, its window and what has no date included", () => {
  assert.deepEqual(shows("only=cell,state%2Fussr,state%2Fchile"), ["c1", "c3"]);
  const shown = visible(model, addressed("only=cell,state%2Fussr,state%2Fchile&y=1971-01-01~1971-12-31"));
  assert.deepEqual([shown.claims, shown.timeless, shown.undated].map(ids), [["c1"], ["c1", "c3"], ["c3"]]);
  assert.deepEqual([...shown.nodes].sort(), ["chile", "ussr"]);
});

test("an end picks what touches a group, or what has an end in none", () => {
  assert.deepEqual(shows("only=end,label%2FPerson"), ["c3", "c4"]);
  assert.deepEqual(shows("only=end,state%2F"), ["c7", "c8"]);
  assert.deepEqual(shows("only=tie,chile,ussr"), ["c1", "c2"]);
});

test("a link brings a pick back; what the data do not know is dropped", () => {
  const state = addressed("only=cell,region%2Fmoscow,region%2F");
  assert.deepEqual(decodeState(encodeState(state)), state);
  assert.deepEqual(state.brush, { kind: "cell", ids: ["region/moscow", "region/"] });
  for (const odd of ["cell,region%2Fmoscow,region%2Fatlantis", "cell,__proto__,x", "end,__proto__%2Fx", "node,ussr", "end", "tie,ussr,nobody", "undated", "claim,c1"])
    assert.equal(addressed(`only=${odd}`).brush, null, odd);
});

test("what is selected has its place in every grouping", () => {
  const at = (selection, by) => Object.values(groupsOf(model, selection, model.claims, by)).map((set) => [...set].sort());
  assert.deepEqual(at({ kind: "node", ids: ["kgb"] }, "state"), [[], ["ussr"]]);
  assert.deepEqual(at({ kind: "claim", ids: ["c2"] }, "state"), [["chile ussr"], ["chile", "ussr"]]);
  assert.deepEqual(at({ kind: "tie", ids: ["kgb", "ussr"] }, "region"), [["moscow moscow"], ["moscow"]]);
  assert.deepEqual(at(null, "state"), [[], []]);
  assert.deepEqual(at({ kind: "node", ids: ["nobody"] }, "state"), [[], []]);
});
