import assert from "node:assert/strict";
import test from "node:test";

import { tieStyle } from "../../graph_loader/views/static/appearance.js";
import { bibtex, chicago, place } from "../../graph_loader/views/static/cite.js";
import { csvRow, xml } from "../../graph_loader/views/static/escape.js";
import { gexf } from "../../graph_loader/views/static/gexf.js";
import { visible } from "../../graph_loader/views/static/filters.js";
import { networkSvg } from "../../graph_loader/views/static/svg.js";
import { claimsCsv, nodesCsv } from "../../graph_loader/views/static/tables.js";
import { sampleModel, stateWith } from "./sample.js";

const words = { paragraph: "paragraph", note: "note" };
const article = { id: "y-2019", kind: "article", name: "Y 2019", author: "Yordanov, Radoslav A.", title: "Chile & 100%", date: "2019", url: "https://doi.org/10.1162/x" };

test("the place of a claim is a paragraph with its note, or a note alone", () => {
  assert.equal(place({ locator: "p12", footnote: "14" }, words), "paragraph 12, note 14");
  assert.equal(place({ locator: "n08" }, words), "note 8");
});

test("a Chicago citation names author, work, year, place and address", () => {
  assert.equal(chicago(article, { locator: "p12" }, words), "Yordanov, Radoslav A. “Chile & 100%” 2019, paragraph 12. https://doi.org/10.1162/x.");
});

test("BibTeX escapes what TeX would read as commands", () => {
  const entry = bibtex(article, { locator: "p12" }, words);
  assert.match(entry, /^@article\{y-2019,/);
  assert.match(entry, /title = \{Chile \\& 100\\%\}/);
  assert.match(entry, /note = \{paragraph 12\}/);
});

test("CSV quotes what needs it, XML escapes markup and drops what it cannot hold", () => {
  assert.equal(csvRow(['say "no"', "a,b", "x\ny", null, 3]), '"say ""no""","a,b","x\ny",,3');
  assert.equal(xml('<script>"&\u0000\ud800'), "&lt;script&gt;&quot;&amp;");
});

test("exports hold what is visible and nothing else", () => {
  const model = sampleModel();
  const shown = visible(model, stateWith({ hidden: { family: ["location"] } }));
  assert.equal(nodesCsv(model, shown).trim().split("\n").length, 1 + 5);
  assert.equal(claimsCsv(shown).trim().split("\n").length, 1 + 6);
  assert.equal((gexf(model, shown, "t").match(/<edge /g) ?? []).length, 6);
});

test("the drawing shows each visible tie and node once, with legend and caption, and stays XML", () => {
  const model = sampleModel();
  model.nodes.get("allende").name = '<b>"A" & Co</b>';
  const shown = visible(model, stateWith());
  const svg = networkSvg(model, shown, stateWith(), {
    view: { width: 900, height: 500, camera: [300, 80, 1] },
    words: { title: "T < U", caption: "c", name: (node) => node.name, kind: (id) => id, family: (id) => id, theatre: (id) => id },
    measure: (text, size) => text.length * size * 0.5,
  });
  assert.equal((svg.match(/transform="translate/g) ?? []).length, 6 + 2);
  assert.ok(svg.includes("T &lt; U") && svg.includes("&lt;b&gt;&quot;A&quot; &amp; Co&lt;/b&gt;"));
  assert.equal(svg.includes("NaN"), false);
});

test("a tie is dashed only when nothing but hearsay supports it, and points both ways where claims do", () => {
  const model = sampleModel();
  const [c1, c2, c3] = ["c1", "c2", "c3"].map((id) => model.claim.get(id));
  assert.equal(tieStyle([c3], "kgb", model.data.look).dashed, true);
  assert.equal(tieStyle([c3, c1], "kgb", model.data.look).dashed, false);
  const both = tieStyle([c1, c2], "ussr", model.data.look);
  assert.deepEqual([both.to, both.from], [true, true]);
  const symmetric = tieStyle([c3], "kgb", model.data.look);
  assert.deepEqual([symmetric.to, symmetric.from], [false, false]);
});
