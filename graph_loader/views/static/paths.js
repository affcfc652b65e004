// How two nodes are connected under the present filters.

import { pairKey } from "./model.js";

/**
 * The shortest connections, then those one step longer, up to `most`; whichever way the ties point.
 * Returns [{nodes: [ids], steps: [[claims], …]}], shortest first, then the better attested.
 */
export function findPaths(claims, from, to, most = 12) {
  const ties = tiesOf(claims);
  if (from === to || !ties.near.has(from) || !ties.near.has(to)) return [];
  const distance = distances(ties.near, to);
  const shortest = distance.get(from);
  if (shortest === undefined) return [];
  const found = [];
  for (const length of [shortest, shortest + 1]) {
    const routes = routesOf(ties.near, distance, from, to, length);
    const paths = routes.map((nodes) => ({ nodes, steps: stepsOf(nodes, ties.between) }));
    found.push(...paths.sort((a, b) => strength(b) - strength(a) || (a.nodes.join() < b.nodes.join() ? -1 : 1)));
    if (found.length >= most) break;
  }
  return found.slice(0, most);
}

/** What chains may run through: unless everything may, no places, topics and collectives, nor ties of location. */
export function linking(model, claims, ends, everything) {
  if (everything) return claims;
  const passable = (id) => ends.includes(id) || connects(model.nodes.get(id));
  return claims.filter((claim) => claim.family !== "location" && passable(claim.from) && passable(claim.to));
}

function connects(node) {
  return !["Place", "Topic", "Source"].includes(node.label) && node.kind !== "collective";
}

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
  return { near, between };
}

function distances(near, start) {
  const distance = new Map([[start, 0]]);
  const queue = [start];
  for (const id of queue)
    for (const next of near.get(id) ?? [])
      if (!distance.has(next)) {
        distance.set(next, distance.get(id) + 1);
        queue.push(next);
      }
  return distance;
}

// Hubs are joined in thousands of ways; more than this nobody reads, and the search stays quick.
const ENOUGH = 600;

/** Every way of exactly this length that visits no node twice. */
function routesOf(near, distance, from, to, length) {
  const routes = [];
  const walk = (route) => {
    if (routes.length >= ENOUGH) return;
    const here = route.at(-1);
    const left = length - (route.length - 1);
    if (here === to) {
      if (left === 0) routes.push([...route]);
      return;
    }
    for (const next of [...near.get(here)].sort()) {
      if (!(distance.get(next) <= left - 1) || route.includes(next)) continue;
      route.push(next);
      walk(route);
      route.pop();
    }
  };
  walk([from]);
  return routes;
}

function stepsOf(nodes, between) {
  return nodes.slice(1).map((id, place) => between.get(pairKey(nodes[place], id)));
}

/** A chain is as strong as its weakest link: the fewest passages under any step, then all of them. */
function strength(path) {
  const counts = path.steps.map((claims) => passagesOf(claims).size);
  return Math.min(...counts) + counts.reduce((sum, number) => sum + Math.min(number, 20), 0) / 1000;
}

function passagesOf(claims) {
  return new Set(claims.flatMap((claim) => claim.evidence.map((row) => `${row.source}#${row.locator}`)));
}
