import assert from "node:assert/strict";
import test from "node:test";

import { project } from "../../graph_loader/views/static/geography.js";
import { daysOf, perYear } from "../../graph_loader/views/static/slider.js";
import { pack } from "../../graph_loader/views/static/timeline.js";

test("the bars add up what the claims count in each year", () => {
  const claim = { date: "1970/1973", start: "1970-01-01", end: "1973-12-31" };
  const counts = perYear([{ ...claim, aspect: "event" }, { ...claim, aspect: "state" }]);
  assert.deepEqual(counts.slice(1969 - 1917, 1975 - 1917), [0, 1.25, 1.25, 1.25, 1.25, 0]);
});

test("the ends of the track leave their side open", () => {
  assert.deepEqual(daysOf(1917, 1991), { from: null, to: null });
  assert.deepEqual(daysOf(1970, 1973), { from: "1970-01-01", to: "1973-12-31" });
});

test("bars in one row of the timeline do not overlap", () => {
  const claims = Array.from({ length: 60 }, (_, n) => ({ id: `c${n}`, date: "x", start: `${1950 + (n % 20)}-01-01`, end: `${1951 + ((n * 7) % 30)}-01-01` })).filter((claim) => claim.start <= claim.end);
  const window = { from: "1940-01-01", to: "1992-01-01" };
  const rows = pack(claims, (day) => (Number(day.slice(0, 4)) - 1940) * 10, window);
  for (const [place, one] of rows.entries())
    for (const other of rows.slice(place + 1)) if (one.row === other.row) assert.ok(one.right <= other.left || other.right <= one.left);
});

test("the projection keeps north up and the equator straight", () => {
  assert.deepEqual(project(0, 0).map(Math.abs), [0, 0]);
  assert.ok(project(37.6, 55.8)[1] < 0 && project(-70.7, -33.5)[1] > 0);
});
