import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

import { count, figure, phrases, setTexts, t, term } from "../../graph_loader/views/static/text.js";

const folder = "graph_loader/views";
const tables = Object.fromEntries(["en", "es"].map((code) => [code, JSON.parse(readFileSync(`${folder}/text/${code}.json`, "utf8"))]));

function* keys(table, path = "") {
  for (const [key, value] of Object.entries(table)) {
    if (value !== null && typeof value === "object" && !Array.isArray(value)) yield* keys(value, `${path}${key}.`);
    else yield path + key;
  }
}

test("Spanish says everything that English says, with the same blanks to fill", () => {
  const spanish = new Set(keys(tables.es));
  assert.deepEqual([...keys(tables.en)].filter((key) => !spanish.has(key)), []);
  const read = (table, key) => JSON.stringify(key.split(".").reduce((place, part) => place[part], table));
  const blanks = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const key of keys(tables.en)) assert.deepEqual(blanks(read(tables.es, key)), blanks(read(tables.en, key)), key);
});

test("every text that the modules ask for exists", () => {
  const known = new Set(keys(tables.en));
  const missing = [];
  for (const file of readdirSync(`${folder}/static`, { recursive: true }).filter((name) => name.endsWith(".js"))) {
    const source = readFileSync(`${folder}/static/${file}`, "utf8");
    for (const [, call, key] of source.matchAll(/\b(t|count)\("([\w.]+)"/g)) {
      if (!known.has(call === "t" ? key : `${key}.one`)) missing.push(`${file}: ${key}`);
    }
  }
  assert.deepEqual(missing, []);
});

test("what is counted is counted as one and as several", () => {
  for (const table of Object.values(tables)) {
    const lone = [...keys(table)].filter((key) => !/\.(one|other)$/.test(key) && /^\{n\} \S+$/.test(key.split(".").reduce((place, part) => place[part], table)));
    assert.deepEqual(lone, []);
  }
});

test("texts are filled in, counted and fall back to English, then to plain words", () => {
  setTexts({ en: { a: "{n} of {m}", unit: { one: "{n} claim", other: "{n} claims" } }, es: {} }, "es");
  assert.equal(t("a", { n: 1, m: 2 }), "1 of 2");
  assert.equal(count("unit", 1), "1 claim");
  assert.equal(count("unit", 3), "3 claims");
  assert.equal(term("types", "MET_WITH"), "met with");
  assert.equal(t("__proto__.constructor"), "__proto__.constructor");
});

test("a group of texts comes whole, English where the language has none", () => {
  setTexts({ en: { date: { dayMonth: "{day} {month}", about: "about " } }, es: { date: { about: "hacia " } } }, "es");
  assert.deepEqual(phrases("date"), { dayMonth: "{day} {month}", about: "hacia " });
});

test("numbers are whole and grouped as the language does: English by four digits, Spanish by five", () => {
  const words = { en: { unit: { other: "{n}" } }, es: {} };
  setTexts(words, "en");
  assert.deepEqual([figure(1321), figure(98500000), figure(36.6), count("unit", 12345)], ["1,321", "98,500,000", "36.6", "12,345"]);
  setTexts(words, "es");
  assert.deepEqual([figure(1321), figure(98500000), figure(36.6), count("unit", 12345)], ["1321", "98.500.000", "36,6", "12.345"]);
});
