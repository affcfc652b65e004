import assert from "node:assert/strict";
import test from "node:test";

import { steppedDay, typedDay, windowMoved } from "../../graph_loader/views/static/time/days.js";

const MONTHS = "January February March April May June July August September October November December";
const MESES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre";

test("a typed day is exact, a year or a month means its first or last day", () => {
  const typed = (text, months = MONTHS) => [typedDay(text, "from", months), typedDay(text, "to", months)];
  assert.deepEqual(typed("1973"), ["1973-01-01", "1973-12-31"]);
  assert.deepEqual(typed("1972-02"), ["1972-02-01", "1972-02-29"]);
  assert.deepEqual(typed("1973-9-11"), ["1973-09-11", "1973-09-11"]);
  assert.deepEqual(typed("11 September 1973"), ["1973-09-11", "1973-09-11"]);
  assert.deepEqual(typed("the 11th of Sept. 1973"), ["1973-09-11", "1973-09-11"]);
  assert.deepEqual(typed("11 de septiembre de 1973", MESES), ["1973-09-11", "1973-09-11"]);
  assert.deepEqual(typed("May 1973"), ["1973-05-01", "1973-05-31"]);
});

test("what could mean two days, or none, is refused", () => {
  for (const text of ["11/9/1973", "1973-02-29", "1973-13", "11 1973", "yesterday", "73", "197X", "1973-09-11x", "September", "11 12 September 1973", "0000", "1973 September 40"])
    assert.equal(typedDay(text, "from", MONTHS), null, text);
});

test("steps go by days and months, over years and short months", () => {
  assert.equal(steppedDay("1973-12-31", "day", 1), "1974-01-01");
  assert.equal(steppedDay("1972-03-01", "day", -1), "1972-02-29");
  assert.equal(steppedDay("0099-12-31", "day", 1), "0100-01-01");
  assert.equal(steppedDay("1973-08-31", "month", 1), "1973-09-30");
  assert.equal(steppedDay("1973-09-30", "month", 1), "1973-10-31");
  assert.equal(steppedDay("1973-01-15", "month", -1), "1972-12-15");
  assert.equal(steppedDay("0001-01-01", "month", -1), "0001-01-01");
});

test("the side that moves pushes the other along", () => {
  assert.deepEqual(windowMoved({ from: "1970-01-01", to: "1973-09-10" }, "from", "1973-09-12"), { from: "1973-09-12", to: "1973-09-12" });
  assert.deepEqual(windowMoved({ from: null, to: "1973-09-10" }, "to", null), { from: null, to: null });
});
