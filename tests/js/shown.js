// For tests/views/test_javascript.py: what the page's modules show of given data, or say of given dates.

import { readFileSync } from "node:fs";

import { dateInWords } from "../../graph_loader/views/static/dates.js";
import { gexf } from "../../graph_loader/views/static/gexf.js";
import { visible } from "../../graph_loader/views/static/filters.js";
import { buildModel } from "../../graph_loader/views/static/model.js";
import { decodeState } from "../../graph_loader/views/static/state.js";

const input = JSON.parse(readFileSync(process.argv[2], "utf8"));
const phrases = JSON.parse(readFileSync("graph_loader/views/text/en.json", "utf8")).date;

function shown({ data, states }) {
  const model = buildModel(data);
  return states.map((state) => visible(model, decodeState(state)).claims.map((claim) => claim.id).sort());
}

function saved({ data, states }) {
  const model = buildModel(data);
  return states.map((state) => gexf(model, visible(model, decodeState(state))));
}

const output = input.gexf ? saved(input) : input.dates ? input.dates.map(([edtf, aspect]) => dateInWords(edtf, aspect, phrases)) : shown(input);
process.stdout.write(JSON.stringify(output));
