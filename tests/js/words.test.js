import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { filtersInWords, TOLD, UNTOLD } from "../../graph_loader/views/static/filters/words.js";
import { initialState } from "../../graph_loader/views/static/state.js";
import { setTexts } from "../../graph_loader/views/static/text.js";
import { sampleModel } from "./sample.js";

const words = Object.fromEntries(["en", "es"].map((code) => [code, JSON.parse(readFileSync(new URL(`../../graph_loader/views/text/${code}.json`, import.meta.url)))]));

test("each choice of the reader is told, or known to be told elsewhere", () => {
  assert.deepEqual([...TOLD, ...UNTOLD].sort(), Object.keys(initialState()).sort());
});

test("a caption names every choice that limits or changes what is shown", () => {
  setTexts(words, "en");
  const model = sampleModel();
  const [node] = model.nodes.keys();
  const api = { model, measures: new Map([["degree", {}]]), name: (id) => `<${id}>`, theatre: (id) => `(${id})` };
  const said = (patch) => filtersInWords({ ...initialState(), ...patch }, api);
  assert.deepEqual(said({}), []);
  const choices = {
    q: "grain", focus: [node], gone: [node], extra: [node], shut: ["north"], around: ["north"], connected: false, undated: true, suggested: true, anyway: true,
    original: true, colour: "degree", size: "degree", brush: { kind: "tie", ids: [node, node] }, selected: { kind: "node", ids: [node] }, path: [node, node],
    hidden: { ...initialState().hidden, family: ["none"] },
  };
  for (const [key, value] of Object.entries(choices)) assert.equal(said({ [key]: value }).length, 1, key);
  assert.deepEqual(said({ arcs: true }), []);
  assert.deepEqual(said({ colour: "role", size: "betweenness" }), [], "measures that the data lack");
  assert.equal(said({ arcs: true, view: "map" }).length, 1);
  assert.equal(said({ path: [node, node], directed: true, timed: true }).length, 3);
});
