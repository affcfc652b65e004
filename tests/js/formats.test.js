import assert from "node:assert/strict";
import test from "node:test";

import { polarityMark, tieStyle } from "../../graph_loader/views/static/look/appearance.js";
import { bibtex, chicago, place } from "../../graph_loader/views/static/save/cite.js";
import { csvRow, xml } from "../../graph_loader/views/static/escape.js";
import { gexf } from "../../graph_loader/views/static/save/gexf.js";
import { visible } from "../../graph_loader/views/static/filters/filters.js";
import { measureLegend } from "../../graph_loader/views/static/network/measurekeys.js";
import { measuresOf } from "../../graph_loader/views/static/network/measures.js";
import { networkSvg } from "../../graph_loader/views/static/save/svg.js";
import { claimsCsv, nodesCsv } from "../../graph_loader/views/static/save/tables.js";
import { sampleModel, stateWith } from "./sample.js";

const words = { language: "en", claim: "claim" };
const at = (en) => ({ place: { en } });
const origin = { id: "y12-03", data: "coldwar 1.0.0" };
const article = {
  id: "yordanov-2019",
  kind: "article",
  name: "Yordanov 2019",
  author: "Radoslav A. Yordanov",
  title: "Involvement & 100%",
  date: "2019",
  reference: "Journal of Cold War Studies 21:3, 56–87",
  url: "https://doi.org/10.1162/jcws_a_00893",
};
const edited = { id: "f-2009", kind: "book", name: "F 2009", author: "Funari, Pedro; Zarankin, Andrés; Salerno, Melisa (eds.)", title: "Memories from Darkness", date: "2009", reference: "New York" };

test("the place of a claim is what the data call it in the language of the page", () => {
  const row = { place: { en: "pp. 44–46, note 3", es: "pp. 44–46, nota 3" } };
  assert.equal(place(row, words), "pp. 44–46, note 3");
  assert.equal(place(row, { ...words, language: "es" }), "pp. 44–46, nota 3");
  assert.equal(place({}, words), "");
});

test("a Chicago entry inverts the first name only and puts the year where the style has it", () => {
  assert.equal(
    chicago(article, at("paragraph 12"), origin, words),
    "Yordanov, Radoslav A. “Involvement & 100%.” Journal of Cold War Studies 21, no. 3 (2019): 56–87. https://doi.org/10.1162/jcws_a_00893. paragraph 12; claim y12-03 (coldwar 1.0.0).",
  );
  assert.equal(
    chicago(edited, at("note 8"), origin, words),
    "Funari, Pedro, Andrés Zarankin, and Melisa Salerno, eds. Memories from Darkness. New York, 2009. note 8; claim y12-03 (coldwar 1.0.0).",
  );
  const ministry = { kind: "web", name: "N", author: "Argentine Foreign Ministry", title: "Nota" };
  assert.ok(chicago(ministry, {}, origin, words).startsWith("Argentine Foreign Ministry. “Nota.”"));
});

test("a name is turned only where the data or an initial tell its surname", () => {
  const cases = {
    "García Márquez, Gabriel": "García Márquez, Gabriel",
    "V. Kornyshev": "Kornyshev, V.",
    "J. A. Hobson": "Hobson, J. A.",
    "Gabriel García Márquez": "{Gabriel García Márquez}",
    "Mao Zedong": "{Mao Zedong}",
    "Amnesty International": "{Amnesty International}",
    "Ministerio de Relaciones Exteriores": "{Ministerio de Relaciones Exteriores}",
    "U.S. Department of State": "{U.S. Department of State}",
    "U.S. Congress": "{U.S. Congress}",
    "Министерство иностранных дел": "{Министерство иностранных дел}",
  };
  for (const [author, expected] of Object.entries(cases)) {
    const source = { id: "s", kind: "book", name: "S", author, title: "T" };
    assert.ok(bibtex(source, {}, origin, words).includes(`  author = {${expected}},`), author);
    assert.ok(chicago(source, {}, origin, words).startsWith(`${expected.replace(/[{}]/g, "").replace(/\.$/, "")}. T.`), author);
  }
});

