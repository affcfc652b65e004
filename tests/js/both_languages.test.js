// The cases of tests/fixtures/both_languages.json, which Python answers too (tests/test_both_languages.py).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { sharesByYear } from "../../graph_loader/views/static/dates.js";
import { byDate, passagesOf } from "../../graph_loader/views/static/model.js";
import { findPaths, linking } from "../../graph_loader/views/static/paths.js";

const cases = JSON.parse(readFileSync("tests/fixtures/both_languages.json", "utf8"));
const known = (claim) => Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== null));

for (const { why, claims, expected } of cases.passages)
  test(why, () => {
    const told = claims.map((rows) => ({ evidence: rows.map(([source, locator]) => ({ source, locator })) }));
    assert.deepEqual(passagesOf(told), expected);
  });

for (const { expected, ...claim } of cases.years)
  test(`the years of ${claim.date} as ${claim.aspect}`, () =>
    assert.deepEqual(Object.fromEntries(sharesByYear(known(claim), 1917, 1991)), expected));

test("claims stand in one order", () => {
  const found = cases.order.toReversed().map(known).sort(byDate);
  assert.deepEqual(found.map((claim) => claim.id), cases.order.map((claim) => claim.id));
});

for (const { why, nodes = {}, ties, expected } of cases.paths)
  test(why, () => {
    const claims = ties.map(([from, to, locators, family = "contact"], number) => ({
      id: `c${number}`,
      from,
      to,
      family,
      evidence: locators.map((locator) => ({ source: "one", locator })),
    }));
    const ids = ties.flatMap(([from, to]) => [from, to]);
    const node = ({ theatre = "moscow", ...rest }) => ({ label: "State", ...rest, region: theatre });
    const model = { nodes: new Map(ids.map((id) => [id, node(nodes[id] ?? {})])) };
    const found = findPaths(linking(model, claims, ["a", "b"], false), "a", "b").map((path) => path.nodes);
    assert.deepEqual(found.filter((path) => path.length === found[0].length), expected);
  });
