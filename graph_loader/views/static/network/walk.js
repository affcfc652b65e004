// Walking the network with the keyboard: from node to node, along ties, and back.

import { byDate, bundlesOf, otherEnd, weigh } from "../model.js";

/**
 * Where the reader stands is {node, bundle, claims, place, all}: a node, or one of its ties (else `bundle` is null), and
 * which of how many it is. `getShown()` tells what is visible, in which alone one walks; the weightiest come first.
 */
export function createWalk(getShown, places) {
  let at = null;
  let trail = [];
  let known = {};

  /** The visible nodes and ties, worked out once for the same picture. */
  function ground() {
    const shown = getShown();
    if (known.shown === shown) return known;
    const weights = weigh(shown.claims);
    const weight = (id) => weights.get(id) ?? 0;
    const nodes = [...shown.nodes].filter((id) => places.has(id)).sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
    known = { shown, nodes, bundles: bundlesOf(shown.claims), ties: new Map() };
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
    const { nodes } = ground();
    const place = at ? nodes.indexOf(at.node) : -1;
    if (place < 0) return null;
    const ties = tiesOf(at.node);
    const tie = at.bundle ? ties.findIndex(([bundle]) => bundle === at.bundle) : -1;
    if (tie < 0) return { node: at.node, bundle: null, claims: [], ties: ties.length, place: place + 1, all: nodes.length };
    return { node: at.node, bundle: at.bundle, claims: [...ties[tie][1]].sort(byDate), place: tie + 1, all: ties.length };
  }

  function stepTo(next) {
    if (at) trail.push(at);
    at = next;
    return here();
  }

  /** The next node (or, `way` being -1, the one before); at first the `chosen` one, else the weightiest. */
  function turnNode(way, chosen = null) {
    const { nodes } = ground();
    if (!nodes.length) return null;
    const stands = here();
    if (!stands) return stepTo({ node: nodes.includes(chosen) ? chosen : nodes[0], bundle: null });
    return stepTo({ node: nodes[(stands.place - 1 + way + nodes.length) % nodes.length], bundle: null });
  }

  /** The next tie of the node; null where it has none. */
  function turnTie(way) {
    const stands = here();
    const ties = stands ? tiesOf(stands.node) : [];
    if (!ties.length) return null;
    const next = stands.bundle ? stands.place - 1 + way : way > 0 ? 0 : -1;
    at = { node: stands.node, bundle: ties[(next + ties.length) % ties.length][0] };
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
