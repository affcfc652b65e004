// Full-text search: what it finds, and in which words.

import assert from "node:assert/strict";
import test from "node:test";

import { buildModel } from "../../graph_loader/views/static/model.js";
import { samplePayload } from "./sample.js";

function model() {
  const data = samplePayload();
  data.nodes = data.nodes.map((node) => ({ names: [], ...node }));
  data.claims[0] = { ...data.claims[0], summary: "Argentina shipped Łódź maize.", role: "buyer", amount: 300, unit: "tonne", annotations: [{ kind: "vague-date", note: "The harvest is meant." }] };
  return { found: buildModel(data), id: data.claims[0].id };
}

test("a claim is found by its summary, role, amount, unit, ends and notes, in any spelling", () => {
  const { found, id } = model();
  for (const text of ["maize", "LODZ", "buyer", "300", "tonne", "mai", "maize lodz", "harvest"]) assert.ok(found.search.matching(text).has(id), text);
  assert.equal(found.search.matching("maize poland").size, 0);
  assert.deepEqual(found.search.find("harvest").notes.map(({ claim }) => claim.id), [id]);
});

test("a word of six letters may hold a slip, a shorter one may not", () => {
  const { found, id } = model();
  assert.ok(found.search.matching("shiped").has(id));
  assert.equal(found.search.matching("maixe").size, 0);
});

test("what is found is what the reading of the data says, whichever was searched first", () => {
  const { found, id } = model();
  const claim = found.claim.get(id);
  assert.ok(found.search.matching("maize").has(id));
  claim.summary = "Argentina shipped wheat.";
  found.claims = [...found.claims]; // as readAs does
  assert.ok(found.search.matching("wheat").has(id));
  assert.ok(!found.search.matching("maize").has(id));
});

test("nothing is found of no text, and of signs alone", () => {
  const { found } = model();
  for (const text of ["", "  ", "?!", "\u202e"]) assert.equal(found.search.matching(text).size, 0);
});
