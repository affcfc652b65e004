import assert from "node:assert/strict";
import test from "node:test";

import { disagreements, doubtAmong, tallyDoubt } from "../../graph_loader/views/static/doubt.js";
import { facetCounts, visible } from "../../graph_loader/views/static/filters.js";
import { buildModel } from "../../graph_loader/views/static/model.js";
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

test("a bundle tells whether some or all of its claims are doubtful, context apart", () => {
  const among = (...wanted) => doubtAmong(wanted.map((id) => model.claim.get(id)));
  assert.deepEqual([among("c5", "c6"), among("c1", "c5"), among("c1", "c2")], ["none", "some", "all"]);
  assert.deepEqual(tallyDoubt(model.claims), [["denied", 1], ["reported", 1], ["doubtful", 6]]);
});
