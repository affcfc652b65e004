import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { fold, onlyOne, searchNodes, WHOLE } from "../../graph_loader/views/static/search/fold.js";

// The same table as in tests/test_names.py.
const table = JSON.parse(readFileSync(new URL("../fixtures/spellings.json", import.meta.url)));

/** A node as payload.py ships it: its names folded, its own before metonyms. */
const entry = (node, weight = 1) => {
  const aliases = node.aliases ?? [];
  const own = [node.name, node.name_original, node.acronym, ...aliases.filter(({ kind }) => kind !== "metonym").map(({ name }) => name), node.id];
  const metonyms = aliases.filter(({ kind }) => kind === "metonym").map(({ name }) => name);
  const names = [...own.map((name) => [name, true]), ...metonyms.map((name) => [name, false])];
  return { node: { ...node, names: names.filter(([name]) => name).map(([name, proper]) => [fold(name), name, proper]) }, weight };
};
const index = [
  entry({ id: "lodz", name: "Łódź" }),
  entry({ id: "corvalan", name: "Luis Corvalán", aliases: [{ name: "Lucho" }] }, 20),
  entry({ id: "brezhnev", name: "Leonid Brezhnev", name_original: "Леонид Брежнев" }, 30),
  entry({ id: "pcch", name: "Communist Party of Chile", acronym: "PCCh" }, 9),
  entry({ id: "pca", name: "Communist Party of Argentina", acronym: "PCA" }, 5),
];
const found = (query) => searchNodes(index, query).map(({ node }) => node.id);

test("names fold as in Python", () => {
  for (const [written, folded] of table.fold) assert.equal(fold(written), folded, written);
});

test("a whole name finds whom the command finds", () => {
  const nodes = table.nodes.map((node) => entry(node));
  for (const [query, ids] of table.search) {
    const hits = searchNodes(nodes, query).filter(({ rank }) => rank <= WHOLE);
    assert.deepEqual(hits.filter(({ rank }) => rank === hits[0].rank).map(({ node }) => node.id), ids, query);
  }
});

test("accents are optional", () => {
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

test("a typed name means one node only if nothing else bears it", () => {
  const named = [["x", "Peru"], ["y", "Peru and Chile"], ["z", "Chile"], ["w", "Chile"]].map(([id, name]) => ({ node: { id, name, label: "State", names: [[fold(name), name, true]] }, weight: 1 }));
  assert.equal(onlyOne(named, "peru").id, "x");
  assert.equal(onlyOne(named, "chile"), null);
  assert.equal(onlyOne(named, "peru an").id, "y");
  assert.equal(onlyOne(named, "per"), null);
  assert.equal(onlyOne(named, "nobody"), null);
});
