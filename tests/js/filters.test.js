import assert from "node:assert/strict";
import test from "node:test";

import { inWindow } from "../../graph_loader/views/static/time/dates.js";
import { facetCounts, visible } from "../../graph_loader/views/static/filters/filters.js";
import { selectedClaims } from "../../graph_loader/views/static/model.js";
import { ids, sampleModel, stateWith } from "./sample.js";

const model = sampleModel();
const shows = (patch) => ids(visible(model, stateWith(patch)).claims);

test("at first everything with a tie is shown, works cited are not", () => {
  const shown = visible(model, stateWith());
  assert.equal(shown.claims.length, 8);
  assert.deepEqual([...shown.nodes].sort(), ["allende", "argentina", "chile", "kgb", "prague", "ussr"]);
});

test("the unconnected are shown on demand", () => {
  assert.equal(visible(model, stateWith({ connected: false })).nodes.has("lonely"), true);
});

test("hiding a kind, a theatre or a bloc hides the nodes and their claims", () => {
  assert.deepEqual(shows({ hidden: { kind: ["State"] } }), ["c3", "c7"]);
  assert.deepEqual(shows({ hidden: { theatre: ["moscow"] } }), ["c4", "c8"]);
  assert.deepEqual(shows({ hidden: { bloc: ["warsaw-pact"] } }), ["c3", "c4", "c7", "c8"]);
});

test("hiding a family, a type, a standing or a source hides claims", () => {
  assert.deepEqual(shows({ hidden: { family: ["membership", "location", "contact"] } }), ["c1", "c6"]);
  assert.equal(shows({ hidden: { type: ["LED"] } }).includes("c4"), false);
  assert.equal(shows({ hidden: { standing: ["reported"] } }).includes("c3"), false);
  assert.equal(shows({ hidden: { source: ["two"] } }).includes("c2"), false);
});

test("around a theatre, each claim touches it", () => {
  assert.deepEqual(shows({ around: ["buenos-aires"] }), ["c6", "c8"]);
});

test("a window leaves out the undated and says how many", () => {
  const shown = visible(model, stateWith({ from: "1972-01-01", to: "1972-12-31" }));
  assert.deepEqual(ids(shown.claims), ["c2", "c4", "c5"]);
  assert.deepEqual(ids(shown.undated), ["c3", "c7", "c8"]);
});

test("a neighbourhood grows with its steps", () => {
  assert.deepEqual(shows({ focus: ["argentina"] }), ["c6", "c8"]);
  assert.equal(shows({ focus: ["argentina"], steps: 3 }).length, 8);
});

test("two nodes in focus share their common neighbours", () => {
  assert.deepEqual(shows({ focus: ["kgb", "chile"] }), ["c1", "c2", "c3", "c4", "c5"]);
});

test("counts go by what is shown", () => {
  const counts = facetCounts(model, visible(model, stateWith({ hidden: { family: ["location"] } })));
  assert.equal(counts.family.membership, 2);
  assert.equal(counts.family.location, undefined);
  assert.equal(counts.kind.State, 3);
});

test("a selection stands for its claims", () => {
  const pick = (kind, ...named) => ids(selectedClaims(model, { kind, ids: named }, model.claims));
  assert.deepEqual(pick("node", "chile"), ["c1", "c2", "c4"]);
  assert.deepEqual(pick("tie", "chile", "ussr"), ["c1", "c2"]);
  assert.deepEqual(pick("claim", "c5"), ["c5"]);
  assert.deepEqual(pick("cell", "region/moscow", "region/santiago"), ["c1", "c3"]);
  assert.deepEqual(pick("cell", "state/ussr", "state/chile"), ["c1", "c3"]);
});

test("in a window, what has no tie is shown only if it can have existed", () => {
  const alive = { ...model, nodes: new Map(model.nodes) };
  alive.nodes.set("lonely", { ...model.nodes.get("lonely"), life: ["1983-10-01", "1983-10-31"] });
  const lives = (from, to) => visible(alive, stateWith({ connected: false, from, to })).nodes.has("lonely");
  assert.deepEqual([lives("1964-01-01", "1966-12-31"), lives("1983-01-01", null), lives(null, null)], [false, true, true]);
});

test("the lives of its ends narrow the window of a claim", () => {
  const claim = { date: "/1983-10", aspect: "event", end: "1983-10-31", possible: ["1983-10-01", "1983-10-31"] };
  assert.equal(inWindow(claim, "1964-01-01", "1966-12-31", "possible"), false);
  assert.equal(inWindow(claim, "1983-01-01", null, "possible"), true);
});

test("what a claim says of itself, affirmed, strained or denied, is counted and can be hidden", () => {
  const marked = sampleModel({ c1: "denied", c6: "strained" });
  const left = (polarity) => ids(visible(marked, stateWith({ hidden: { polarity } })).claims);
  assert.deepEqual(facetCounts(marked, visible(marked, stateWith())).polarity, { affirmed: 6, denied: 1, strained: 1 });
  assert.equal(left(["denied"]).includes("c1"), false);
  assert.deepEqual(left(["affirmed"]), ["c1", "c6"]);
});
