// Closed theatres: each is one mark with all its nodes, and its ties to the others are rolled up.

import { bundlesOf, pairKey } from "../model.js";

// How large the mark of a theatre is beside its region, whose area grows with its nodes.
const SHARE = 0.26;

/**
 * What the canvas shows of the visible: {ids, bundles, marks, placeOf(id)}. `marks`: [{id, theatre, x, y, size, nodes,
 * claims}], of which `claims` are those within. A rolled bundle has `groups`, which a selection names, and
 * `starts(claim)`, which tells a direction.
 */
export function rollUp(model, shown, shut) {
  const marks = new Map(model.regions.filter(({ theatre }) => shut.includes(theatre)).map((region) => [region.theatre, { ...region, id: `\0${region.theatre}`, nodes: 0, claims: 0 }]));
  const markOf = (id) => marks.get(model.nodes.get(id)?.region);
  const keyOf = (id) => markOf(id)?.id ?? id;
  const bundles = bundlesOf(shown.claims);
  if (!marks.size) return { ids: shown.nodes, bundles, marks: [], keyOf: (id) => id, placeOf: (id) => model.places.get(id) };
  const ids = new Set();
  for (const id of shown.nodes) {
    const mark = markOf(id);
    if (mark) mark.nodes += 1;
    else ids.add(id);
  }
  for (const mark of marks.values()) mark.size = SHARE * mark.ry;
  const placed = new Map([...marks.values()].map((mark) => [mark.id, mark]));
  return {
    ids,
    bundles: rolledBundles(bundles, keyOf, markOf),
    marks: [...marks.values()].filter(({ nodes }) => nodes),
    keyOf,
    placeOf: (id) => placed.get(keyOf(id)) ?? placed.get(id) ?? model.places.get(id),
  };
}

function rolledBundles(bundles, keyOf, markOf) {
  // How a selection names an end: as a theatre, or as a node.
  const groupOf = (id) => (markOf(id) ? `region/${markOf(id).theatre}` : `id/${id}`);
  const found = new Map();
  const rolled = new Map();
  for (const [bundle, claims] of bundles) {
    const [from, to] = [keyOf(bundle.from), keyOf(bundle.to)];
    if (from === bundle.from && to === bundle.to) found.set(bundle, claims);
    else if (from === to) markOf(bundle.from).claims += claims.length;
    else {
      const key = pairKey(from, to);
      if (!rolled.has(key)) rolled.set(key, [{ from, to, groups: [bundle.from, bundle.to].map(groupOf), starts: (claim) => keyOf(claim.from) === from }, []]);
      rolled.get(key)[1].push(...claims);
    }
  }
  for (const [bundle, claims] of rolled.values()) found.set(bundle, claims);
  return found;
}
