import assert from "node:assert/strict";
import test from "node:test";

import { disagreements, tallyDoubt } from "../../graph_loader/views/static/doubt/doubt.js";
import { facetCounts, visible } from "../../graph_loader/views/static/filters/filters.js";
import { buildModel, selectedClaims } from "../../graph_loader/views/static/model.js";
import { changesOf, readAs, unfollowed } from "../../graph_loader/views/static/doubt/suggested.js";
import { ids, samplePayload, stateWith } from "./sample.js";

/** The sample with notes: c1 contradicts c2, c3 is vague, c6 only has its context, the node "chile" contradicts c4. */
function noted() {
  const payload = samplePayload({ c8: "denied" });
  const give = (list, id, ...annotations) => (list.find((one) => one.id === id).annotations = annotations);
  give(payload.claims, "c1", { id: "a1", kind: "contradiction", field: "date", note: "One year apart.", other_id: "c2" });
  give(payload.claims, "c3", { id: "a2", kind: "vague-date" }, { id: "a3", kind: "somebody's own" });
  give(payload.claims, "c6", { id: "a4", kind: "context" });
  give(payload.nodes, "chile", { id: "a5", kind: "contradiction", other_id: "c4" });
  const again = payload.claims.find((one) => one.id === "c8");
  const twin = (id, more) => ({ ...again, id, polarity: "affirmed", ...more });
  payload.claims.push(twin("d1", { date: "1970", start: "1970-01-01", end: "1970-12-31" }), twin("d2", { from: "argentina", to: "prague" }), twin("d3", { type: "VISITED" }));
  return buildModel(payload);
}

const model = noted();
const doubts = (id) => model.claim.get(id).doubts;

test("both sides of a contradiction are doubtful, and others' kinds count", () => {
  assert.deepEqual([doubts("c1"), doubts("c2"), doubts("c4")], [["contradiction"], ["contradiction"], ["contradiction"]]);
  assert.deepEqual(doubts("c3"), ["vague-date", "somebody's own"]);
  assert.deepEqual(doubts("c5"), []);
});

test("what one claim denies and another affirms is opposed: same type, same ends, dates that may be the same", () => {
  assert.deepEqual([doubts("c8"), doubts("d1"), doubts("d2"), doubts("d3")], [["opposed"], ["opposed"], [], []]);
  const apart = samplePayload({ c2: "denied" });
  apart.claims.push({ ...apart.claims.find(({ id }) => id === "c2"), id: "later", polarity: "affirmed", date: "1990", start: "1990-01-01", end: "1990-12-31" });
  assert.deepEqual(buildModel(apart).claim.get("later").doubts, []);
});

test("the disagreements are the notes of both sides and the denials", () => {
  const found = disagreements(model).map(({ how, one, others, note }) => [how, one.id, ids(others), note?.id]);
  assert.deepEqual(found, [["noted", "c1", ["c2"], "a1"], ["noted", "chile", ["c4"], "a5"], ["opposed", "c8", ["d1"], undefined]]);
});

test("the facet counts each kind, and hides a claim when all its kinds are hidden", () => {
  const shows = (doubt) => visible(model, stateWith({ hidden: { doubt } }));
  assert.deepEqual(facetCounts(model, shows([])).doubt, { contradiction: 3, "vague-date": 1, "somebody's own": 1, context: 1, opposed: 2, none: 4 });
  assert.equal(ids(shows(["vague-date"]).claims).includes("c3"), true);
  assert.equal(ids(shows(["vague-date", "somebody's own"]).claims).includes("c3"), false);
  assert.deepEqual(ids(shows(["none", "context", "contradiction", "opposed"]).claims), ["c3"]);
});

test("of a bundle it is counted what is not plain, context apart", () => {
  assert.deepEqual(tallyDoubt(model.claims), [["denied", 1], ["reported", 1], ["doubtful", 6]]);
  assert.deepEqual(tallyDoubt(["c5", "c6"].map((id) => model.claim.get(id))), []);
});

/** The sample in which c1 is of another year and c6 between others, as suggested. */
function doubleReading() {
  const payload = samplePayload();
  const row = (id) => payload.claims.find((one) => one.id === id);
  row("c1").suggested = { date: "1975", years: [1975, 1975], start: "1975-01-01", end: "1975-12-31", start_latest: "1975-12-31", end_earliest: "1975-01-01" };
  row("c6").suggested = { from: "kgb", date: null, years: null, start: null, end: null };
  row("c7").annotations = [{ id: "a", kind: "probable-error", field: "date", suggested: "soon", unusable: "expected a date" }];
  return buildModel(payload);
}

test("as suggested, windows, ends and selections follow, and as said all is as it was", () => {
  const read = doubleReading();
  const shows = (patch) => ids(visible(read, stateWith(patch)).claims);
  const pick = (...two) => ids(selectedClaims(read, { kind: "tie", ids: two }, read.claims));
  const told = () => JSON.stringify(read.claims.map(({ bundle, ...claim }) => ({ ...claim, bundle: [bundle.from, bundle.to, ids(bundle.claims)] })));
  const before = told();
  assert.deepEqual(shows({ from: "1975-01-01", to: "1975-12-31" }), ["c5"]);
  assert.equal(readAs(read, true), true);
  assert.equal(readAs(read, true), false);
  assert.deepEqual(shows({ from: "1975-01-01", to: "1975-12-31" }), ["c1", "c5"]);
  assert.deepEqual([pick("ussr", "argentina"), pick("kgb", "argentina")], [[], ["c6"]]);
  assert.deepEqual(ids(read.claimsOf.get("kgb")), ["c3", "c5", "c6", "c7"]);
  assert.deepEqual(read.claim.get("c6").bundle.claims, [read.claim.get("c6")]);
  assert.deepEqual(changesOf(read, read.claim.get("c6")).map(({ field, said, suggested }) => [field, said, suggested]), [["from_id", "ussr", "kgb"], ["date", "1980", null]]);
  assert.deepEqual(unfollowed(read).map(({ thing }) => thing.id), ["c7"]);
  readAs(read, false);
  assert.equal(told(), before);
});

test("undated claims are shown within a window where the reader says so, those of a focus only", () => {
  const shows = (patch) => visible(model, stateWith({ from: "1972-01-01", to: "1972-12-31", ...patch }));
  assert.equal(ids(shows({}).claims).includes("c3"), false);
  assert.equal(ids(shows({ undated: true }).claims).includes("c3"), true);
  assert.deepEqual(ids(shows({ focus: ["allende"] }).undated), ["c3"]);
  assert.deepEqual(ids(shows({ focus: ["allende"], undated: true }).undated), ["c3"]);
});
