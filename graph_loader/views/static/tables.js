// The visible part of the graph as CSV and GEXF.

import { csvRow, xml } from "./escape.js";
import { passagesOf } from "./model.js";

const NODE_COLUMNS = ["id", "label", "name", "theatre", "bloc", "kind", "description"];
const CLAIM_COLUMNS = ["id", "type", "family", "from", "to", "date", "start", "end", "role", "amount", "amount_max", "unit", "standing", "summary"];

export function nodesCsv(model, shown) {
  const rows = sortedNodes(model, shown).map((node) => csvRow(NODE_COLUMNS.map((column) => node[column])));
  return file([csvRow(NODE_COLUMNS), ...rows]);
}

export function claimsCsv(shown) {
  const rows = sortedClaims(shown).map((claim) => csvRow([...CLAIM_COLUMNS.map((column) => claim[column]), passages(claim)]));
  return file([csvRow([...CLAIM_COLUMNS, "passages"]), ...rows]);
}

/** GEXF 1.3 with the positions of the picture. */
export function gexf(model, shown, title) {
  const places = new Map(model.data.vis.nodes.map((node) => [node.id, node]));
  const nodes = sortedNodes(model, shown).map((node) => {
    const { x, y, size } = places.get(node.id);
    return `<node id="${xml(node.id)}" label="${xml(node.name)}"><attvalues>${values([node.label, node.region, node.side])}</attvalues><viz:position x="${x}" y="${-y}" z="0"/><viz:size value="${size}"/></node>`;
  });
  const edges = sortedClaims(shown).map(
    (claim) =>
      `<edge id="${xml(claim.id)}" source="${xml(claim.from)}" target="${xml(claim.to)}" type="${claim.symmetric ? "undirected" : "directed"}" label="${xml(claim.type)}"><attvalues>${values([claim.type, claim.family, claim.date, claim.standing, claim.summary, passages(claim)])}</attvalues></edge>`,
  );
  return file([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
    `<meta><description>${xml(title)}</description></meta>`,
    '<graph defaultedgetype="directed">',
    attributes("node", ["label", "theatre", "bloc"]),
    attributes("edge", ["type", "family", "date", "standing", "summary", "passages"]),
    `<nodes>`,
    ...nodes,
    "</nodes>",
    "<edges>",
    ...edges,
    "</edges>",
    "</graph>",
    "</gexf>",
  ]);
}

function attributes(kind, names) {
  return `<attributes class="${kind}">${names.map((name, number) => `<attribute id="${number}" title="${name}" type="string"/>`).join("")}</attributes>`;
}

function values(all) {
  return all.map((value, number) => (value ? `<attvalue for="${number}" value="${xml(value)}"/>` : "")).join("");
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
  return `${lines.join("\n")}\n`;
}
