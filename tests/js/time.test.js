import assert from "node:assert/strict";
import test from "node:test";

import { project } from "../../graph_loader/views/static/map/geography.js";
import { anchorOf, daysOf, movedSpan, perYear, scaleYears } from "../../graph_loader/views/static/time/slider.js";
import { endsInWords } from "../../graph_loader/views/static/time/dates.js";
import { axisOf, stepsOf } from "../../graph_loader/views/static/time/axis.js";
import { reach } from "../../graph_loader/views/static/timeline/pack.js";

const COLD_WAR = Array.from({ length: 75 }, (_, place) => 1917 + place);

test("the steps are the years of the dates, on whatever side they are open, without long empty ones", () => {
  const claims = [
    { date: "1823-12", years: [1823, 1823], start: "1823-12-01", start_latest: "1823-12-31", end_earliest: "1823-12-01", end: "1823-12-31" },
    { date: "/1884", years: [1884, 1884], start_latest: "1884-12-31", end_earliest: "1884-01-01", end: "1884-12-31" },
    { date: "1980/1983", years: [1980, 1983], start: "1980-01-01", start_latest: "1980-12-31", end_earliest: "1983-01-01", end: "1983-12-31" },
    { date: "1986/..", years: [1986], start: "1986-01-01", start_latest: "1986-12-31" },
  ];
  const years = [1823, 1884, 1980, 1981, 1982, 1983, 1984, 1985, 1986];
  assert.deepEqual(stepsOf(claims), years);
  assert.deepEqual(stepsOf(claims, [2003, 2005]), [...years, 2003, 2004, 2005]);
  assert.equal(anchorOf(years) + years.indexOf(1983), 1983);
  assert.deepEqual(stepsOf([{ date: "../.." }], [], [1955, 1957]), [1955, 1956, 1957]);
});

test("the scale names its ends and round years that do not touch them", () => {
  assert.deepEqual(scaleYears([2003, 2004, 2005]), [2003, 2004, 2005]);
  assert.deepEqual(scaleYears(COLD_WAR), [1917, 1930, 1940, 1950, 1960, 1970, 1980, 1991]);
});

test("a claim outside the Cold War counts in its own year", () => {
  const claim = { date: "2003", years: [2003, 2003] };
  assert.deepEqual(perYear([claim], [2002, 2003, 2004]), [0, 1, 0]);
});

test("the bars add up what the claims count in each year", () => {
  const claim = { date: "1970/1973", years: [1970, 1973] };
  const counts = perYear([{ ...claim, aspect: "event" }, { ...claim, aspect: "state" }], COLD_WAR);
  assert.deepEqual(counts.slice(1969 - 1917, 1975 - 1917), [0, 1.25, 1.25, 1.25, 1.25, 0]);
});

test("the ends of the track leave their side open", () => {
  assert.deepEqual(daysOf(1917, 1991, COLD_WAR), { from: null, to: null });
  assert.deepEqual(daysOf(1970, 1973, COLD_WAR), { from: "1970-01-01", to: "1973-12-31" });
});

test("a handle moves its own end of the window and leaves the other where it is, to the day", () => {
  const juntas = { from: "1973-09-11", to: "1983-12-10" };
  assert.deepEqual(movedSpan(juntas, "to", 1982, COLD_WAR), { from: "1973-09-11", to: "1982-12-31" });
  assert.deepEqual(movedSpan(juntas, "from", 1974, COLD_WAR), { from: "1974-01-01", to: "1983-12-10" });
  assert.deepEqual(movedSpan(juntas, "to", 1973, COLD_WAR), { from: "1973-09-11", to: "1973-12-31" });
  assert.deepEqual(movedSpan({ from: null, to: null }, "to", 1980, COLD_WAR), { from: null, to: "1980-12-31" });
});

test("a handle that overtakes the other takes it along", () => {
  assert.deepEqual(movedSpan({ from: "1973-09-11", to: "1983-12-10" }, "to", 1970, COLD_WAR), { from: "1970-01-01", to: "1970-12-31" });
  assert.deepEqual(movedSpan({ from: "1973-09-11", to: "1983-12-10" }, "from", 1985, COLD_WAR), { from: "1985-01-01", to: "1985-12-31" });
});

test("the projection keeps north up and the equator straight", () => {
  assert.deepEqual(project(0, 0).map(Math.abs), [0, 0]);
  assert.ok(project(37.6, 55.8)[1] < 0 && project(-70.7, -33.5)[1] > 0);
});

test("the timeline draws early and late claims at their own years and shortens the empty ones", () => {
  const year = (number) => ({ years: [number, number], start: `${number}-01-01`, startLatest: `${number}-12-31`, endEarliest: `${number}-01-01`, end: `${number}-12-31` });
  const axis = axisOf([1823, 1945, 1946, 1993].map(year), { from: null, to: null });
  assert.deepEqual([axis.first, axis.last, axis.gaps], [1823, 1994, [[1824, 1944], [1947, 1992]]]);
  // 1823, three for the gap, 1945, 1946, three for the gap, 1993: ten years wide.
  const near = (day, share) => assert.ok(Math.abs(axis.place(day) - share) < 1e-9, day);
  for (const [day, share] of [["1823-01-01", 0], ["1824-01-01", 0.1], ["1945-01-01", 0.4], ["1946-01-01", 0.5], ["1993-01-01", 0.9], ["1994-01-01", 1], ["9999-12-31", 1]]) near(day, share);
  for (const number of [1823, 1850.5, 1945.25, 1993.5]) assert.ok(Math.abs(axis.year(axis.share(number)) - number) < 1e-9, number);
});

test("a window is the axis, whatever falls into it", () => {
  const axis = axisOf([{ date: "../.." }], { from: "2003-01-01", to: "2005-12-31" });
  assert.deepEqual([axis.first, axis.last], [2003, 2006]);
});

test("an axis ends after it begins, and claims keep their places, in windows far from the data", () => {
  const [coup] = [{ years: [1973, 1973], start: "1973-09-11", end: "1973-09-11" }];
  const late = axisOf([coup], { from: "9000-01-01", to: null });
  assert.deepEqual([late.first, late.last, late.place("1973-09-11")], [9000, 9001, 0]);
  const wide = axisOf([coup], { from: null, to: "9999-12-31" });
  // 1973, three for the gap, 9999: the coup lies in the first fifth of it.
  assert.deepEqual([wide.first, wide.last], [1973, 10000]);
  const at = wide.place(coup.start);
  const [left, right] = reach({ from: at, until: at }, (share) => share * 1000);
  assert.ok(left > 100 && right < 200, `${left} ${right}`);
});

test("a window is told by its years where it holds whole years, else by its days", () => {
  const phrases = { months: "January February March April May June July August September October November December", dayMonthYear: "{day} {month} {year}" };
  const ends = (from, to) => endsInWords({ from, to }, phrases);
  assert.deepEqual(ends("1973-09-11", "1983-12-10"), { whole: false, first: "11 September 1973", last: "10 December 1983" });
  assert.deepEqual(ends("1970-01-01", "1973-12-31"), { whole: true, first: "1970", last: "1973" });
  assert.deepEqual(ends("1970-01-01", null), { whole: true, first: "1970", last: null });
  assert.deepEqual(ends("1970-01-01", "1973-12-30").whole, false);
});
