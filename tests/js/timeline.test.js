import assert from "node:assert/strict";
import test from "node:test";

import { axisOf } from "../../graph_loader/views/static/time/axis.js";
import { drawTimeline } from "../../graph_loader/views/static/timeline/draw.js";
import { markAt, placing } from "../../graph_loader/views/static/timeline/hit.js";
import { pack, reach } from "../../graph_loader/views/static/timeline/pack.js";
import { HEAD, NAME, ROW } from "../../graph_loader/views/static/timeline/scene.js";
import { ticksOf } from "../../graph_loader/views/static/timeline/ticks.js";

const AXIS = axisOf([{ years: [1970, 1979] }], { from: null, to: null });
const PHRASES = { months: "January February March April May June July August September October November December", monthYear: "{month} {year}", dayMonthYear: "{day} {month} {year}" };

function bars(number) {
  return Array.from({ length: number }, (_, n) => {
    const from = ((n * 7919) % number) / number;
    return { id: n, from, until: Math.min(1, from + ((n * 31) % 50) / 1000), opens: n % 5 === 0, goesOn: n % 7 === 0 };
  });
}

test("bars in one row touch each other at no scale, in as few rows as lie side by side at once", () => {
  const many = bars(400);
  const rows = pack(many, 1000);
  assert.equal(rows.flat().length, many.length);
  for (const width of [1000, 30000])
    for (const row of rows)
      for (const [place, bar] of row.slice(1).entries()) assert.ok(reach(row[place], (share) => share * width)[1] < reach(bar, (share) => share * width)[0]);
  const edges = many.map((bar) => reach(bar, (share) => share * 1000));
  const most = Math.max(...edges.map(([left]) => edges.filter(([from, until]) => from <= left && left < until + 4).length));
  assert.ok(rows.length <= most + 1, `${rows.length} rows, ${most} at once`);
});

test("a hundred thousand bars are packed, each once", () => {
  const rows = pack(bars(100000), 1000);
  assert.equal(new Set(rows.flat().map(({ id }) => id)).size, 100000);
});

test("years, months and days are named as there comes to be room for them", () => {
  const said = (size) => ticksOf(AXIS, [1973, 1974], size).map(({ text }) => text);
  assert.ok(said(10).every((text) => text.length === 4));
  assert.ok(said(1300).includes("1973-09") && !said(1300).some((text) => text.length === 10));
  assert.ok(said(46000).includes("1973-09-11"));
});

function scene(marks) {
  return { axis: AXIS, lanes: [{ name: "Contact", top: HEAD, rows: pack(marks, 976) }] };
}

function claim(id, from, until, more = {}) {
  return { kind: "claim", id, from, until, thing: { family: "contact", standing: "stated", polarity: "affirmed", aspect: "event", ...more.thing }, doubtful: more.doubtful, certain: [from, until], label: () => `label of ${id}` };
}

const VIEW = { width: 1000, height: 400, top: 0, middle: 0.5, scale: 1 };

/** What a canvas is told to do. */
function drawn(marks, view = VIEW, more = {}) {
  const calls = [];
  const context = new Proxy({}, { get: (_, name) => (...values) => calls.push([name, ...values]), set: () => true });
  const style = { colours: { paper: "#ffffff", ink: "#000000", accent: "#aa0000" }, dark: false, look: { family: {}, kind: {} }, phrases: PHRASES, periods: [], window: { from: null, to: null }, chosen: new Set(), here: null, measure: (text) => text.length * 6, ...more };
  drawTimeline(context, scene(marks), view, style);
  return calls;
}

const times = (calls, name) => calls.filter(([one]) => one === name).length;
const texts = (calls) => calls.filter(([name]) => name === "fillText").map(([, text]) => text);

test("a label appears when there is room for it", () => {
  const close = [claim("a", 0.5, 0.501), claim("b", 0.53, 0.531)];
  assert.ok(!texts(drawn(close)).includes("label of a"));
  assert.ok(texts(drawn(close, { ...VIEW, scale: 8 })).includes("label of a"));
});

test("denial and doubt draw more strokes, and what is not simply stated is an outline", () => {
  const plain = drawn([claim("a", 0.2, 0.4)]);
  assert.ok(times(drawn([claim("a", 0.2, 0.4, { thing: { polarity: "denied" } })]), "stroke") > times(plain, "stroke"));
  assert.ok(times(drawn([claim("a", 0.2, 0.4, { doubtful: true })]), "stroke") > times(plain, "stroke"));
  assert.equal(times(plain, "strokeRect"), 0);
  assert.equal(times(drawn([claim("a", 0.2, 0.4, { thing: { standing: "disputed" } })]), "strokeRect"), 1);
});

test("only what is in the frame is drawn", () => {
  const marks = Array.from({ length: 2000 }, (_, n) => claim(`c${n}`, n / 2000, n / 2000));
  const near = times(drawn(marks, { ...VIEW, scale: 100 }), "fillRect");
  assert.ok(near < 60, near);
});

test("the periods of the study are named, and the window of the slider is drawn", () => {
  const calls = drawn([], VIEW, { periods: [{ first: 1971, last: 1975, text: "1971–1975, from: the start" }] });
  assert.ok(texts(calls).includes("1971–1975, from: the start"));
  const rest = times(drawn([]), "fillRect");
  assert.equal(times(drawn([], VIEW, { window: { from: "1973-09-11", to: null } }), "fillRect"), rest + 1);
});

test("the mark under the pointer is found, and none where nothing is", () => {
  const marks = [claim("a", 0.2, 0.3), claim("b", 0.6, 0.7)];
  const { lanes } = scene(marks);
  const y = HEAD + NAME + ROW / 2;
  const x = placing(VIEW);
  assert.equal(markAt(lanes, VIEW, { x: x(0.25), y }).id, "a");
  assert.equal(markAt(lanes, VIEW, { x: x(0.6) - 2, y }).id, "b");
  assert.equal(markAt(lanes, VIEW, { x: x(0.45), y }), null);
  assert.equal(markAt(lanes, VIEW, { x: x(0.25), y: y + 3 * ROW }), null);
});
