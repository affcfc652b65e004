// title: Contacts of an actor
// question: Whom did an actor meet, visit or write to, and which claims say so? (Ties that a source denies are left out.)
// parameters:
//   actor: {type: actor}
// columns:
//   contact: the other side
//   theatre: for whom the other side acts
//   claims: how many claims
//   first: earliest day that is possible
//   last: latest day that is possible
//   ids: the claims
MATCH (:Actor {id: $actor})-[r:MET_WITH|VISITED|COMMUNICATED_WITH {package: $package}]-(other:Actor)
WHERE coalesce(r.polarity, '') <> 'denied'
WITH other, r
ORDER BY r.id
RETURN
  other.name AS contact,
  other.theatre AS theatre,
  count(r) AS claims,
  min(r.start) AS first,
  max(r.end) AS last,
  collect(r.id) AS ids
ORDER BY claims DESC, contact
