// title: Supported and opposed
// question: Whom did the same actor both support and oppose, by the claims taken together?
// columns:
//   actor: who acted
//   target: towards whom or what
//   support: claims of support
//   opposition: claims of opposition
MATCH (actor:Actor)-[r:SUPPORTED|CAMPAIGNED_FOR|AIDED|ALLIED_WITH {package: $package}]-(target:Actor)
WHERE startNode(r) = actor OR type(r) = 'ALLIED_WITH'
WITH actor, target, r
ORDER BY r.id
WITH actor, target, collect(DISTINCT r.summary + ' [' + r.id + ']') AS support
MATCH (actor)-[s:OPPOSED|CRITICIZED|CAMPAIGNED_AGAINST|CONSPIRED_AGAINST|REFUSED|PRESSURED {package: $package}]->(target)
WITH actor, target, support, s
ORDER BY s.id
RETURN
  actor.name AS actor,
  target.name AS target,
  support,
  collect(DISTINCT s.summary + ' [' + s.id + ']') AS opposition
ORDER BY actor, target
