// The payload as the page uses it: nodes, claims and the bundles of parallel claims.

/** Index the payload once. A bundle holds every claim between two nodes, whichever way. */
export function buildModel(data) {
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const bundles = new Map(data.bundles.map((bundle) => [bundle.id, { ...bundle, claims: [] }]));
  const byPair = new Map([...bundles.values()].map((bundle) => [pairKey(bundle.from, bundle.to), bundle]));
  const claims = data.claims;
  const claimsOf = new Map(data.nodes.map((node) => [node.id, []]));
  for (const claim of claims) {
    const bundle = byPair.get(pairKey(claim.from, claim.to));
    claim.bundle = bundle.id;
    bundle.claims.push(claim);
    claimsOf.get(claim.from).push(claim);
    if (claim.to !== claim.from) claimsOf.get(claim.to).push(claim);
  }
  const claim = new Map(claims.map((one) => [one.id, one]));
  return { data, nodes, bundles, byPair, claims, claim, claimsOf };
}

/** One key for two ids in either order; the length keeps pairs apart whatever the ids hold. */
export function pairKey(a, b) {
  return a < b ? `${a.length} ${a} ${b}` : `${b.length} ${b} ${a}`;
}

export function otherEnd(claim, id) {
  return claim.from === id ? claim.to : claim.from;
}

/** The distinct passages behind claims, each place in a source once; as graph_loader/passages.py lists them. */
export function passagesOf(claims) {
  return [...new Set(claims.flatMap((claim) => claim.evidence.map((row) => `${row.source}#${row.locator ?? ""}`)))];
}

/** Claims in order of date, undated ones last: by their first day, then by their last; as graph_loader/dossier.py. */
export function byDate(a, b) {
  const one = moment(a);
  const other = moment(b);
  const place = one.findIndex((value, number) => value !== other[number]);
  return place < 0 ? 0 : one[place] < other[place] ? -1 : 1;
}

function moment({ date, start, end_earliest, end, id }) {
  return [date ? 0 : 1, start ?? end_earliest ?? "", end ?? "9999", id];
}

/** Visible claims by bundle: Map of bundle id to claims. */
export function bundlesOf(claims) {
  const bundles = new Map();
  for (const claim of claims) {
    if (!bundles.has(claim.bundle)) bundles.set(claim.bundle, []);
    bundles.get(claim.bundle).push(claim);
  }
  return bundles;
}

/** How many of the claims each node has a part in: the important names are those of the present view. */
export function weigh(claims) {
  const weights = new Map();
  for (const { from, to } of claims) for (const id of new Set([from, to])) weights.set(id, (weights.get(id) ?? 0) + 1);
  return weights;
}

/** The claims that a selection stands for: {kind: node | tie | claim | cell, ids}. */
export function selectedClaims(model, { kind, ids }, claims) {
  const [one, other] = ids;
  return claims.filter(
    {
      node: (claim) => claim.from === one || claim.to === one,
      tie: (claim) => (claim.from === one && claim.to === other) || (claim.from === other && claim.to === one),
      claim: (claim) => claim.id === one,
      cell: (claim) => inGroup(model.nodes.get(claim.from), one) && inGroup(model.nodes.get(claim.to), other),
    }[kind],
  );
}

/** The nodes that a selection lies between; of a cell, none. */
export function selectedEnds(model, { kind, ids }) {
  const claim = kind === "claim" ? model.claim.get(ids[0]) : null;
  if (kind === "node" || kind === "tie") return ids;
  return claim ? [claim.from, claim.to] : [];
}

/** Whether a node belongs to "region/north", "state/norway" or "spot/oslo". */
function inGroup(node, group) {
  const cut = group.indexOf("/");
  return groupOf(node, group.slice(0, cut)) === group.slice(cut + 1);
}

/** The group of a node: its theatre, its state, or where it lies on the map (its place, else its theatre). */
export function groupOf(node, by) {
  if (by === "spot") return node.spot ?? (node.region ? `@${node.region}` : null);
  return node[by] ?? null;
}
