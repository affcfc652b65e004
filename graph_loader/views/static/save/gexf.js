// The visible part of the graph as GEXF 1.3: what graph_loader/exports/gexf.py writes, with the positions of the picture.
// Every edge is directed, with its id as kind: see there why. A test holds the two together.

import { xml } from "../escape.js";
import { BETWEEN, passagesOf } from "../model.js";


export function gexf(model, shown) {
  const name = (id) => model.nodes.get(id)?.name ?? id;
  const nodes = [...shown.nodes].sort().map((id) => model.nodes.get(id));
  const claims = [...shown.claims].sort((a, b) => (a.id < b.id ? -1 : 1));
  const nodeTable = table("node", nodes.map(nodeRow));
  const edgeTable = table("edge", claims.map((claim) => claimRow(claim, name)));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
    `<meta><description>${xml(model.title)}</description></meta>`,
    '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">',
    nodeTable.head,
    edgeTable.head,
    "<nodes>",
    ...nodes.map((node, row) => {
      const { x, y, size } = model.places.get(node.id);
      const colour = rgb(model.look.kind[node.label]?.colour);
      return `<node id="${xml(node.id)}" label="${xml(node.name)}">${nodeTable.rows[row]}${colour}<viz:position x="${x}" y="${-y}" z="0"/><viz:size value="${size}"/></node>`;
    }),
    "</nodes>",
    "<edges>",
    ...claims.map((claim, row) => {
      const id = xml(claim.id);
      const days = ["start", "end"].map((end) => (claim[end] ? ` ${end}="${xml(claim[end])}"` : "")).join("");
      return `<edge id="${id}" kind="${id}" source="${xml(claim.from)}" target="${xml(claim.to)}" label="${xml(verb(claim.type, model.look))}"${days}>${edgeTable.rows[row]}</edge>`;
    }),
    "</edges>",
    "</graph>",
    "</gexf>",
  ];
  return `${lines.join("\n")}\n`;
}

function nodeRow(node) {
  return { entity: node.label, ...node.columns, aliases: node.aliases.join(BETWEEN), identifiers: joined(node.identifiers, ({ scheme, value }) => `${scheme}:${value}`), annotations: joined(node.annotations, remark) };
}

function claimRow(claim, name) {
  // GEXF has places of its own for the first and the last day.
  const columns = Object.entries(claim.columns).filter(([column]) => !["start", "end"].includes(column));
  return {
    tie: claim.type,
    ...Object.fromEntries(columns),
    symmetric: claim.symmetric,
    citations: joined(claim.evidence, (row) => citation(row, name)),
    passages: passagesOf([claim]).length,
    annotations: joined(claim.annotations, remark),
  };
}

function joined(rows, words) {
  return rows.map(words).join(BETWEEN);
}

/** Declare the columns of rows, and write each row as values; unknown ones are left out. */
function table(kind, rows) {
  const columns = new Map();
  for (const row of rows) {
    for (const [column, value] of Object.entries(row)) {
      if (known(value) && !columns.has(column)) columns.set(column, { id: columns.size, type: typeOf(column, value) });
    }
  }
  const declared = [...columns].map(([column, { id, type }]) => `<attribute id="${id}" title="${xml(column)}" type="${type}"/>`);
  const values = (row) => Object.entries(row).filter(([, value]) => known(value)).map(([column, value]) => `<attvalue for="${columns.get(column).id}" value="${xml(value)}"/>`);
  return {
    head: `<attributes class="${kind}" mode="static">${declared.join("")}</attributes>`,
    rows: rows.map((row) => `<attvalues>${values(row).join("")}</attvalues>`),
  };
}

function known(value) {
  return value !== undefined && value !== null && value !== "";
}

function typeOf(column, value) {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return column === "passages" ? "long" : "double";
  return "string";
}

function verb(type, look) {
  return look.type[type]?.verb ?? type.toLowerCase().replaceAll("_", " ");
}

function citation(row, name) {
  const where = [name(row.source), row.place?.short].filter(Boolean).join(", ");
  return row.cites ? `${where} [citing ${[name(row.cites), row.citedPlace?.short].filter(Boolean).join(", ")}]` : where;
}

function remark(note) {
  const marks = [note.field, note.suggested && `suggested: ${note.suggested}`].filter(Boolean).join("; ");
  return `${note.kind.replaceAll("-", " ")}${marks ? ` (${marks})` : ""}: ${note.note}`;
}

function rgb(colour) {
  const bands = /^#(..)(..)(..)$/.exec(colour ?? "");
  if (!bands) return "";
  const [r, g, b] = bands.slice(1).map((band) => Number.parseInt(band, 16));
  return `<viz:color r="${r}" g="${g}" b="${b}"/>`;
}
