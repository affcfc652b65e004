// title: Influence between theatres
// question: From which theatre to which did influence go, in how many claims and of which kinds?
// columns:
//   from: theatre that exerted it
//   to: theatre that received it
//   claims: how many claims
//   reported: how many of them the author only passes on
//   kinds: kinds of influence
MATCH (a:Actor)-[r {package: $package}]->(b:Actor)
WHERE r.family = 'influence' AND a.theatre IS NOT NULL AND b.theatre IS NOT NULL
WITH a.theatre AS `from`, b.theatre AS to, r, type(r) AS kind
ORDER BY kind
RETURN
  `from`,
  to,
  count(r) AS claims,
  sum(CASE r.standing WHEN 'reported' THEN 1 ELSE 0 END) AS reported,
  collect(DISTINCT kind) AS kinds
ORDER BY claims DESC, `from`, to
