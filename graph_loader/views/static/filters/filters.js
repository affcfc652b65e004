// Which nodes and claims a state shows. Pure: model and state in, sets out.

import { inWindow, meets } from "../time/dates.js";
import { doubtValues } from "../doubt/doubt.js";
import { otherEnd, picking } from "../model.js";

/**
 * Returns {nodes: Set of ids, claims, timeless, laid, undated, untimely}: `timeless` are the claims before the time window
 * and the focus, `laid` those in focus before the time window, `undated` those of no date that the window leaves out, or
 * shows beside the others where the state says so, `untimely` how many it leaves out because what they tie did not exist
 * yet, or any more.
 */
export function visible(model, state) {
  const hidden = Object.fromEntries(Object.entries(state.hidden).map(([facet, values]) => [facet, new Set(values)]));
  const nodes = new Set();
  for (const node of model.nodes.values()) if (nodePasses(node, hidden)) nodes.add(node.id);
  for (const id of state.gone) nodes.delete(id);
  const isPicked = pickedOut(model, state);
  const timeless = claimsPassing(model, hidden, nodes, state, isPicked);
  const near = (claims) => (state.focus.length ? inFocus(claims, nodes, state) : claims);
  const laid = near(timeless);
  let claims = laid;
  let undated = [];
  let untimely = 0;
  if (state.from !== null || state.to !== null) {
    const inTime = timeless.filter((claim) => !claim.date || inWindow(claim, state.from, state.to, state.reading));
    const wanted = state.undated ? inTime : inTime.filter((claim) => claim.date);
    const timely = state.anyway ? wanted : wanted.filter(({ from, to }) => exists(model.nodes.get(from), state) && exists(model.nodes.get(to), state));
    untimely = wanted.length - timely.length;
    claims = near(timely);
    undated = (state.undated ? claims : near(inTime)).filter((claim) => !claim.date);
  }
  if (state.connected || state.focus.length || state.around.length || isPicked) keepConnected(nodes, claims, state.focus);
  else if (!state.anyway) keepExisting(nodes, claims, state, model);
  return { nodes, claims, timeless, laid, undated, untimely };
}

/** What a search and a pick leave; null if there is neither. */
function pickedOut(model, { q, brush }) {
  const said = q ? model.search.matching(q) : null;
  const isBrushed = brush && picking(model, brush);
  if (!said) return isBrushed;
  return (claim) => said.has(claim.id) && (!isBrushed || isBrushed(claim));
}

function nodePasses(node, hidden) {
  return (
    node.drawn &&
    !hidden.theatre.has(node.region ?? "none") &&
    !hidden.kind.has(node.label) &&
    !(hidden.bloc.size && hidden.bloc.has(node.side ?? "none"))
  );
}

/** The claims that a search finds; null without one. */
function claimsPassing(model, hidden, nodes, state, isPicked) {
  return model.claims.filter((claim) => (!isPicked || isPicked(claim)) && claimPasses(model, claim, hidden, nodes, state));
}

function claimPasses(model, claim, hidden, nodes, { around, extra }) {
  if (hidden.family.has(claim.family) || hidden.type.has(claim.type) || hidden.standing.has(claim.standing) || hidden.polarity.has(claim.polarity)) return false;
  if (!nodes.has(claim.from) || !nodes.has(claim.to)) return false;
  if (hidden.source.size && claim.evidence.every((row) => hidden.source.has(row.source))) return false;
  if (hidden.package.size && hidden.package.has(claim.package)) return false;
  if (hidden.doubt.size && doubtValues(claim).every((kind) => hidden.doubt.has(kind))) return false;
  return !around.length || [claim.from, claim.to].some((id) => around.includes(model.nodes.get(id).region) || extra.includes(id));
}

/** Claims within so many steps of the focus; of two nodes, the ties to their common neighbours; and what was added. */
function inFocus(claims, nodes, { focus, steps, extra }) {
  const neighbours = neighbourMap(claims);
  const of = (id) => neighbours.get(id) ?? [];
  const [one, other] = focus;
  if (other === undefined) {
    const reached = withExtra(within(one, steps, of), extra, of);
    return claims.filter((claim) => reached.has(claim.from) && reached.has(claim.to));
  }
  const shared = new Set([...of(one)].filter((id) => neighbours.get(other)?.has(id)));
  const ends = new Set(focus);
  const reached = withExtra(new Set([...ends, ...shared]), extra, of);
  const added = new Set(extra);
  return claims.filter(
    ({ from, to }) =>
      (ends.has(from) && (shared.has(to) || ends.has(to))) ||
      (ends.has(to) && shared.has(from)) ||
      ((added.has(from) || added.has(to)) && reached.has(from) && reached.has(to)),
  );
}

function within(start, steps, neighboursOf) {
  const reached = new Map([[start, 0]]);
  const queue = [start];
  for (const id of queue) {
    if (reached.get(id) === steps) continue;
    for (const next of neighboursOf(id)) {
      if (!reached.has(next)) {
        reached.set(next, reached.get(id) + 1);
        queue.push(next);
      }
    }
  }
  return new Set(reached.keys());
}

/** With the neighbours of those that the reader opened, one after the other. */
function withExtra(reached, extra, neighboursOf) {
  for (const id of extra) if (reached.has(id)) for (const next of neighboursOf(id)) reached.add(next);
  return reached;
}

export function neighbourMap(claims) {
  const neighbours = new Map();
  const add = (a, b) => {
    if (!neighbours.has(a)) neighbours.set(a, new Set());
    neighbours.get(a).add(b);
  };
  for (const claim of claims) {
    if (claim.from === claim.to) continue;
    add(claim.from, claim.to);
    add(claim.to, claim.from);
  }
  return neighbours;
}

function keepConnected(nodes, claims, focus) {
  const tied = new Set(focus);
  for (const claim of claims) {
    tied.add(claim.from);
    tied.add(otherEnd(claim, claim.from));
  }
  for (const id of nodes) if (!tied.has(id)) nodes.delete(id);
}

/** Of what has no tie in the window, only what can have existed in it. */
function keepExisting(nodes, claims, { from, to }, model) {
  const tied = new Set(claims.flatMap((claim) => [claim.from, claim.to]));
  for (const id of nodes) {
    if (!tied.has(id) && !exists(model.nodes.get(id), { from, to })) nodes.delete(id);
  }
}

/** Whether a node can have existed in a window; what has no dates of its own always can. */
export function exists({ life }, { from, to }) {
  return !life || meets(life, from, to);
}

/** How many visible claims each value of each facet has, and how many nodes for the node facets. */
export function facetCounts(model, shown) {
  const counts = { theatre: {}, kind: {}, bloc: {}, family: {}, type: {}, standing: {}, polarity: {}, doubt: {}, source: {}, package: {} };
  const add = (facet, value) => (counts[facet][value] = (counts[facet][value] ?? 0) + 1);
  for (const id of shown.nodes) {
    const node = model.nodes.get(id);
    add("theatre", node.region ?? "none");
    add("kind", node.label);
    add("bloc", node.side ?? "none");
  }
  for (const claim of shown.claims) {
    add("family", claim.family);
    add("type", claim.type);
    add("standing", claim.standing);
    add("polarity", claim.polarity);
    for (const kind of doubtValues(claim)) add("doubt", kind);
    if (model.packages.has(claim.package)) add("package", claim.package);
    if (claim.evidence.length === 1) add("source", claim.evidence[0].source);
    else for (const source of new Set(claim.evidence.map((row) => row.source))) add("source", source);
  }
  return counts;
}
