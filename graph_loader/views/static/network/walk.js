// Walking the network with the keyboard: from node to node, along ties, and back.

import { byDate, bundlesOf, otherEnd, weigh } from "../model.js";

// Of what a closed theatre holds, so many are named.
const NAMED = 3;
const unrolled = (shown) => ({ ids: shown.nodes, bundles: bundlesOf(shown.claims), marks: [], keyOf: (id) => id });

/**
 * Where the reader stands is {node, bundle, claims, place, all}: a node, or one of its ties (else `bundle` is null), and
 * which of how many it is; at the mark of a closed theatre also `mark`, with `holds`, the weightiest nodes within.
 * `getShown()` tells what is visible, in which alone one walks, and `roll(shown)` what of it is closed (rollup.js); the
 * weightiest come first.
 */
export function createWalk(getShown, places, roll = unrolled) {
  let at = null;
  let trail = [];
  let known = {};

  /** The visible nodes and ties, worked out once for the same picture. */
  function ground() {
    const shown = getShown();
    if (known.shown === shown) return known;
    const { ids, bundles, marks, keyOf } = roll(shown);
    const weights = weigh(shown.claims);
    for (const { id, claims } of marks) weights.set(id, claims);
    for (const [{ from, to }, { length }] of bundles) for (const id of [from, to]) if (!places.has(id)) weights.set(id, weights.get(id) + length);
    const weight = (id) => weights.get(id) ?? 0;
    const inOrder = (some) => some.sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
    const nodes = inOrder([...[...ids].filter((id) => places.has(id)), ...marks.map(({ id }) => id)]);
    const closed = new Map(marks.map((mark) => [mark.id, { mark, holds: inOrder([...shown.nodes].filter((id) => keyOf(id) === mark.id)).slice(0, NAMED) }]));
    known = { shown, nodes, bundles, closed, keyOf, ties: new Map() };
    return known;
  }

  /** The ties of a node: [[bundle, claims], …]. */
  function tiesOf(id) {
    const { ties, bundles } = ground();
    if (!ties.has(id)) {
      const found = [...bundles].filter(([{ from, to }]) => from === id || to === id);
      ties.set(id, found.sort(([a, some], [b, others]) => others.length - some.length || (otherEnd(a, id) < otherEnd(b, id) ? -1 : 1)));
    }
    return ties.get(id);
  }

  /** Where one stands; null before one sets out, and when a filter took it away. */
  function here() {
    const { nodes, closed, keyOf } = ground();
    // A theatre may have been closed around one, or opened under one's feet.
    const node = at && [at.node, keyOf(at.node), at.within].find((id) => nodes.includes(id));
    if (!node) return null;
    const ties = tiesOf(node);
    const tie = at.bundle ? ties.findIndex(([bundle]) => bundle.from === at.bundle.from && bundle.to === at.bundle.to) : -1;
    if (tie < 0) return { node, bundle: null, claims: [], ties: ties.length, place: nodes.indexOf(node) + 1, all: nodes.length, ...closed.get(node) };
    return { node, bundle: ties[tie][0], claims: [...ties[tie][1]].sort(byDate), place: tie + 1, all: ties.length };
  }

  function stepTo(next) {
    if (at) trail.push(at);
    at = { ...next, within: ground().closed.get(next.node)?.holds[0] };
    return here();
  }

  /** The next node (or, `way` being -1, the one before); at first the `chosen` one, else the weightiest. */
  function turnNode(way, chosen = null) {
    const { nodes, keyOf } = ground();
    if (!nodes.length) return null;
    const stands = here();
    if (!stands) return stepTo({ node: nodes.includes(keyOf(chosen)) ? keyOf(chosen) : nodes[0], bundle: null });
    return stepTo({ node: nodes[(stands.place - 1 + way + nodes.length) % nodes.length], bundle: null });
  }

  /** The next tie of the node; null where it has none. */
  function turnTie(way) {
    const stands = here();
    const ties = stands ? tiesOf(stands.node) : [];
    if (!ties.length) return null;
    const next = stands.bundle ? stands.place - 1 + way : way > 0 ? 0 : -1;
    at = { ...at, node: stands.node, bundle: ties[(next + ties.length) % ties.length][0] };
    return here();
  }

  /** The other end of the tie; null where one stands on no tie. */
  function cross() {
    const stands = here();
    return stands?.bundle ? stepTo({ node: otherEnd(stands.bundle, stands.node), bundle: null }) : null;
  }

  /** Where one came from, as far as it is visible; null where one set out. */
  function goBack() {
    const stays = at;
    while (trail.length) {
      at = trail.pop();
      if (here()) return here();
    }
    at = stays;
    return null;
  }

  function stop() {
    at = null;
    trail = [];
  }

  return { here, turnNode, turnTie, cross, goBack, stop };
}
