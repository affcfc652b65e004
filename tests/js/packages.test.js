// A collection: which package says so, and what each says.

import assert from "node:assert/strict";
import test from "node:test";

import { compared } from "../../graph_loader/views/static/compare/compare.js";
import { examplesOf } from "../../graph_loader/views/static/compare/compareexamples.js";
import { knownItems } from "../../graph_loader/views/static/compare/items.js";
import { facetCounts, visible } from "../../graph_loader/views/static/filters/filters.js";
import { bundled, differing } from "../../graph_loader/views/static/panel/facts.js";
import { buildModel } from "../../graph_loader/views/static/model.js";
import { filtersInWords } from "../../graph_loader/views/static/filters/words.js";
import { claimsCsv } from "../../graph_loader/views/static/save/tables.js";
import { decodeState, encodeState } from "../../graph_loader/views/static/state.js";
import { setTexts } from "../../graph_loader/views/static/text.js";
import { ids, sampleModel, samplePayload, stateWith } from "./sample.js";

setTexts({ en: { caption: { without: "left out, {facet}: {names}" }, facet: { package: "Packages" } } }, "en");

const ODD = "o'dd & <b>,~.é";

function collection() {
  return buildModel(collectionPayload());
}

function collectionPayload() {
  const payload = samplePayload();
  payload.packages = [["ours", "Our articles"], [ODD, "Odd <i>title</i>"]];
  for (const claim of payload.claims) claim.package = ["c1", "c2", "c3"].includes(claim.id) ? ODD : "ours";
  payload.nodes[0].members = [{ package: "ours", id: "ussr", name: "USSR", columns: {} }, { package: ODD, id: "su", name: "Soviet Union", columns: { founded: "1922" } }];
  return payload;
}

const named = (payload) => ({ ...payload, nodes: payload.nodes.map((node) => ({ names: [], ...node })) });

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

/** c1 and c6 of two packages tell one fact; c4 bears the name of one that it alone tells. */
function withFacts() {
  const payload = samplePayload();
  payload.packages = [["ours", "Our articles"], [ODD, "Odd"]];
  for (const claim of payload.claims) claim.package = claim.id === "c6" ? ODD : "ours";
  for (const claim of payload.claims) if (["c1", "c6"].includes(claim.id)) Object.assign(claim, { same_fact: "c1", from: "ussr", to: "chile" });
  payload.claims[3].same_fact = "gone";
  return payload;
}

test("claims of one fact stand together where the first stands, and are counted each for itself", () => {
  const model = buildModel(withFacts());
  const [c1, c2, c6, c4] = ["c1", "c2", "c6", "c4"].map((id) => model.claim.get(id));
  assert.deepEqual(bundled([c2, c6, c4, c1], model).map(ids), [["c2"], ["c1", "c6"], ["c4"]]);
  assert.deepEqual([...model.facts.values()].map(ids), [["c1", "c6"]]);
  assert.deepEqual(differing([c1, c6]), ["type", "date"]);
  assert.deepEqual(facetCounts(model, visible(model, stateWith())).package, { ours: 7, [ODD]: 1 });
  const [head, first] = claimsCsv(model, visible(model, stateWith())).split("\n");
  const column = head.split(",").indexOf("same_fact");
  assert.equal(first.split(",")[column], "c1");
});

test("a column of that name in one package makes no facts", () => {
  const model = buildModel({ ...withFacts(), packages: undefined });
  assert.equal(model.facts.size, 0);
  assert.ok(!claimsCsv(model, visible(model, stateWith())).includes("same_fact"));
});

test("a package is found by name and title, with what is its, and no claim because its package is called so", () => {
  const model = buildModel(named(collectionPayload()));
  const found = (text) => model.search.find(text).packages.map(({ package_, claims, nodes }) => [package_, claims.length, nodes.size]);
  assert.deepEqual(found("articles"), [["ours", 5, new Set(model.claims.filter((claim) => claim.package === "ours").flatMap(({ from, to }) => [from, to])).size]]);
  assert.deepEqual(found("TITLE odd").map(([name]) => name), [ODD]);
  assert.deepEqual([found("argentina"), found("?!"), buildModel(named(samplePayload())).search.find("sample").packages], [[], [], []]);
  assert.deepEqual(model.search.find("articles").claims, []);
});