test("BibTeX escapes text but neither DOI nor address, and says which claim of which data is meant", () => {
  const entry = bibtex(article, at("paragraph 12"), origin, words).split("\n");
  const expected = {
    author: "Yordanov, Radoslav A.",
    title: "Involvement \\& 100\\%",
    journal: "Journal of Cold War Studies",
    year: "2019",
    volume: "21",
    number: "3",
    pages: "56--87",
    doi: "10.1162/jcws_a_00893",
    url: "https://doi.org/10.1162/jcws_a_00893",
    note: "paragraph 12; claim y12-03 (coldwar 1.0.0)",
  };
  assert.equal(entry[0], "@article{yordanov-2019,");
  for (const [field, value] of Object.entries(expected)) assert.ok(entry.some((line) => line.replace(/,$/, "") === `  ${field} = {${value}}`), field);
  assert.match(bibtex(edited, {}, origin, words), /editor = \{Funari, Pedro and Zarankin, Andrés and Salerno, Melisa\}/);
});

test("CSV quotes what needs it, XML escapes markup and drops what it cannot hold", () => {
  assert.equal(csvRow(['say "no"', "a,b", "x\ny", null, 3]), '"say ""no""","a,b","x\ny",,3');
  assert.equal(xml('<script>"&\u0000\ud800'), "&lt;script&gt;&quot;&amp;");
});

test("exports hold what is visible and nothing else", () => {
  const model = sampleModel();
  const shown = visible(model, stateWith({ hidden: { family: ["location"] } }));
  assert.equal(nodesCsv(model, shown).trim().split("\n").length, 1 + 5);
  assert.equal(claimsCsv(model, shown).trim().split("\n").length, 1 + 6);
  assert.equal((gexf(model, shown).match(/<edge /g) ?? []).length, 6);
});

