// How two nodes are connected under the present filters.

import { pairKey, passagesOf } from "./model.js";

/**
 * The shortest connections, then those one step longer, up to `most`; whichever way the ties point.
 * Returns [{nodes: [ids], steps: [[claims], …]}]. Of one length they are ranked as graph_loader/connections.py ranks
 * them: by the passages of the weakest step, then by those of all steps added up, then by ids.
 */
export function findPaths(claims, from, to, most = 12) {
  const ties = tiesOf(claims);
  if (from === to || !ties.near.has(from) || !ties.near.has(to)) return [];
  const shortest = distance(ties.near, from, to);
  const found = [];
  for (const length of [shortest, shortest + 1]) found.push(...bestRoutes(ties, from, to, length, most - found.length));
  return found.map((nodes) => ({ nodes, steps: stepsOf(nodes, ties.between) }));
}

/**
 * What chains may run through: unless `everything` may, no places, topics and collectives, nor ties of place; and
 * unless `denied` ones may, no ties of which the source says that they were not. As graph_loader/graph/connections.py.
 */
export function linking(model, claims, ends, { everything, denied }) {
  const staged = Object.keys(model.look.theatre).length > 0;
  const passable = (id) => everything || ends.includes(id) || connects(model.nodes.get(id), staged);
  const counts = (claim) => (denied || claim.polarity !== "denied") && (everything || !model.look.family[claim.family]?.spatial);
  return claims.filter((claim) => counts(claim) && passable(claim.from) && passable(claim.to));
}

function connects(node, staged) {
  if (["Agreement", "Event"].includes(node.label)) return true;
  // Where there are theatres, a person without one is a historian whom the sources cite.
  const acts = node.label === "Person" ? Boolean(node.region) || !staged : ["State", "Party", "Organization"].includes(node.label);
  return acts && node.kind !== "collective";
}

/** Who is next to whom, in order of ids, and the claims between two, with the passages that they rest on. */
function tiesOf(claims) {
  const near = new Map();
  const between = new Map();
  const meet = (a, b) => {
    if (!near.has(a)) near.set(a, new Set());
    near.get(a).add(b);
  };
  for (const claim of claims) {
    if (claim.from === claim.to) continue;
    meet(claim.from, claim.to);
    meet(claim.to, claim.from);
    const key = pairKey(claim.from, claim.to);
    if (!between.has(key)) between.set(key, []);
    between.get(key).push(claim);
  }
  for (const [id, others] of near) near.set(id, [...others].sort());
  const told = new Map([...between].map(([key, tie]) => [key, passagesOf(tie).length]));
  return { near, between, passages: (a, b) => told.get(pairKey(a, b)) };
}

/** How many steps apart two nodes are; Infinity if nothing connects them. */
function distance(near, from, to) {
  const steps = new Map([[from, 0]]);
  const queue = [from];
  for (const id of queue)
    for (const next of near.get(id))
      if (!steps.has(next)) {
        steps.set(next, steps.get(id) + 1);
        queue.push(next);
      }
  return steps.get(to) ?? Infinity;
}

/** The best ways of exactly this length that visit no node twice; those that cannot be among them are not walked. */
function bestRoutes({ near, passages }, from, to, length, most) {
  if (length === Infinity || most <= 0) return [];
  const best = [];
  const limit = limits(near, passages, to);
  const walk = (route, weakest, together) => {
    const here = route.at(-1);
    const left = length - route.length;
    for (const next of near.get(here)) {
      const rest = route.includes(next) ? null : limit(next, left);
      if (!rest) continue;
      const step = passages(here, next);
      const way = { nodes: [...route, next], weakest: Math.min(weakest, step), together: together + step };
      const hope = { weakest: Math.min(way.weakest, rest.weakest), together: way.together + rest.together };
      // Routes come in the order of their ids, so an equal that comes later is the lesser one.
      if (best.length === most && !isBetter(hope, best.at(-1))) continue;
      if (left > 0) walk(way.nodes, way.weakest, way.together);
      else keep(best, way, most);
    }
  };
  walk([from], Infinity, 0);
  return best.map((way) => way.nodes);
}

function isBetter(one, other) {
  return one.weakest > other.weakest || (one.weakest === other.weakest && one.together > other.together);
}

function keep(best, way, most) {
  const worse = best.findIndex((other) => isBetter(way, other));
  best.splice(worse < 0 ? best.length : worse, 0, way);
  best.length = Math.min(best.length, most);
}

/** The most that a rest of so many steps to the goal can have: its weakest step, and all together; null if none. */
function limits(near, passages, to) {
  const known = new Map();
  const limit = (id, left) => {
    if (id === to || left === 0) return id === to && left === 0 ? { weakest: Infinity, together: 0 } : null;
    const key = `${left} ${id}`;
    if (known.has(key)) return known.get(key);
    let most = null;
    for (const next of near.get(id)) {
      const rest = limit(next, left - 1);
      if (!rest) continue;
      const step = passages(id, next);
      most ??= { weakest: 0, together: 0 };
      most.weakest = Math.max(most.weakest, Math.min(step, rest.weakest));
      most.together = Math.max(most.together, step + rest.together);
    }
    known.set(key, most);
    return most;
  };
  return limit;
}

function stepsOf(nodes, between) {
  return nodes.slice(1).map((id, place) => between.get(pairKey(nodes[place], id)));
}
