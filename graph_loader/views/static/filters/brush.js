// What one view picks out for all of them: a cell of the matrix, an arc or a mark of the map, a tie.

import { groupOf, picking } from "../model.js";

const KINDS = ["cell", "both", "end", "tie"];

/** Whether a selection can limit what all views show; nodes have their neighbourhood, years the slider. */
export function isBrush(selection) {
  return Boolean(selection) && KINDS.includes(selection.kind);
}

/** Whether a selection is what limits the views now. */
export function isBrushed({ brush }, { kind, ids }) {
  return brush !== null && brush.kind === kind && brush.ids.join() === ids.join();
}

/** The brush, or null if the data do not know what it names. */
export function knownBrush(brush, model) {
  if (!isBrush(brush)) return null;
  const isKnown = brush.kind === "tie" ? (id) => model.nodes.has(id) : (group) => isGroup(group, model);
  return brush.ids.every(isKnown) ? brush : null;
}

const GROUPS = {
  region: (key, { look }) => Object.hasOwn(look.theatre, key),
  side: (key, { look }) => Object.hasOwn(look.bloc, key),
  label: (key, { look }) => Object.hasOwn(look.kind, key),
  state: (key, { nodes }) => nodes.has(key),
  spot: (key, { look, nodes }) => (key.startsWith("@") ? Object.hasOwn(look.theatre, key.slice(1)) : nodes.has(key)),
};

/** Whether "region/north" is a group that the data can have; "region/" stands for all that belong to none. */
function isGroup(group, model) {
  const cut = group.indexOf("/");
  const by = group.slice(0, cut);
  const key = group.slice(cut + 1);
  return Object.hasOwn(GROUPS, by) && (key === "" || GROUPS[by](key, model));
}

/**
 * Where a selection lies in a view of groups: {cells: ["from to", …], groups}. A node lies in its group; claims, ties,
 * cells and ends in the cells of their claims among those shown.
 */
export function groupsOf(model, selection, claims, by) {
  const cells = new Set();
  const groups = new Set();
  const key = (id) => groupOf(model.nodes.get(id), by) ?? "";
  if (selection?.kind === "node" && model.nodes.has(selection.ids[0])) groups.add(key(selection.ids[0]));
  if (selection?.kind === "claim" || isBrush(selection)) {
    const isPicked = picking(model, selection);
    for (const claim of claims) {
      if (!isPicked(claim)) continue;
      const [from, to] = [key(claim.from), key(claim.to)];
      cells.add(`${from} ${to}`);
      for (const group of [from, to]) groups.add(group);
    }
  }
  return { cells, groups };
}
