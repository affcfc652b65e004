import assert from "node:assert/strict";
import test from "node:test";

import { decodeState, encodeState, initialState } from "../../graph_loader/views/static/state.js";
import { stateWith } from "./sample.js";

const everything = stateWith({
  view: "map",
  preset: "juntas",
  hidden: { family: ["trade", "conflict"], source: ["a,b&c=d#é"] },
  around: ["santiago"],
  from: "1970-01-01",
  to: "1973-12-31",
  reading: "certain",
  connected: false,
  colour: "theatre",
  selected: { kind: "tie", ids: ["ussr", "~odd, id%"] },
  focus: ["ussr", "chile"],
  steps: 2,
  path: ["kgb", "allende"],
  route: 3,
  everything: true,
  original: true,
  language: "es",
  camera: [10.5, -3.25, 0.75],
  mapCamera: [100, -50, 4],
});

test("the initial state needs no address", () => assert.equal(encodeState(initialState()), ""));

test("every choice survives the way through the address", () => {
  const back = decodeState(`#${encodeState(everything)}`);
  assert.deepEqual({ ...back, hidden: { ...back.hidden, family: back.hidden.family.sort() } }, { ...everything, hidden: { ...everything.hidden, family: ["conflict", "trade"] } });
});

for (const nonsense of ["#", "#&&=&x", "#v=nowhere&y=1970&r=maybe&steps=9&sel=node&cam=1,2&map=1,1,-1&path=a", "#%E0%A4%A&p=%E0%A4%A", "#__proto__=1&constructor=2&-family"])
  test(`nonsense such as ${nonsense} changes nothing that matters`, () => {
    const state = decodeState(nonsense);
    assert.deepEqual({ ...state, preset: "all" }, initialState());
  });
