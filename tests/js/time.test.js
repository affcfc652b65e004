import assert from "node:assert/strict";
import test from "node:test";

import { project } from "../../graph_loader/views/static/geography.js";
import { daysOf, movedSpan, perYear } from "../../graph_loader/views/static/slider.js";
import { pack } from "../../graph_loader/views/static/timeline.js";

test("a claim of four years counts a quarter in each", () => {
  const counts = perYear([{ date: "1970/1973", start: "1970-01-01", end: "1973-12-31" }]);
  assert.deepEqual(counts.slice(1970 - 1917, 1974 - 1917), [0.25, 0.25, 0.25, 0.25]);
  assert.equal(counts.reduce((sum, number) => sum + number, 0), 1);
});

test("the ends of the track leave their side open", () => {
  assert.deepEqual(daysOf(1917, 1991), { from: null, to: null });
  assert.deepEqual(daysOf(1970, 1973), { from: "1970-01-01", to: "1973-12-31" });
});

test("a handle moves its own end of the window and leaves the other where it is, to the day", () => {
  const juntas = { from: "1973-09-11", to: "1983-12-10" };
  assert.deepEqual(movedSpan(juntas, "to", 1982), { from: "1973-09-11", to: "1982-12-31" });
  assert.deepEqual(movedSpan(juntas, "from", 1974), { from: "1974-01-01", to: "1983-12-10" });
  assert.deepEqual(movedSpan(juntas, "to", 1973), { from: "1973-09-11", to: "1973-12-31" });
  assert.deepEqual(movedSpan({ from: null, to: null }, "to", 1980), { from: null, to: "1980-12-31" });
});

test("a handle that overtakes the other takes it along", () => {
  assert.deepEqual(movedSpan({ from: "1973-09-11", to: "1983-12-10" }, "to", 1970), { from: "1970-01-01", to: "1970-12-31" });
  assert.deepEqual(movedSpan({ from: "1973-09-11", to: "1983-12-10" }, "from", 1985), { from: "1985-01-01", to: "1985-12-31" });
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
