// Where everything lies at present: as it was laid out, around what is in focus, or where the reader put it.

import { layOut } from "../canvas/stress.js";
import { theatreOf } from "./overview.js";
import { placeOverview } from "./overviewplaces.js";

// More nodes than these keep the places of the overview under focus too.
const MOST = 300;
// Among few nodes the mark of a great one would hide the others.
const LARGEST = 26;
// The regions of graph/layout.py are wider than high, and hold their nodes with some room.
const ASPECT = 1.3;
const ROOM = 33;

/** Puts the model's places and regions where a state wants them. */
export function createArrangement(model, measures) {
  const home = new Map([...model.places.values()].map(({ id, x, y, size }) => [id, { x, y, size }]));
  const regions = model.regions;
  const members = new Map(regions.map(({ theatre }) => [theatre, []]));
  for (const id of home.keys()) members.get(model.nodes.get(id)?.region)?.push(id);
  let last = { key: null, spots: null };

  /** Settle all for what is shown; returns what moved: [[place, {x, y} of before], …]. `ratio`: of the frame's sides. */
  function settle(shown, state, ratio) {
    const overview = shown.overview && overviewPlaces(shown);
    const spots = overview?.spots ?? spotsOf(shown, state, ratio);
    const moved = putBy(state);
    const sizeOf = measured(state, spots !== null);
    const changed = [];
    for (const place of model.places.values()) {
      const { x, y } = moved.get(place.id) ?? spots?.get(place.id) ?? home.get(place.id);
      place.size = sizeOf(place.id);
      if (x === place.x && y === place.y) continue;
      if (shown.nodes.has(place.id)) changed.push([place, { x: place.x, y: place.y }]);
      Object.assign(place, { x, y });
    }
    model.regions = overview?.regions ?? (spots ? [] : holding(shown, moved));
    return changed;
  }

  /** The regions around those that they hold. */
  function holding({ nodes, timeless }, moved) {
    const held = endsOf(timeless);
    return regions.map((region) => refitted(region, (id) => !moved.has(id) && (held.has(id) || nodes.has(id)))).filter(Boolean);
  }

  /** How large a node is; those that are few in a picture are never great. */
  function measured({ size }, isOfFew) {
    const measure = measures.get(size);
    const most = isOfFew ? LARGEST : Infinity;
    return (id) => Math.min(measure?.size(model.nodes.get(id)) ?? home.get(id).size, most);
  }

  /** The places and regions of an overview, of the theatres that have something to show. */
  function overviewPlaces({ nodes, overview }) {
    const { chosen, drawn, open } = overview;
    const groups = new Map(regions.map((region) => [region.theatre, { theatre: region.theatre, region, ids: [], besides: [], all: open.includes(region.theatre) ? [] : null }]));
    groups.set("", { theatre: "", ids: [], besides: [], all: null });
    const groupOf = (id) => groups.get(theatreOf(model, id)) ?? groups.get("");
    const used = new Set();
    for (const id of nodes) {
      used.add(groupOf(id));
      groupOf(id).all?.push(id);
    }
    for (const id of chosen) groupOf(id).ids.push(id);
    const inRing = new Set(chosen);
    for (const id of drawn) if (!inRing.has(id)) groupOf(id).besides.push(id);
    return placeOverview([...groups.values()].filter((group) => used.has(group)), home);
  }

  /** The places under focus, those of all times, so that nothing jumps while the years go by; null for the overview. */
  function spotsOf(shown, { focus }, ratio) {
    if (!focus.length) return null;
    const claims = [shown.laid, shown.claims].find((some) => endsOf(some).size <= MOST);
    if (!claims) return null;
    const ids = [...new Set([...endsOf(claims), ...focus])].filter((id) => home.has(id)).sort();
    const shape = ratio < 1 ? 0.75 : 1.5;
    const key = JSON.stringify([ids, claims.length, claims[0]?.id, claims.at(-1)?.id, shape]);
    if (last.key !== key) {
      const nodes = ids.map((id) => ({ ...home.get(id), id, size: Math.min(home.get(id).size, LARGEST) }));
      last = { key, spots: layOut(nodes, claims.map(({ from, to }) => [from, to]), shape) };
    }
    return last.spots;
  }

  /** The ellipse around those of a theatre that are held; null if it holds nobody. */
  function refitted(region, isHeld) {
    const all = members.get(region.theatre);
    const places = all.filter(isHeld).map((id) => model.places.get(id));
    if (places.length === all.length) return region;
    if (!places.length) return null;
    const around = (x, y) => ({ ...region, x, y, ry: ROOM + places.reduce((most, place) => Math.max(most, Math.hypot((place.x - x) / ASPECT, place.y - y)), 0) });
    const own = around(...["x", "y"].map((axis) => (edge(places, axis, Math.min) + edge(places, axis, Math.max)) / 2));
    // Beyond its ellipse of before it would get into another one.
    const within = Math.hypot((own.x - region.x) / ASPECT, own.y - region.y) + own.ry <= region.ry;
    const found = within ? own : around(region.x, region.y);
    const ry = Math.min(found.ry, region.ry);
    return { ...found, rx: ry * ASPECT, ry };
  }

  return { settle };
}

/** Where the reader put nodes: while this is in focus, or for good. */
function putBy({ focus, pinned, moved }) {
  return new Map((focus.length ? pinned : moved).map(([id, x, y]) => [id, { x, y }]));
}

function edge(places, axis, pick) {
  return places.reduce((most, place) => pick(most, place[axis]), places[0][axis]);
}

function endsOf(claims) {
  const ends = new Set();
  for (const { from, to } of claims) ends.add(from).add(to);
  return ends;
}
