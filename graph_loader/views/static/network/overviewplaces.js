// Where an overview puts its marks and actors: each theatre in the direction where it lies, its actors around its mark.

// As graph/layout.py: everything is stretched sideways.
const ASPECT = 1.3;
// The first ring around the mark, what lies between two rings, and the room of a name on them, in units of the picture.
const FIRST = 130;
const BETWEEN = 74;
const SLOT = 100;
// Outside the last ring is where those lie who are picked; and what lies between two theatres.
const ROOM = 60;
const ALLEY = 50;

/**
 * Places for the groups of an overview: {regions, spots}. `groups`: [{theatre, ids, besides, region, all}], of which `region`
 * is where the theatre lies in the whole picture (none for "", which lies below the others), `besides` are outside the ring,
 * and `all`, where the theatre is open, keep their places in it. `home`: Map of ids to {x, y}.
 */
export function placeOverview(groups, home) {
  const rings = groups.map((group) => (group.all ? { spots: kept(group, home), radius: group.region.ry } : ringed(group, home)));
  const centres = apart(groups, rings.map(({ radius }) => radius));
  const spots = new Map();
  for (const [number, { spots: around }] of rings.entries()) {
    for (const [id, { x, y }] of around) spots.set(id, { x: Math.round(centres[number].x + x), y: Math.round(centres[number].y + y) });
  }
  const regions = groups.map(({ theatre }, number) => ({ theatre, ...centres[number], rx: rings[number].radius * ASPECT, ry: rings[number].radius }));
  return { regions, spots };
}

/** Where those of an open theatre lie, seen from its middle. */
function kept({ all, region }, home) {
  return new Map(all.map((id) => [id, { x: home.get(id).x - region.x, y: home.get(id).y - region.y }]));
}

/** On rings around the mark, in the order of the directions in which they lie in the whole picture. */
function ringed({ ids, besides, region }, home) {
  const angle = (id) => Math.atan2(home.get(id).y - (region?.y ?? 0), (home.get(id).x - (region?.x ?? 0)) / ASPECT);
  const spots = new Map();
  let radius = FIRST - BETWEEN;
  let rest = ids;
  while (rest.length) {
    radius += BETWEEN;
    const part = rest.slice(0, Math.floor((2 * Math.PI * radius) / SLOT));
    rest = rest.slice(part.length);
    const turned = part.map((id) => [angle(id), id]).sort(([a, one], [b, other]) => a - b || (one < other ? -1 : 1));
    // Those of a ring lie evenly, turned so that the first of them keeps its direction.
    for (const [number, [, id]] of turned.entries()) spots.set(id, at(turned[0][0] + (2 * Math.PI * number) / turned.length, radius));
  }
  radius = Math.max(radius, FIRST) + ROOM;
  for (const id of besides) spots.set(id, at(angle(id), radius - ROOM / 3));
  return { spots, radius };
}

function at(angle, radius) {
  return { x: ASPECT * radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

/** The middles of the groups: as they lie in the whole picture, so near to each other that none meet. */
function apart(groups, radii) {
  const middles = groups.map(({ region }) => region && { x: region.x / ASPECT, y: region.y });
  let factor = 0;
  for (const [i, one] of middles.entries()) {
    for (const [j, other] of middles.entries()) {
      if (!one || !other || i >= j) continue;
      factor = Math.max(factor, (radii[i] + radii[j] + ALLEY) / Math.max(1, Math.hypot(one.x - other.x, one.y - other.y)));
    }
  }
  const placed = middles.map((middle) => middle && { x: middle.x * factor * ASPECT, y: middle.y * factor });
  const lowest = placed.reduce((most, middle, number) => (middle ? Math.max(most, middle.y + radii[number] + ALLEY) : most), -Infinity);
  return placed.map((middle, number) => middle ?? { x: 0, y: lowest === -Infinity ? 0 : lowest + radii[number] });
}
