// How two nodes are connected under the present filters.

import { FIRST, LAST } from "../time/dates.js";
import { beginBy, doneBy, earliest, firstArrival, inOrder, latest, occasionOf } from "./intime.js";
import { passagesOf } from "../model.js";

// So many ways are told.
const MOST = 12;

/**
 * The shortest connections, then those one step longer. Returns [{nodes: [ids], steps: [[claims], …]}]. Of one length
 * they are ranked as graph_loader/connections.py ranks them: by the passages of the weakest step, then by those of all
 * steps added up, then by ids.
 *
 * `directed`: only along ties, from their first end to their second; those without a direction go both ways. `timed`,
 * "possible" or "certain": each step no earlier than the one before can be by this reading of dates. Then the way
 * that arrives first leads, and each has its `arrival`, the earliest day by which its last step can be done.
 */
export function findPaths(claims, from, to, { directed = false, timed = null } = {}) {
  const ties = tiesOf(claims, { directed, timed });
  if (from === to || !ties.near.has(from)) return [];
  const shortest = timed ? stepsInTime(ties, from, to) : distance(ties.near, from, to);
  if (shortest === Infinity) return [];
  const found = timed ? [firstOf(ties, from, to)] : [];
  for (const length of [shortest, shortest + 1]) found.push(...bestRoutes(ties, from, to, length, MOST - found.length));
  const routes = new Map(found.map((nodes) => [JSON.stringify(nodes), nodes]));
  return [...routes.values()].map((nodes) => told(nodes, ties, timed));
}

function told(nodes, { between, when }, timed) {
  const steps = nodes.slice(1).map((id, place) => between(nodes[place], id));
  return { nodes, ...(timed ? inOrder(steps, when) : { steps }) };
}

function firstOf({ near, between, when }, from, to) {
  const leaving = (id) =>
    [...(near.get(id) ?? [])].flatMap((other) => between(id, other).map((claim) => [claim, other])).sort(([a], [b]) => (a.id < b.id ? -1 : 1));
  return [from, ...firstArrival(leaving, when, from, to).map(([, , other]) => other)];
}

/** Whether there is any way; as `findPaths`. */
export function isReachable(claims, from, to, { directed = false, timed = null } = {}) {
  const ties = tiesOf(claims, { directed, timed });
  return from !== to && (timed ? stepsInTime(ties, from, to) : distance(ties.near, from, to)) < Infinity;
}

/** How a state asks for paths. */
export function orderOf({ directed, timed, reading }) {
  return { directed, timed: timed ? reading : null };
}

/**
 * What chains may run through: unless `everything` may, no places, topics and collectives, nor ties of place; unless
 * `denied` ones may, no ties of which the source says that they were not; and only the families that were picked, if
 * any were. As graph_loader/graph/connections.py.
 */
export function linking(model, claims, ends, { everything, denied, pathFamilies = [] }) {
  const isActor = acting(model);
  const connects = (node) => ["Agreement", "Event"].includes(node.label) || (isActor(node) && node.kind !== "collective");
  const passable = (id) => everything || ends.includes(id) || connects(model.nodes.get(id));
  const along = (family) => (pathFamilies.length ? pathFamilies.includes(family) : everything || !model.look.family[family]?.spatial);
  const counts = (claim) => (denied || claim.polarity !== "denied") && along(claim.family);
  return claims.filter((claim) => counts(claim) && passable(claim.from) && passable(claim.to));
}

/** Tells whether a node is an actor: where there are theatres, a person without one is a historian whom the sources cite. */
export function acting(model) {
  const staged = Object.keys(model.look.theatre).length > 0;
  return ({ label, region }) => (label === "Person" ? Boolean(region) || !staged : ["State", "Party", "Organization"].includes(label));
}

