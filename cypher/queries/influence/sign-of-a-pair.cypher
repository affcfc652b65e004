// title: Friendly and hostile ties of pairs
// question: Between which actors do friendly and hostile claims stand side by side, by the sign of CAMEO's Goldstein value?
// parameters:
//   least: {type: number, default: 4}
// columns:
//   actor: the one whose id comes first
//   other: the other
//   friendly: claims with a positive value
//   hostile: claims with a negative value
//   unsigned: claims without a value, which is not zero
//   ids: the signed claims
MATCH (a:Actor)-[r {package: $package}]-(b:Actor)
WHERE r.family IS NOT NULL AND a.id < b.id
WITH a, b, r
ORDER BY r.id
WITH
  a,
  b,
  sum(CASE WHEN r.goldstein > 0 THEN 1 ELSE 0 END) AS friendly,
  sum(CASE WHEN r.goldstein < 0 THEN 1 ELSE 0 END) AS hostile,
  sum(CASE WHEN r.goldstein IS NULL THEN 1 ELSE 0 END) AS unsigned,
  collect(CASE WHEN r.goldstein <> 0 THEN r.id END) AS ids
WHERE friendly + hostile >= $least
RETURN a.name AS actor, b.name AS other, friendly, hostile, unsigned, ids
ORDER BY hostile DESC, friendly DESC, actor, other
