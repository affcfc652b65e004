import assert from "node:assert/strict";
import test from "node:test";

import { fold, searchNodes, spellings } from "../../graph_loader/views/static/fold.js";

const entry = (id, name, more = {}, weight = 1) => {
  const node = { id, name, ...more };
  return { node, names: spellings(node), weight };
};
const index = [
  entry("lodz", "Łódź"),
  entry("corvalan", "Luis Corvalán", { aliases: [{ name: "Lucho" }] }, 20),
  entry("brezhnev", "Leonid Brezhnev", { name_original: "Леонид Брежнев" }, 30),
  entry("pcch", "Communist Party of Chile", { acronym: "PCCh" }, 9),
  entry("pca", "Communist Party of Argentina", { acronym: "PCA" }, 5),
];
const found = (query) => searchNodes(index, query).map(({ node }) => node.id);

test("diacritics and case are optional", () => {
  assert.equal(fold("Łódź"), "lodz");
  assert.deepEqual(found("LODZ"), ["lodz"]);
  assert.deepEqual(found("corvalan"), ["corvalan"]);
});

test("aliases, acronyms and original spellings find their node and say how", () => {
  assert.deepEqual(searchNodes(index, "lucho")[0], { node: index[1].node, matched: "Lucho", rank: 0, weight: 20 });
  assert.deepEqual(found("pcch"), ["pcch"]);
  assert.deepEqual(found("брежнев"), ["brezhnev"]);
});

test("several words may be given in part, and the better connected come first", () => {
  assert.deepEqual(found("com par"), ["pcch", "pca"]);
  assert.deepEqual(found("leo bre"), ["brezhnev"]);
});

test("an empty query finds nothing", () => assert.deepEqual(found("  …"), []));
