// title: Ties between theatres
// question: How many claims tie the actors of each theatre to those of each other, in which direction?
// columns:
//   from: theatre of the acting side
//   to: theatre of the other side
//   claims: how many claims
//   actors: how many different actors on the acting side
//   targets: how many different actors on the other side
MATCH (a:Actor)-[r {package: $package}]->(b:Actor)
WHERE r.family IS NOT NULL AND a.theatre IS NOT NULL AND b.theatre IS NOT NULL
RETURN
  a.theatre AS `from`,
  b.theatre AS to,
  count(r) AS claims,
  count(DISTINCT a) AS actors,
  count(DISTINCT b) AS targets
ORDER BY claims DESC, `from`, to
