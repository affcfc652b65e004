// A layout of few nodes for the page itself: what is near in the graph is near in the picture (stress majorization).

// How long a tie is among few nodes, and what a name needs beside and above its node, in units of the picture.
const STEP = 170;
const NAME = [84, 30];
// Of more nodes than these not all are named, and marks alone must not overlap.
const FEW = 60;
const MARK = [9, 9];
// So many pairs of nodes are looked at in all, so that some hundreds of nodes take no longer than a blink.
const BUDGET = 1.6e6;
const LEAST = 12;
const MOST = 90;

/**
 * Places for some hundreds of nodes: Map of ids to {x, y}, around (0, 0). `nodes`: [{id, x, y, size}], which start from
 * where they lie, so that what was to the north stays there; `pairs`: [[id, id], …]; `ratio`: width to height.
 */
export function layOut(nodes, pairs, ratio) {
  const places = nodes.map(({ x, y }) => ({ x, y }));
  if (nodes.length > 1) {
    const far = distances(nodes, pairs);
    begin(places, far);
    settle(places, far);
    stretch(places, ratio);
    separate(places, nodes);
  }
  centre(places);
  return new Map(nodes.map(({ id }, place) => [id, { x: Math.round(places[place].x), y: Math.round(places[place].y) }]));
}

/** How many ties lie between two nodes; parts that nothing joins lie a little farther apart than any two of one part. */
function distances(nodes, pairs) {
  const place = new Map(nodes.map(({ id }, number) => [id, number]));
  const near = nodes.map(() => new Set());
  for (const [one, other] of pairs) {
    const [a, b] = [place.get(one), place.get(other)];
    if (a === undefined || b === undefined || a === b) continue;
    near[a].add(b);
    near[b].add(a);
  }
  const far = nodes.map((_, start) => stepsFrom(start, near));
  const apart = 1 + far.reduce((most, row) => row.reduce((best, steps) => (steps < Infinity ? Math.max(best, steps) : best), most), 1);
  return far.map((row) => row.map((steps) => Math.min(steps, apart)));
}

function stepsFrom(start, near) {
  const steps = new Float64Array(near.length).fill(Infinity);
  steps[start] = 0;
  const queue = [start];
  for (const here of queue)
    for (const next of near[here])
      if (steps[next] === Infinity) {
        steps[next] = steps[here] + 1;
        queue.push(next);
      }
  return steps;
}

/** Keep the directions of before, at the size that the distances ask for; those on one spot part in a spiral. */
function begin(places, far) {
  centre(places);
  const reach = Math.max(1, ...places.map(({ x, y }) => Math.hypot(x, y)));
  const wide = Math.max(1, ...far[0]) * STEP;
  for (const [number, place] of places.entries()) {
    const angle = number * 2.399963;
    place.x = (place.x / reach) * wide + Math.cos(angle) * (1 + number / 10);
    place.y = (place.y / reach) * wide + Math.sin(angle) * (1 + number / 10);
  }
}

/** Move each node, one after the other, to where its distances to all others fit best. */
function settle(places, far) {
  const number = places.length;
  const times = Math.max(LEAST, Math.min(MOST, Math.round(BUDGET / number ** 2)));
  for (let time = 0; time < times; time++)
    for (let a = 0; a < number; a++) {
      const here = places[a];
      let [x, y, weight] = [0, 0, 0];
      for (let b = 0; b < number; b++) {
        if (a === b) continue;
        const [dx, dy] = [here.x - places[b].x, here.y - places[b].y];
        const length = Math.sqrt(dx * dx + dy * dy) || 1;
        const share = 1 / far[a][b] ** 2;
        const wanted = (far[a][b] * STEP) / length;
        x += share * (places[b].x + dx * wanted);
        y += share * (places[b].y + dy * wanted);
        weight += share;
      }
      here.x = x / weight;
      here.y = y / weight;
    }
}

/** As wide as the frame is to its height, within what leaves lengths comparable. */
function stretch(places, ratio) {
  const [wide, high] = ["x", "y"].map((axis) => Math.max(...places.map((place) => place[axis])) - Math.min(...places.map((place) => place[axis])));
  const by = Math.sqrt(Math.max(0.4, Math.min(2.5, (ratio * Math.max(high, STEP)) / Math.max(wide, STEP))));
  // The more there are, the more room they need.
  const wider = Math.max(1, Math.sqrt(places.length / FEW) * 1.4);
  for (const place of places) {
    place.x *= by * wider;
    place.y /= by / wider;
  }
}

/** Push apart what would overlap, marks and names; along the side on which less is missing. */
function separate(places, nodes) {
  const times = Math.max(LEAST, Math.min(MOST, Math.round(BUDGET / nodes.length ** 2)));
  const [beside, above] = nodes.length > FEW ? MARK : NAME;
  for (let time = 0; time < times; time++) {
    let moved = false;
    for (let a = 0; a < places.length; a++)
      for (let b = a + 1; b < places.length; b++) {
        const [dx, dy] = [places[b].x - places[a].x, places[b].y - places[a].y];
        const room = nodes[a].size + nodes[b].size;
        const [lackX, lackY] = [room + beside - Math.abs(dx), room + above - Math.abs(dy)];
        if (lackX <= 0.5 || lackY <= 0.5) continue;
        moved = true;
        const axis = lackX < lackY ? "x" : "y";
        const push = (Math.min(lackX, lackY) / 2) * ((axis === "x" ? dx : dy) < 0 ? -1 : 1);
        places[a][axis] -= push;
        places[b][axis] += push;
      }
    if (!moved) return;
  }
}

function centre(places) {
  const middle = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / (places.length || 1);
  const [x, y] = [middle("x"), middle("y")];
  for (const place of places) {
    place.x -= x;
    place.y -= y;
  }
}
