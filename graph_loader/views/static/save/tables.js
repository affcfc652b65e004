// The visible part of the graph as CSV; it begins with the mark by which Excel on Windows knows UTF-8.

import { csvRow } from "../escape.js";
import { passagesOf } from "../model.js";

const NODE_COLUMNS = ["id", "label", "name", "theatre", "bloc", "kind", "description"];
const CLAIM_COLUMNS = ["id", "type", "family", "from", "to", "date", "start", "end", "role", "amount", "amount_max", "unit", "standing", "polarity", "summary"];
// What the model keeps under a name of its own; all else are columns of the data.
const OWN = ["id", "label", "name", "type", "from", "to"];

export function nodesCsv(model, shown) {
  const rows = sortedNodes(model, shown).map((node) => csvRow(NODE_COLUMNS.map((column) => (OWN.includes(column) ? node[column] : node.columns[column]))));
  return file([csvRow(NODE_COLUMNS), ...rows]);
}

/** In a collection with the package of each, and with the fact that several tell. */
export function claimsCsv(model, shown) {
  const columns = [...CLAIM_COLUMNS, ...(model.packages.size ? ["package"] : []), ...(model.facts.size ? ["same_fact"] : [])];
  const rows = sortedClaims(shown).map((claim) => csvRow([...columns.map((column) => (OWN.includes(column) ? claim[column] : claim.columns[column])), passages(claim)]));
  return file([csvRow([...columns, "passages"]), ...rows]);
}

function passages(claim) {
  return passagesOf([claim]).join("; ");
}

function sortedNodes(model, shown) {
  return [...shown.nodes].sort().map((id) => model.nodes.get(id));
}

function sortedClaims(shown) {
  return [...shown.claims].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function file(lines) {
  return `\ufeff${lines.join("\n")}\n`;
}