test("the drawing shows each visible tie and node once, with legend and caption, and stays XML", () => {
  const model = sampleModel();
  model.nodes.get("allende").name = '<b>"A" & Co</b>';
  const shown = visible(model, stateWith());
  const svg = networkSvg(model, shown, stateWith(), {
    view: { width: 900, height: 500, camera: [300, 80, 1] },
    words: { title: "T < U", caption: "c", name: (node) => node.name, kind: (id) => id, family: (id) => id, theatre: (id) => id, polarity: (id) => id },
    measure: (text, size) => text.length * size * 0.5,
  });
  assert.equal((svg.match(/transform="translate/g) ?? []).length, 6 + 2);
  assert.ok(svg.includes("T &lt; U") && svg.includes("&lt;b&gt;&quot;A&quot; &amp; Co&lt;/b&gt;"));
  assert.equal(svg.includes("NaN"), false);
});

test("a saved network shows what its canvas does: closed theatres, measures, what is chosen and what was put somewhere", () => {
  const model = sampleModel();
  for (const [id, betweenness] of [["ussr", 3], ["chile", 1]]) model.nodes.get(id).measures = { ...model.nodes.get(id).measures, betweenness };
  const measures = measuresOf(model);
  const draw = (patch) => {
    const state = stateWith(patch);
    const shown = visible(model, state);
    const said = {
      title: "T", caption: "c", name: (node) => node.name, kind: (id) => id, family: (id) => `family ${id}`, theatre: (id) => id, polarity: (id) => id,
      mark: ({ theatre, nodes, claims }) => `${theatre}: ${nodes} nodes, ${claims} claims`, measures: measureLegend(model, measures, shown, state),
    };
    const svg = networkSvg(model, shown, state, { view: { width: 900, height: 500, camera: [300, 80, 1] }, words: said, measure: (text, size) => text.length * size * 0.5, measures });
    const [picture, foot] = svg.split("\n</g>\n<line");
    const count = (pattern, text = picture) => (text.match(pattern) ?? []).length;
    const text = svg.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
    return { svg, foot, text, nodes: count(/transform="translate/g), regions: count(/<ellipse/g), ties: count(/<line [^>]*stroke-opacity/g), rings: count(/class="chosen"/g), pins: count(/class="held"/g), colours: new Set(picture.match(/(?<=<path transform[^>]*fill=")#\w+/g)) };
  };
  const open = draw({});
  const shut = draw({ shut: ["moscow"] });
  assert.deepEqual([open.nodes, open.regions, open.rings, open.pins], [6, 1, 0, 0]);
  // Two nodes become one mark with their one claim within; their ties to the others stay.
  assert.deepEqual([shut.nodes, shut.regions, open.ties - shut.ties], [5, 0, 1]);
  assert.ok(shut.text.includes("moscow: 2 nodes, 1 claims"));
  assert.equal(draw({ shut: ["moscow"], selected: { kind: "node", ids: ["ussr"] } }).rings, 1);
  assert.ok(draw({ selected: { kind: "node", ids: ["ussr"] } }).svg.includes('opacity="0.22"'));
  assert.equal(draw({ moved: [["chile", 1, 2]] }).pins, 1);
  const measured = draw({ colour: "betweenness", size: "betweenness" });
  assert.ok(measured.colours.size > open.colours.size);
  assert.equal(measured.text.match(/look\.betweenness/g).length, 2);
  // Where nodes have hues, ties and regions have none, nor has the legend.
  assert.ok(open.foot.includes("family trade") && !draw({ colour: "theatre" }).foot.includes("family trade"));
  assert.ok(!open.svg.includes("#670000") && draw({ colour: "theatre" }).svg.includes("#670000"));
});

test("legend and caption of a narrow drawing are broken into lines that it holds", () => {
  const model = sampleModel();
  const shown = visible(model, stateWith());
  const measure = (text, size) => text.length * size * 0.5;
  const width = 240;
  const svg = networkSvg(model, shown, stateWith(), {
    view: { width, height: 300, camera: [300, 80, 0.3] },
    words: { title: "Cold War relationships, as two articles have them", caption: "7 nodes and 8 claims shown · All years · sample 1.0.0", name: (node) => node.name, kind: (id) => id, family: (id) => id, theatre: (id) => id, polarity: (id) => id },
    measure,
  });
  const foot = svg.slice(svg.indexOf("</g>\n<line"));
  const texts = [...foot.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*font-size="(\d+)"[^>]*>([^<]*)</g)].map(([, x, y, size, text]) => ({ x: Number(x), y: Number(y), size: Number(size), text }));
  assert.ok(texts.length > 8);
  const height = Number(svg.match(/height="(\d+)"/)[1]);
  for (const { x, y, size, text } of texts) assert.ok(x + measure(text, size) <= width && y + size / 2 <= height, `${text} at ${x}, ${y}`);
});

test("a tie is dashed only when nothing but hearsay supports it, and points both ways where claims do", () => {
  const model = sampleModel();
  const [c1, c2, c3] = ["c1", "c2", "c3"].map((id) => model.claim.get(id));
  assert.equal(tieStyle([c3], "kgb", model.look).dash.length > 0, true);
  assert.equal(tieStyle([c3, c1], "kgb", model.look).dash.length > 0, false);
  const both = tieStyle([c1, c2], "ussr", model.look);
  assert.deepEqual([both.to, both.from], [true, true]);
  const symmetric = tieStyle([c3], "kgb", model.look);
  assert.deepEqual([symmetric.to, symmetric.from], [false, false]);
});

test("a tie that all its claims deny is dotted and crossed, one that none affirms has a slash, any other is plain", () => {
  const model = sampleModel({ c1: "denied", c2: "denied", c6: "strained", c5: "denied" });
  const style = (...ids) => tieStyle(ids.map((id) => model.claim.get(id)), "ussr", model.look);
  const [denied, strained, mixed, half] = [style("c1", "c2"), style("c6"), style("c5", "c6"), style("c1", "c4")];
  assert.deepEqual([denied, strained, mixed, half].map(({ polarity }) => polarity), ["denied", "strained", "strained", "affirmed"]);
  assert.deepEqual([denied.dash.length > 0, strained.dash, half.dash], [true, [], []]);
  assert.notDeepEqual(denied.dash, style("c3").dash);
  assert.deepEqual(["affirmed", "strained", "denied"].map((polarity) => polarityMark(polarity, 3).length), [0, 1, 2]);
});

test("the drawing marks denied and strained ties, and its legend says what the marks mean where there are any", () => {
  const svg = (polarities) => {
    const model = sampleModel(polarities);
    return networkSvg(model, visible(model, stateWith()), stateWith(), {
      view: { width: 900, height: 500, camera: [300, 80, 1] },
      words: { title: "T", caption: "c", name: (node) => node.name, kind: (id) => id, family: (id) => id, theatre: (id) => id, polarity: (id) => `<${id}>` },
      measure: (text, size) => text.length * size * 0.5,
    });
  };
  const [plain, marked] = [svg(), svg({ c3: "denied", c6: "strained" })];
  assert.equal(/&lt;(denied|strained)&gt;/.test(plain), false);
  assert.ok(marked.includes("&lt;denied&gt;") && marked.includes("&lt;strained&gt;"));
  // Two marks on rims of paper amid the ties, and two in the legend.
  const strokes = (text) => (text.match(/<path [^>]*fill="none"/g) ?? []).length;
  assert.equal(strokes(marked) - strokes(plain), 2 * 2 + 2);
});

test("CSV and GEXF carry the polarity of what was not plainly so", () => {
  const model = sampleModel({ c1: "denied" });
  const shown = visible(model, stateWith());
  const [head, first, second] = claimsCsv(model, shown).slice(1).split("\n").map((line) => line.split(","));
  const column = head.indexOf("polarity");
  assert.deepEqual([first[column], second[column]], ["denied", ""]);
  const saved = gexf(model, shown);
  const edges = saved.slice(saved.indexOf("<edges>"));
  const [, id] = saved.match(/<attributes class="edge".*?<attribute id="(\d+)" title="polarity"/);
  assert.deepEqual([...edges.matchAll(new RegExp(`for="${id}" value="(\\w+)"`, "g"))].map(([, value]) => value), ["denied"]);
});

test("a citation says that the claim is denied", () => {
  const denied = { ...origin, mark: "denied" };
  assert.ok(chicago(article, at("paragraph 12"), denied, words).endsWith("paragraph 12; claim y12-03 (denied; coldwar 1.0.0)."));
  assert.ok(bibtex(article, at("paragraph 12"), denied, words).includes("claim y12-03 (denied; coldwar 1.0.0)"));
});

test("a chapter, a document and a volume are cited with what contains them", () => {
  const chapter = { id: "c", kind: "chapter", name: "C", author: "Vacs, Aldo C.", title: "Relations", container: "The USSR and Latin America", volume: "2", pages: "12–20", publisher: "Unwin", date: "1989", doi: "10.1/x" };
  assert.equal(chicago(chapter, at("p. 14"), origin, words), "Vacs, Aldo C. “Relations.” In The USSR and Latin America, vol. 2, 12–20. Unwin, 1989. https://doi.org/10.1/x. p. 14; claim y12-03 (coldwar 1.0.0).");
  const cable = { id: "d", kind: "archival-document", name: "D", title: "Cable", archive: "PA AA", reference: "MfAA C 3338", date: "1973-09-12" };
  assert.ok(chicago(cable, at("fol. 12r"), origin, words).startsWith("“Cable.” PA AA, MfAA C 3338, 1973. fol. 12r; claim"));
  assert.match(bibtex(cable, at("fol. 12r"), origin, words), /howpublished = \{PA AA, MfAA C 3338\},[^]*note = \{fol. 12r; claim/);
  const volume = { id: "v", kind: "document-collection", name: "V", title: "Foreign Relations", volume: "XXI", publisher: "GPO", date: "2014" };
  assert.ok(chicago(volume, at("doc. 8"), origin, words).startsWith("Foreign Relations, vol. XXI. GPO, 2014. doc. 8; claim"));
});