/** Whom one comes to from whom, in order of ids, and the claims from one to another; where order counts, when each can be. */
function tiesOf(claims, { directed, timed }) {
  const near = new Map();
  const occasions = new Map();
  const meet = (a, b, claim) => {
    if (!near.has(a)) near.set(a, new Map());
    const others = near.get(a);
    if (others.has(b)) others.get(b).push(claim);
    else others.set(b, [claim]);
  };
  for (const claim of claims) {
    if (claim.from === claim.to) continue;
    const when = timed && occasionOf(claim, timed);
    if (timed && !when) continue;
    occasions.set(claim, when);
    meet(claim.from, claim.to, claim);
    if (!directed || claim.symmetric) meet(claim.to, claim.from, claim);
  }
  const between = (a, b) => near.get(a).get(b);
  const when = (claim) => occasions.get(claim);
  const sorted = new Map([...near].map(([id, others]) => [id, [...others.keys()].sort()]));
  const known = new Map();
  const passages = (a, b) => {
    const tie = between(a, b);
    if (!known.has(tie)) known.set(tie, passagesOf(tie).length);
    return known.get(tie);
  };
  const done = timed ? (a, b, day) => earliest(between(a, b).map((claim) => doneBy(when(claim), day))) : (a, b, day) => day;
  const begin = timed ? (a, b, day) => latest(between(a, b).map((claim) => beginBy(when(claim), day))) : (a, b, day) => day;
  return { near: sorted, between, when, passages, done, begin };
}

/** How many steps apart two nodes are; Infinity if nothing connects them. */
function distance(near, from, to) {
  const steps = new Map([[from, 0]]);
  const queue = [from];
  for (const id of queue)
    for (const next of near.get(id) ?? [])
      if (!steps.has(next)) {
        steps.set(next, steps.get(id) + 1);
        queue.push(next);
      }
  return steps.get(to) ?? Infinity;
}

/** The fewest steps in order of time; Infinity if there is no such way. */
function stepsInTime({ near, done }, from, to) {
  const best = new Map([[from, FIRST]]);
  let reached = new Map(best);
  for (let steps = 1; reached.size; steps++) {
    const next = new Map();
    for (const [id, day] of reached)
      for (const other of near.get(id) ?? []) {
        const arrival = done(id, other, day);
        if (arrival === null || (best.has(other) && best.get(other) <= arrival)) continue;
        best.set(other, arrival);
        next.set(other, arrival);
      }
    if (next.has(to)) return steps;
    reached = next;
  }
  return Infinity;
}

/** The best ways of exactly this length that visit no node twice; those that cannot be among them are not walked. */
function bestRoutes({ near, passages, done, begin }, from, to, length, most) {
  if (most <= 0) return [];
  const best = [];
  const limit = limits(near, passages, to);
  const deadline = deadlines(near, begin, to);
  const walk = (route, weakest, together, day) => {
    const here = route.at(-1);
    const left = length - route.length;
    for (const next of near.get(here) ?? []) {
      const rest = route.includes(next) ? null : limit(next, left);
      if (!rest) continue;
      const arrival = done(here, next, day);
      const last = deadline(next, left);
      if (arrival === null || last === null || arrival > last) continue;
      const step = passages(here, next);
      const way = { nodes: [...route, next], weakest: Math.min(weakest, step), together: together + step };
      const hope = { weakest: Math.min(way.weakest, rest.weakest), together: way.together + rest.together };
      // Routes come in the order of their ids, so an equal that comes later is the lesser one.
      if (best.length === most && !isBetter(hope, best.at(-1))) continue;
      if (left > 0) walk(way.nodes, way.weakest, way.together, arrival);
      else keep(best, way, most);
    }
  };
  walk([from], Infinity, 0, FIRST);
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
    for (const next of near.get(id) ?? []) {
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

/** The last day on which one must be there to reach the goal in so many steps more; null if one cannot. */
function deadlines(near, begin, to) {
  const known = new Map();
  const deadline = (id, left) => {
    if (id === to || left === 0) return id === to && left === 0 ? LAST : null;
    const key = `${left} ${id}`;
    if (!known.has(key)) {
      const days = (near.get(id) ?? []).map((next) => [next, deadline(next, left - 1)]);
      known.set(key, latest(days.map(([next, day]) => day && begin(id, next, day))));
    }
    return known.get(key);
  };
  return deadline;
}
