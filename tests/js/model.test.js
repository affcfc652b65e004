// model.js is the only place that knows the payload: when the model is made, nobody can reach the payload any more.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

import { axisOf, stepsOf } from "../../graph_loader/views/static/time/axis.js";
import { sharesByYear } from "../../graph_loader/views/static/time/dates.js";
import { facetCounts, visible } from "../../graph_loader/views/static/filters/filters.js";
import { wholeOf } from "../../graph_loader/views/static/network/fit.js";
import { searchNodes } from "../../graph_loader/views/static/search/fold.js";
import { gexf } from "../../graph_loader/views/static/save/gexf.js";
import { tallyPlaces } from "../../graph_loader/views/static/map/map.js";
import { buildModel } from "../../graph_loader/views/static/model.js";
import { findPaths, linking } from "../../graph_loader/views/static/paths/paths.js";
import { claimsCsv, nodesCsv } from "../../graph_loader/views/static/save/tables.js";
import { samplePayload, stateWith } from "./sample.js";

/** The payload behind glass: once it is shut, every look at any part of it is an error. */
function glass(payload) {
  let shut = false;
  const look = (key) => {
    if (shut) throw new Error(`the payload is read after the model is made: ${String(key)}`);
  };
  const behind = (value) =>
    typeof value !== "object" || value === null
      ? value
      : new Proxy(value, {
          get: (target, key, receiver) => (look(key), behind(Reflect.get(target, key, receiver))),
          ownKeys: (target) => (look("its keys"), Reflect.ownKeys(target)),
        });
  return { seen: behind(payload), close: () => (shut = true) };
}

/** Look at every part of a thing, through maps, sets and objects; how many parts there are. */
function walk(thing, seen = new Set()) {
  if (typeof thing !== "object" || thing === null || seen.has(thing)) return seen.size;
  seen.add(thing);
  const parts = thing instanceof Map ? [...thing].flat() : thing instanceof Set ? [...thing] : Object.values(thing);
  for (const part of parts) walk(part, seen);
  return seen.size;
}

function behindGlass() {
  const payload = samplePayload({ c1: "denied" });
  payload.claims[1].annotations = [{ id: "a", kind: "context", note: "n" }];
  payload.claims[1].deep = { er: [1] };
  Object.assign(payload.nodes[0], {
    aliases: [{ name: "USSR" }],
    measures: { degree: 3, betweenness_rank: 1 },
    names: [["ussr", "ussr", true]],
    life: ["1922-12-30", "1991-12-26"],
    tags: { any: ["thing"] },
  });
  Object.assign(payload, { presets: [{ id: "all", group: "all", state: "", names: { en: "Everything" } }], land: [[1, 2]], years: [1917, 1991], galleries: { en: "index.html" } });
  const { seen, close } = glass(payload);
  const model = buildModel(seen);
  close();
  return { seen, model };
}

test("nothing of the payload is in the model: all of it can be walked when the payload is shut", () => {
  const { seen, model } = behindGlass();
  assert.throws(() => walk(seen), /after the model is made/);
  assert.ok(walk(model) > 60);
});

test("filters, paths, counts and files are made from the model alone", () => {
  const { model } = behindGlass();
  const shown = visible(model, stateWith({ from: "1970-01-01", to: "1975-12-31", reading: "certain" }));
  const whole = visible(model, stateWith({ connected: false }));
  assert.ok(shown.claims.length && whole.claims.length === model.claims.length);
  facetCounts(model, whole);
  tallyPlaces(whole.claims, model);
  stepsOf(whole.claims);
  axisOf(whole.claims, { from: null, to: null }, model.span);
  for (const claim of whole.claims) sharesByYear(claim, 1917, 1991);
  searchNodes([{ node: model.nodes.get("ussr"), weight: 1 }], "ussr");
  findPaths(linking(model, whole.claims, ["kgb", "chile"], { everything: true, denied: true }), "kgb", "chile");
  wholeOf(model, whole, null, { width: 800, height: 600 });
  for (const file of [gexf(model, whole), nodesCsv(model, whole), claimsCsv(model, whole)]) assert.ok(file.length > 100);
});

test("no other module reads the page's data or a column by its name in the payload", () => {
  const folder = new URL("../../graph_loader/views/static/", import.meta.url);
  const code = (name) => readFileSync(new URL(name, folder), "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
  const modules = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js") && name !== "model.js");
  assert.ok(modules.length > 30);
  assert.deepEqual(modules.filter((name) => code(name).includes('byId("data")')), ["app.js"]);
  assert.match(code("app.js"), /readModel\(byId\("data"\)\.textContent\)/);
  for (const name of modules) assert.deepEqual(code(name).match(/\.[a-z]+_[a-z_]+\b/g) ?? [], [], name);
});
