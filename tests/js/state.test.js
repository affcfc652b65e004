import assert from "node:assert/strict";
import test from "node:test";

import { decodeState, encodeState, initialState, knownPart } from "../../graph_loader/views/static/state.js";
import { sampleModel, stateWith } from "./sample.js";

const everything = stateWith({
  view: "map",
  preset: "juntas",
  hidden: { family: ["trade", "conflict"], polarity: ["denied"], source: ["a,b&c=d#é"] },
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
  denied: true,
  original: true,
  language: "es",
  camera: [10.5, -3.25, 0.75],
  mapCamera: [100, -50, 4],
});

const presets = [
  { id: "all", state: "" },
  { id: "juntas", state: "p=juntas&-family=trade&around=santiago&y=1973-09-11~1983-12-10" },
];

test("everything has an address of its own, which the empty one, the start of the page, is not", () => {
  assert.equal(encodeState(initialState()), "p=all");
  assert.deepEqual(decodeState("#p=all", presets), initialState());
});

test("every choice survives the way through the address", () => {
  const back = decodeState(`#${encodeState(everything, presets)}`, presets);
  assert.deepEqual({ ...back, hidden: { ...back.hidden, family: back.hidden.family.sort() } }, { ...everything, hidden: { ...everything.hidden, family: ["conflict", "trade"] } });
});

test("the name of a preset applies it, what follows changes it, and an unknown name is everything", () => {
  const juntas = decodeState("#p=juntas", presets);
  assert.deepEqual([juntas.preset, juntas.from, juntas.to, juntas.around, juntas.hidden.family], ["juntas", "1973-09-11", "1983-12-10", ["santiago"], ["trade"]]);
  assert.equal(decodeState("#y=1975-01-01~&p=juntas", presets).from, "1975-01-01");
  assert.deepEqual(decodeState("#p=nothing", presets), initialState());
});

test("a preset of which the reader has lifted every limit stays so in the address", () => {
  const lifted = { ...decodeState("#p=juntas", presets), from: null, to: null, around: [], hidden: initialState().hidden };
  assert.deepEqual(decodeState(encodeState(lifted, presets), presets), lifted);
});

for (const nonsense of ["#", "#&&=&x", "#v=nowhere&y=1970&r=maybe&steps=9&sel=node&cam=1,2&map=1,1,-1&path=a", "#%E0%A4%A&p=%E0%A4%A", "#__proto__=1&constructor=2&-family", "#p=__proto__&cam=,,1&map=1,2,3,4&y=1973-02-30~9999-99-99"])
  test(`nonsense such as ${nonsense} changes nothing that matters`, () => assert.deepEqual(decodeState(nonsense), initialState()));

test("a camera from the address is never nearer or farther than can be drawn", () => {
  const cameras = (hash) => [decodeState(hash).camera, decodeState(hash).mapCamera];
  assert.deepEqual(cameras("#cam=0,0,1000&map=1e300,5,3"), [[0, 0, 10], [1e6, 5, 3]]);
  assert.deepEqual(cameras("#cam=-1e308,7,1e-9&map=1,1,1e-9"), [[-1e6, 7, 0.02], [1, 1, 0.667]]);
  assert.deepEqual(cameras("#cam=Infinity,0,1&map=0,0,NaN"), [null, null]);
});

test("years the wrong way round are read the right way round", () => {
  const { from, to } = decodeState("#y=1983-12-10~1973-09-11");
  assert.deepEqual([from, to], ["1973-09-11", "1983-12-10"]);
});

test("any address whatever gives a state that its own address gives again", () => {
  const keys = ["v", "p", "around", "y", "r", "all", "c", "focus", "steps", "path", "route", "through", "sel", "o", "lang", "cam", "map", "-family", "-source", "x"];
  const values = ["", "1", "-0", "~", "a", "a,b", "node,a", "claim,a,b", "juntas", "1e999,2,3", "1,2,0", "-0.00001,5,1e99", "1970-01-01~", "~1800-02-29", "2000-01-01~1999-01-01", "%zz", "%00,%26", "map", "99", "es", ",,,", "__proto__"];
  let seed = 1;
  const pick = (list) => list[(seed = (seed * 48271) % 2147483647) % list.length];
  for (let round = 0; round < 3000; round++) {
    const hash = Array.from({ length: 6 }, () => `${pick(keys)}${pick(["=", "=", "=", "", "=="])}${pick(values)}`).join(pick(["&", "&", "&&"]));
    const state = decodeState(hash, presets);
    for (const camera of [state.camera, state.mapCamera]) assert.ok(camera === null || (Math.max(...camera.map(Math.abs)) <= 1e6 && camera[2] >= 0.02), hash);
    assert.ok(!state.from || !state.to || state.from <= state.to, hash);
    const sorted = { ...state, hidden: Object.fromEntries(Object.entries(state.hidden).map(([facet, list]) => [facet, list.sort()])) };
    assert.deepEqual(decodeState(encodeState(state, presets), presets), sorted, hash);
  }
});

test("what the data do not hold is left out of a link", () => {
  const state = knownPart(decodeState("#focus=chile,nobody,chile&around=atlantis,moscow"), sampleModel());
  assert.deepEqual([state.focus, state.around], [["chile"], ["moscow"]]);
});
