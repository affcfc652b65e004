import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { dateInWords } from "../../graph_loader/views/static/time/dates.js";

const phrases = JSON.parse(readFileSync("graph_loader/views/text/en.json", "utf8")).date;
const phrasesEs = JSON.parse(readFileSync("graph_loader/views/text/es.json", "utf8")).date;
const words = {
  "1973-09-11": "11 September 1973",
  "1973-09": "September 1973",
  "1973~": "about 1973",
  "1973?": "perhaps 1973",
  "1973%": "perhaps about 1973",
  "197X": "the 1970s",
  "19XX": "the 20th century",
  "1970/..": "from 1970 on",
  "1970/": "from 1970, end unknown",
  "../1970": "until 1970",
  "/1970": "until 1970, start unknown",
  "1970-11/1973-09": "between November 1970 and September 1973",
  "1970?/1973?": "perhaps between 1970 and 1973",
  "1970/1973?": "between 1970 and perhaps 1973",
  "1973-01/1973-04": "between January and April 1973",
  "1973-06-01/1973-06-10": "between 1 and 10 June 1973",
  "1973-01-30/1973-02-02": "between 30 January and 2 February 1973",
  "1973-01/1973-04-02": "between January 1973 and 2 April 1973",
  "": "undated",
};

for (const [edtf, expected] of Object.entries(words))
  test(`${edtf || "no date"} reads “${expected}”`, () => assert.equal(dateInWords(edtf, "event", phrases), expected));

test("a state lasts from the one end to the other", () => {
  assert.equal(dateInWords("1970/1973", "state", phrases), "from 1970 to 1973");
});

test("Spanish has its own order of day and month", () => {
  assert.equal(dateInWords("1973-09-11", "event", phrasesEs), "11 de septiembre de 1973");
  const days = "1973-01-30/1973-02-02";
  assert.equal(dateInWords(days, "event", phrasesEs), "entre 30 de enero y 2 de febrero de 1973");
});
