import assert from "node:assert/strict";
import test from "node:test";

import { blended, contrast, DARK, familyColour, hasHues, LIGHT, MARK, nodeColour, OPAQUE, PLAIN, ramp, readable } from "../../graph_loader/views/static/look/appearance.js";
import { createArrangement } from "../../graph_loader/views/static/network/arrange.js";
import { rollUp } from "../../graph_loader/views/static/canvas/rollup.js";
import { layOut } from "../../graph_loader/views/static/canvas/stress.js";
import { actsOn, createEdits, placed } from "../../graph_loader/views/static/network/edits.js";
import { facetCounts, visible } from "../../graph_loader/views/static/filters/filters.js";
import { measuresOf, SHADES, shadeOf } from "../../graph_loader/views/static/network/measures.js";
import { selectedClaims } from "../../graph_loader/views/static/model.js";
import { decodeState, encodeState, initialState, knownPart } from "../../graph_loader/views/static/state.js";
import { layOutTies } from "../../graph_loader/views/static/network/ties.js";
import { sampleModel } from "./sample.js";

const stateWith = (patch = {}) => ({ ...initialState(), ...patch });
const ids = (shown) => [...shown.nodes].sort();

/** A hub with `number` neighbours, every third of them tied to the next. */
function star(number) {
  const nodes = Array.from({ length: number + 1 }, (_, n) => ({ id: `n${n}`, x: (n * 37) % 400, y: (n * 91) % 300, size: 10 }));
  const pairs = nodes.slice(1).flatMap(({ id }, n) => (n % 3 ? [["n0", id]] : [["n0", id], [id, `n${n + 2}`]]));
  return { nodes, pairs };
}

for (const [number, ratio] of [[1, 1.5], [20, 1.5], [50, 1.5], [50, 0.75], [300, 1.5]])
  test(`${number} neighbours fill a frame ${ratio} times as wide as high, none over another, and always alike`, () => {
    const { nodes, pairs } = star(number);
    const spots = layOut(nodes, pairs, ratio);
    const places = [...spots.values()];
    if (number < 100)
      for (const [n, one] of places.entries())
        for (const other of places.slice(n + 1)) assert.ok(Math.hypot(one.x - other.x, one.y - other.y) >= 20, "two marks overlap");
    const wide = (axis) => Math.max(...places.map((place) => place[axis])) - Math.min(...places.map((place) => place[axis]));
    if (number >= 20) assert.ok(wide("x") / wide("y") > ratio / 1.6 && wide("x") / wide("y") < ratio * 1.6, `${wide("x")} to ${wide("y")}`);
    assert.deepEqual([...layOut(nodes, pairs, ratio)], [...spots]);
  });

test("what nothing ties together, and nodes on one spot, are laid out too", () => {
  const nodes = ["a", "b", "c"].map((id) => ({ id, x: 5, y: 5, size: 8 }));
  for (const { x, y } of layOut(nodes, [["a", "a"], ["a", "elsewhere"]], 1.5).values()) assert.ok(Number.isFinite(x) && Number.isFinite(y));
  assert.equal(layOut([], [], 1).size, 0);
});

test("focus gives nodes places of its own and takes the regions away; without it all is as before", () => {
  const model = sampleModel();
  const before = JSON.stringify([[...model.places.values()], model.regions]);
  const { settle } = createArrangement(model, new Map());
  const state = stateWith({ focus: ["chile"] });
  assert.ok(settle(visible(model, state), state, 1.5).length > 1);
  assert.deepEqual(model.regions, []);
  settle(visible(model, stateWith()), stateWith(), 1.5);
  assert.equal(JSON.stringify([[...model.places.values()], model.regions]), before);
});

test("a region shrinks to what passes the filters, whatever the years, and goes with the last", () => {
  const model = sampleModel();
  model.places.get("kgb").x += 200;
  const region = { theatre: "moscow", x: 100, y: 0, rx: 520, ry: 400 };
  model.regions = [region];
  const { settle } = createArrangement(model, new Map());
  const regions = (patch) => (settle(visible(model, stateWith(patch)), stateWith(patch), 1.5), model.regions);
  assert.deepEqual(regions({}), [region]);
  assert.ok(regions({ gone: ["kgb"] })[0].rx < region.rx);
  assert.deepEqual(regions({ from: "1900-01-01", to: "1900-12-31" }), [region]);
  assert.deepEqual(regions({ gone: ["kgb", "ussr"] }), []);
});

test("who is hidden is gone from all that is shown and counted, and comes back", () => {
  const model = sampleModel();
  const shown = visible(model, stateWith({ gone: ["ussr"] }));
  assert.equal(shown.nodes.has("ussr"), false);
  assert.ok(shown.claims.length && shown.claims.every(({ from, to }) => from !== "ussr" && to !== "ussr"));
  assert.equal(Object.values(facetCounts(model, shown).family).reduce((sum, number) => sum + number), shown.claims.length);
  const [bring] = actsOn(model.nodes.get("ussr"), stateWith({ gone: ["ussr"] }), null);
  assert.deepEqual([bring.key, bring.patch], ["bring", { gone: [] }]);
});

test("neighbours can be added to what is in focus, and to what is around a theatre", () => {
  const model = sampleModel();
  const near = visible(model, stateWith({ focus: ["allende"] }));
  const wider = visible(model, stateWith({ focus: ["allende"], extra: ["kgb"] }));
  assert.equal(near.nodes.has("ussr"), false);
  assert.deepEqual(ids(wider), [...ids(near), "prague", "ussr"].sort());
  // What is not in sight adds nothing.
  assert.deepEqual(ids(visible(model, stateWith({ focus: ["allende"], extra: ["prague"] }))), ids(near));
  const around = (extra) => visible(model, stateWith({ around: ["buenos-aires"], extra })).claims.length;
  assert.ok(around(["ussr"]) > around([]));
});

