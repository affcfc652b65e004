import assert from "node:assert/strict";
import test from "node:test";

import { rollUp } from "../../graph_loader/views/static/canvas/rollup.js";
import { mostTied } from "../../graph_loader/views/static/network/overview.js";
import { placeOverview } from "../../graph_loader/views/static/network/overviewplaces.js";
import { sampleModel } from "./sample.js";

const model = sampleModel();
const drawn = [...model.nodes.values()].filter((node) => node.drawn).map(({ id }) => id);
const shown = { nodes: new Set(drawn), claims: model.claims };

/** The picture of an overview in which these are drawn beside their marks. */
function rolled(ids, more = {}) {
  model.regions = ["moscow", "santiago", "buenos-aires", "eastern-europe", ""].map((theatre) => ({ theatre, x: 0, y: 0, rx: 10, ry: 10 }));
  const overview = { chosen: ids, selected: [], picked: [], open: [], drawn: new Set(ids), ...more };
  return rollUp(model, { ...shown, overview }, []);
}

test("equally many of each theatre are chosen, those with most claims, equals by their ids, and actors only", () => {
  assert.deepEqual(mostTied(model, shown, 3), { chosen: ["ussr", "chile", "argentina"], each: 1, all: 5, kind: "actor" });
  assert.deepEqual(mostTied(model, shown, 6).chosen, ["ussr", "kgb", "chile", "allende", "argentina"]);
  const places = { nodes: new Set(["prague"]), claims: model.claims };
  assert.deepEqual(mostTied(model, places), { chosen: ["prague"], each: 60, all: 1, kind: "node" });
});

test("the marks of an overview hold all nodes and claims, whoever is drawn beside them", () => {
  for (const ids of [[], ["ussr", "allende"]]) {
    const { marks, bundles } = rolled(ids);
    assert.equal(marks.reduce((sum, { nodes }) => sum + nodes, 0), drawn.length);
    const between = [...bundles].filter(([{ groups }]) => groups).flatMap(([, claims]) => claims);
    assert.equal(marks.reduce((sum, { claims }) => sum + claims, 0) + between.length, model.claims.length);
  }
});

test("of the chosen the claims among them are drawn; of the selected their ties to the marks too, all of them", () => {
  const alone = rolled(["ussr", "chile"]);
  const single = [...alone.bundles].filter(([{ groups }]) => !groups);
  assert.deepEqual(single.map(([, claims]) => claims.map(({ id }) => id)), [["c1", "c2"]]);
  assert.deepEqual(alone.ids, new Set(["ussr", "chile"]));
  const { bundles } = rolled(["ussr", "chile"], { selected: ["ussr"] });
  const own = [...bundles].filter(([{ groups }]) => groups?.includes("id/ussr"));
  assert.deepEqual(own.map(([{ groups }, claims]) => [groups[1], claims.map(({ id }) => id)]), [
    ["region/santiago", ["c1", "c2"]],
    ["region/moscow", ["c5"]],
    ["region/buenos-aires", ["c6"]],
  ]);
});

test("an open theatre has no mark, and its nodes are tied to those of the others", () => {
  const { marks, ids, bundles } = rolled(["allende"], { open: ["moscow"], drawn: new Set(["allende", "ussr", "kgb"]) });
  assert.ok(!marks.some(({ theatre }) => theatre === "moscow"));
  assert.deepEqual(ids, new Set(["allende", "ussr", "kgb"]));
  assert.deepEqual([...bundles].find(([{ groups }]) => String(groups) === "id/kgb,region/santiago")[1].map(({ id }) => id), ["c3"]);
});

test("no two theatres of an overview meet, and each holds its own", () => {
  const names = ["a", "b", "c", ""];
  const home = new Map(names.flatMap((name, place) => Array.from({ length: 9 }, (_, n) => [`${name}${n}`, { x: 900 * place + n, y: n * n }])));
  const groups = names.map((theatre, place) => ({ theatre, ids: [...home.keys()].slice(9 * place, 9 * place + 8), besides: [`${theatre}8`], all: null, region: theatre ? { x: 900 * place, y: 0, ry: 400 } : undefined }));
  const { regions, spots } = placeOverview(groups, home);
  const far = (one, other) => Math.hypot((one.x - other.x) / 1.3, one.y - other.y);
  for (const [i, one] of regions.entries()) for (const other of regions.slice(i + 1)) assert.ok(far(one, other) >= one.ry + other.ry);
  for (const [place, { ids, besides }] of groups.entries()) for (const id of [...ids, ...besides]) assert.ok(far(spots.get(id), regions[place]) < regions[place].ry);
});
