// The cases of tests/fixtures/both_languages.json, which Python answers too (tests/test_both_languages.py).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { inWindow, sharesByYear } from "../../graph_loader/views/static/time/dates.js";
import { buildModel, byDate, passagesOf } from "../../graph_loader/views/static/model.js";
import { differing } from "../../graph_loader/views/static/panel/facts.js";
import { findPaths, linking } from "../../graph_loader/views/static/paths/paths.js";

const cases = JSON.parse(readFileSync("tests/fixtures/both_languages.json", "utf8"));
/** Rows of claims as the model has them; the ends are "a" and "b" unless they say otherwise. */
function modelOf(rows, nodes = {}, theatre = {}) {
  const claims = rows.map((row, number) => ({ id: `c${number}`, from: "a", to: "b", evidence: [], ...known(row) }));
  const ids = new Set(claims.flatMap(({ from, to }) => [from, to]));
  return buildModel({
    nodes: [...ids].map((id) => ({ id, label: "State", region: "moscow", ...nodes[id] })),
    claims,
    look: { theatre, kind: {}, family: { location: { spatial: true } }, bloc: {}, type: {} },
    regions: [],
    drawn: [],
  });
}

const known = (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

for (const { why, claims, expected } of cases.passages)
  test(why, () => {
    const told = claims.map((rows) => ({ evidence: rows.map(([source, locator]) => ({ source, locator })) }));
    assert.deepEqual(passagesOf(modelOf(told).claims), expected);
  });

for (const { expected, ...claim } of cases.years)
  test(`the years of ${claim.date} as ${claim.aspect}`, () =>
    assert.deepEqual(Object.fromEntries(sharesByYear(modelOf([claim]).claims[0], 1917, 1991)), expected));

for (const { why, window, expected, ...row } of cases.windows)
  test(why, () => {
    const [claim] = modelOf([row]).claims;
    assert.deepEqual(["possible", "certain"].filter((reading) => inWindow(claim, ...window, reading)), expected);
  });

test("claims stand in one order", () => {
  const found = modelOf(cases.order.toReversed()).claims.toSorted(byDate);
  assert.deepEqual(found.map((claim) => claim.id), cases.order.map((claim) => claim.id));
});

for (const { why, nodes = {}, with_denied: denied = false, staged = true, ties, expected } of cases.paths)
  test(why, () => {
    const rows = ties.map(([from, to, locators, family = "contact", polarity = null]) => ({
      from,
      to,
      family,
      polarity,
      evidence: locators.map((locator) => ({ source: "one", locator })),
    }));
    const places = Object.entries(nodes).map(([id, { theatre = "moscow", ...row }]) => [id, { ...row, region: theatre ?? undefined }]);
    const model = modelOf(rows, Object.fromEntries(places), staged ? { moscow: {} } : {});
    const found = findPaths(linking(model, model.claims, ["a", "b"], { everything: false, denied }), "a", "b").map((path) => path.nodes);
    assert.deepEqual(found.filter((path) => path.length === found[0].length), expected);
  });

for (const { why, claims, expected } of cases.facts)
  test(`claims of one fact: ${why}`, () => {
    assert.deepEqual(differing(modelOf(claims).claims), expected);
  });
