// Closed theatres: each is one mark with all its nodes, and its ties to the others are rolled up.

import { bundlesOf, pairKey } from "../model.js";
import { theatreOf } from "../network/overview.js";

// How large the mark of a theatre is beside its region, whose area grows with its nodes.
const SHARE = 0.26;

/**
 * What the canvas shows of the visible: {ids, bundles, marks, placeOf(id)}. `marks`: [{id, theatre, x, y, size, nodes,
 * claims}], of which `claims` are those within. A rolled bundle has `groups`, which a selection names, and
 * `starts(claim)`, which tells a direction. In an overview (`shown.overview`, see overview.js) the marks hold all nodes of
 * their theatre, those that are drawn beside them too.
 */
export function rollUp(model, shown, shut) {
  const { overview } = shown;
  const isClosed = overview ? (theatre) => !overview.open.includes(theatre) : (theatre) => shut.includes(theatre);
  const marks = new Map(model.regions.filter(({ theatre }) => isClosed(theatre)).map((region) => [region.theatre, { ...region, id: `\0${region.theatre}`, nodes: 0, claims: 0 }]));
  const bundles = bundlesOf(shown.claims);
  if (!marks.size) return { ids: shown.nodes, bundles, marks: [], keyOf: (id) => id, placeOf: (id) => model.places.get(id) };
  const markOf = (id) => marks.get(theatreOf(model, id));
  const ids = new Set();
  for (const id of shown.nodes) {
    const mark = markOf(id);
    if (mark) mark.nodes += 1;
    if (!mark || overview?.drawn.has(id)) ids.add(id);
  }
  for (const mark of marks.values()) mark.size = SHARE * mark.ry;
  const placed = new Map([...marks.values()].map((mark) => [mark.id, mark]));
  const keyOf = (id) => (ids.has(id) || placed.has(id) ? id : (markOf(id)?.id ?? id));
  return {
    ids,
    bundles: rolledBundles(bundles, markOf, ids, new Set(overview?.selected)),
    marks: [...marks.values()].filter(({ nodes }) => nodes),
    keyOf,
    placeOf: (id) => placed.get(keyOf(id)) ?? model.places.get(id),
  };
}

/**
 * The ties of marks and nodes. Of who is drawn beside the mark of the own theatre, the ties to marks are those of the mark;
 * only those of the `selected` are drawn once more, to the marks of whom they lead to.
 */
function rolledBundles(bundles, markOf, ids, selected) {
  const found = new Map();
  const rolled = new Map();
  const mark = (id) => ({ key: markOf(id).id, group: `region/${markOf(id).theatre}` });
  const node = (id) => ({ key: id, group: `id/${id}` });
  const roll = (one, other, starts, claims) => {
    const key = pairKey(one.key, other.key);
    if (!rolled.has(key)) rolled.set(key, [{ from: one.key, to: other.key, groups: [one.group, other.group], starts }, []]);
    rolled.get(key)[1].push(...claims);
  };
  const rollFrom = (id, other, claims) => {
    if (id !== other && markOf(other) && (!markOf(id) || selected.has(id))) roll(node(id), mark(other), (claim) => claim.from === id, claims);
  };
  for (const [bundle, claims] of bundles) {
    const { from, to } = bundle;
    const [a, b] = [markOf(from), markOf(to)];
    if (ids.has(from) && ids.has(to)) found.set(bundle, claims);
    if (a && a === b) a.claims += claims.length;
    else if (a && b) roll(mark(from), mark(to), (claim) => markOf(claim.from) === a, claims);
    rollFrom(from, to, claims);
    rollFrom(to, from, claims);
  }
  for (const [bundle, claims] of rolled.values()) found.set(bundle, claims);
  return found;
}