test("edits are undone one by one, and those that Back undid are forgotten", () => {
  const edits = createEdits();
  const first = stateWith();
  edits.note(first);
  const second = { ...first, gone: ["ussr"] };
  edits.note(second);
  const third = { ...second, ...placed(second, "kgb", { x: 10.4, y: -3.6 }) };
  assert.deepEqual(third.moved, [["kgb", 10, -4]]);
  assert.deepEqual({ ...third, ...edits.undo() }, second);
  edits.forget(first);
  assert.deepEqual([edits.any(), edits.undo()], [false, null]);
});

test("what was dragged, pinned, hidden, added and closed is in the link, and what the data do not know is dropped", () => {
  const model = sampleModel();
  const state = stateWith({ gone: ["ussr"], extra: ["kgb"], shut: ["moscow"], focus: ["chile"], moved: [["chile", 5, -7]], pinned: [["allende", 1, 2]], colour: "first", size: "degree" });
  assert.deepEqual(decodeState(encodeState(state)), state);
  const stale = decodeState("gone=nobody,ussr&add=book&shut=nowhere&at=nobody,1,2,chile,x,3,kgb,1e300,4,ussr&pin=kgb,1,1&c=taste&s=taste");
  assert.deepEqual(knownPart(stale, model), stateWith({ gone: ["ussr"], moved: [["kgb", 1000000, 4]] }));
});

test("a closed theatre is one mark with all its nodes and claims, and its ties are rolled up in their direction", () => {
  const model = sampleModel();
  model.regions = [{ theatre: "moscow", x: 0, y: 0, rx: 1, ry: 1 }];
  const shown = visible(model, stateWith());
  const rolled = rollUp(model, shown, ["moscow"]);
  const [mark] = rolled.marks;
  const within = shown.claims.filter(({ from, to }) => [from, to].every((id) => model.nodes.get(id).region === "moscow"));
  assert.deepEqual([mark.nodes, mark.claims], [[...shown.nodes].filter((id) => model.nodes.get(id).region === "moscow").length, within.length]);
  assert.equal([...rolled.bundles.values()].flat().length + mark.claims, shown.claims.length);
  for (const [{ groups }, claims] of rolled.bundles)
    if (groups) assert.deepEqual(selectedClaims(model, { kind: "both", ids: groups }, shown.claims).map(({ id }) => id).sort(), claims.map(({ id }) => id).sort());
  const [bundle, claims] = [...rolled.bundles].find(([{ groups }, some]) => groups && some.some(({ id }) => id === "c1"));
  const [{ style }] = layOutTies({ look: model.look, places: { get: rolled.placeOf } }, new Map([[bundle, claims.filter(({ id }) => id === "c1")]]), null);
  assert.deepEqual(bundle.from === mark.id ? [style.to, style.from] : [style.from, style.to], [true, false]);
});

test("measures tell their range, and who has no value has no shade", () => {
  const model = sampleModel();
  assert.deepEqual([...measuresOf(model).keys()], ["first"]);
  model.nodes.get("ussr").measures.degree = 9;
  model.nodes.get("chile").measures.degree = 0;
  const measures = measuresOf(model);
  const { low, high, shade, size, classes } = measures.get("degree");
  const [ussr, chile, kgb] = ["ussr", "chile", "kgb"].map((id) => model.nodes.get(id));
  assert.deepEqual([low, high, shade(ussr), shade(chile), shade(kgb)], [0, 9, SHADES - 1, 0, undefined]);
  assert.ok(size(ussr) > size(chile) && size(chile) > size(kgb));
  assert.deepEqual([classes[0], classes[SHADES - 1], classes[2]], [[0, 0], [9, 9], null]);
  assert.equal(shadeOf(measures, "degree", kgb), null);
  const first = measures.get("first");
  assert.ok(first.shade(kgb) >= first.shade(chile), "the earlier is the darker");
});

test("marks, ties and shades are seen on either paper, with their opacity and in any colour that a package may choose", () => {
  const foreign = ["#ffff00", "#ffffff", "#000000", "#00ff00", "#fdfcf9", "#17191c", "#ff00ff", PLAIN];
  for (const [dark, { paper }] of [[false, LIGHT], [true, DARK]]) {
    for (const colour of foreign)
      for (const opacity of [OPAQUE, 0.65, 0.7, 0.9, 1]) {
        const seen = blended(readable(colour, dark, MARK, opacity), paper, opacity);
        assert.ok(contrast(seen, paper) >= MARK - 0.02, `${colour} of ${opacity} on ${paper}: ${seen}`);
      }
    const shades = Array.from({ length: SHADES }, (_, n) => contrast(ramp(n / (SHADES - 1), dark), paper));
    assert.ok(shades[0] >= MARK, String(shades));
    for (const [n, one] of shades.entries()) if (n) assert.ok(one / shades[n - 1] > 1.25, String(shades));
  }
});

test("hues belong to one legend at a time: kinds and measures have none, and ties none where theatres or roles have", () => {
  const { look } = sampleModel();
  for (const colour of ["kind", "theatre", "degree", "role", "first"]) assert.equal(familyColour("contact", look, colour) === PLAIN, hasHues(colour), colour);
  assert.equal(nodeColour({ label: "State", region: "moscow" }, look, "kind"), PLAIN);
});
