import assert from "node:assert/strict";
import test from "node:test";

import { findPaths, linking } from "../../graph_loader/views/static/paths/paths.js";
import { sampleModel } from "./sample.js";

const model = sampleModel();
const routes = (from, to, claims = model.claims) => findPaths(claims, from, to).map((path) => path.nodes.join(" "));

test("the shortest paths come first, then those one step longer", () => {
  assert.deepEqual(routes("kgb", "chile"), ["kgb ussr chile", "kgb allende chile"]);
});

test("direction does not matter, and every step carries its claims", () => {
  const [path] = findPaths(model.claims, "chile", "ussr");
  assert.deepEqual(path.steps.map((claims) => claims.map((claim) => claim.id)), [["c1", "c2"]]);
});

test("the better attested of two equal paths comes first", () => {
  const claims = [...model.claims, { ...model.claim.get("c3"), id: "c9", evidence: [{ source: "two", locator: "p09" }] }, { ...model.claim.get("c4"), id: "c10", evidence: [{ source: "two", locator: "p10" }] }];
  assert.equal(routes("kgb", "chile", claims)[0], "kgb allende chile");
});

test("chains do not run through places or along location, unless asked", () => {
  const strict = linking(model, model.claims, ["kgb", "argentina"], { everything: false, denied: false });
  assert.deepEqual(routes("kgb", "argentina", strict), ["kgb ussr argentina"]);
  const free = linking(model, model.claims, ["kgb", "argentina"], { everything: true, denied: false });
  assert.equal(routes("kgb", "argentina", free).includes("kgb prague argentina"), true);
});

test("the best attested way is found wherever its name stands among a thousand", () => {
  const claims = [];
  for (let number = 1000; number < 2000; number++)
    for (const hub of ["a", "b"]) {
      const evidence = [{ source: "one", locator: "p01" }];
      if (number === 1999) evidence.push({ source: "one", locator: "p02" });
      claims.push({ id: `${hub}${number}`, from: hub, to: `m${number}`, evidence });
    }
  assert.deepEqual(routes("a", "b", claims).slice(0, 3), ["a m1999 b", "a m1000 b", "a m1001 b"]);
});

test("who is not connected has no path", () => {
  assert.deepEqual(routes("kgb", "lonely"), []);
  assert.deepEqual(routes("kgb", "kgb"), []);
});

test("two hubs with thousands of ways between them are answered at once", () => {
  const claims = [];
  for (let number = 0; number < 300; number++)
    for (const hub of ["a", "b"]) claims.push({ id: `${hub}${number}`, from: hub, to: `m${number}`, evidence: [] });
  assert.equal(findPaths(claims, "a", "b").length, 12);
});
