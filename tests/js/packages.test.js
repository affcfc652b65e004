// A collection: which package says so, and what each says.

import assert from "node:assert/strict";
import test from "node:test";

import { compared } from "../../graph_loader/views/static/compare/compare.js";
import { examplesOf } from "../../graph_loader/views/static/compare/compareexamples.js";
import { knownItems } from "../../graph_loader/views/static/compare/items.js";
import { facetCounts, visible } from "../../graph_loader/views/static/filters/filters.js";
import { buildModel } from "../../graph_loader/views/static/model.js";
import { filtersInWords } from "../../graph_loader/views/static/filters/words.js";
import { claimsCsv } from "../../graph_loader/views/static/save/tables.js";
import { decodeState, encodeState } from "../../graph_loader/views/static/state.js";
import { setTexts } from "../../graph_loader/views/static/text.js";
import { ids, sampleModel, samplePayload, stateWith } from "./sample.js";

setTexts({ en: { caption: { without: "left out, {facet}: {names}" }, facet: { package: "Packages" } } }, "en");

const ODD = "o'dd & <b>,~.é";

function collection() {
  const payload = samplePayload();
  payload.packages = [["ours", "Our articles"], [ODD, "Odd <i>title</i>"]];
  for (const claim of payload.claims) claim.package = ["c1", "c2", "c3"].includes(claim.id) ? ODD : "ours";
  payload.nodes[0].members = [{ package: "ours", id: "ussr", name: "USSR", columns: {} }, { package: ODD, id: "su", name: "Soviet Union", columns: { founded: "1922" } }];
  return buildModel(payload);
}

test("package is a facet: counted, hidden, written in the address and in captions", () => {
  const model = collection();
  assert.deepEqual(facetCounts(model, visible(model, stateWith())).package, { ours: 5, [ODD]: 3 });
  const without = stateWith({ hidden: { package: [ODD] } });
  const shown = visible(model, without);
  assert.deepEqual(ids(shown.claims), ["c4", "c5", "c6", "c7", "c8"]);
  assert.equal(facetCounts(model, shown).source.two, undefined);
  assert.deepEqual(facetCounts(model, visible(model, stateWith({ hidden: { source: ["one"] } }))).package, { [ODD]: 1 });
  assert.deepEqual(decodeState(encodeState(without)).hidden.package, [ODD]);
  assert.deepEqual(filtersInWords(without, { model }), ["left out, Packages: Odd <i>title</i>"]);
});

test("two packages are compared as two sources are", () => {
  const model = collection();
  const state = stateWith({ a: ["package.ours"], b: [`package.${ODD}`] });
  assert.deepEqual(compared(model, state).sides.map(({ claims }) => claims.length), [5, 3]);
  assert.deepEqual(knownItems(["package.ours", `package.${ODD}`, "package.no"], model), state.a.concat(state.b));
  assert.deepEqual(examplesOf(model).filter(({ group }) => group === "package").map(({ a, b }) => [a, b]), [[state.a, state.b]]);
});

test("what each package says stays apart, and files name the package", () => {
  const model = collection();
  assert.deepEqual(model.nodes.get("ussr").members.map(({ name, columns }) => [name, columns.founded]), [["USSR", undefined], ["Soviet Union", "1922"]]);
  const [head, first] = claimsCsv(model, visible(model, stateWith())).split("\n");
  assert.ok(head.split(",").includes("package"));
  assert.ok(first.includes(`"${ODD}"`));
});

test("one package has neither facet nor column, whatever columns it added", () => {
  const payload = samplePayload();
  Object.assign(payload.claims[0], { package: "a parcel" });
  payload.nodes[0].members = "thirty";
  const model = buildModel(payload);
  const shown = visible(model, stateWith());
  assert.deepEqual(facetCounts(model, shown).package, {});
  assert.equal(claimsCsv(model, shown), claimsCsv(sampleModel(), visible(sampleModel(), stateWith())));
  assert.deepEqual(model.nodes.get("ussr").members, []);
  assert.deepEqual(examplesOf(model).filter(({ group }) => group === "package"), []);
});
