// For tests/views/test_javascript.py: what the page's modules show or find of given data, or say of given dates.

import { readFileSync } from "node:fs";

import { dateInWords } from "../../graph_loader/views/static/time/dates.js";
import { searchNodes, WHOLE } from "../../graph_loader/views/static/search/fold.js";
import { gexf } from "../../graph_loader/views/static/save/gexf.js";
import { visible } from "../../graph_loader/views/static/filters/filters.js";
import { buildModel } from "../../graph_loader/views/static/model.js";
import { readAs } from "../../graph_loader/views/static/doubt/suggested.js";
import { findPaths, linking, orderOf } from "../../graph_loader/views/static/paths/paths.js";
import { decodeState } from "../../graph_loader/views/static/state.js";

const input = JSON.parse(readFileSync(process.argv[2], "utf8"));
const phrases = JSON.parse(readFileSync("graph_loader/views/text/en.json", "utf8")).date;

function shown({ data, states }) {
  const model = buildModel(data);
  return states.map((text) => {
    const state = decodeState(text);
    readAs(model, state.suggested);
    return visible(model, state).claims.map((claim) => claim.id).sort();
  });
}

/** The nodes that bear a name as a whole. */
function borne({ data, searches }) {
  const index = [...buildModel(data).nodes.values()].map((node) => ({ node, weight: node.degree }));
  return searches.map((query) => {
    const hits = searchNodes(index, query, index.length).filter(({ rank }) => rank <= WHOLE);
    return hits.filter(({ rank }) => rank === hits[0].rank).map(({ node }) => node.id).sort();
  });
}

function saved({ data, states }) {
  const model = buildModel(data);
  return states.map((state) => gexf(model, visible(model, decodeState(state))));
}

/** What every claim says when the suggested values are followed. */
function suggested({ data, columns }) {
  const model = buildModel(data);
  readAs(model, true);
  return Object.fromEntries(model.claims.map((claim) => [claim.id, columns.map((column) => claim[column] ?? null)]));
}

/** The first path of each state: its nodes, when it arrives, and the claims that its steps may be. */
function routed({ data, routes }) {
  const model = buildModel(data);
  return routes.map((address) => {
    const state = decodeState(address);
    const claims = linking(model, visible(model, state).claims, state.path, state);
    const [first] = findPaths(claims, ...state.path, orderOf(state));
    return first ? { nodes: first.nodes, arrival: first.arrival, steps: first.steps.map((step) => step.map(({ id }) => id)) } : null;
  });
}

function inWords({ dates }) {
  return dates.map(([edtf, aspect]) => dateInWords(edtf, aspect, phrases));
}

const answer = input.columns ? suggested : input.routes ? routed : input.searches ? borne : input.gexf ? saved : input.dates ? inWords : shown;
const output = answer(input);
process.stdout.write(JSON.stringify(output));
