// title: Common partners
// question: With whom do two actors both have ties?
// parameters:
//   one: {type: actor}
//   other: {type: actor}
// columns:
//   partner: who is tied to both
//   theatre: for whom the partner acts
//   with_one: claims with the first actor
//   with_other: claims with the other
MATCH (one:Actor {id: $one})-[r {package: $package}]-(partner:Actor)
WHERE r.family IS NOT NULL AND partner.id <> $other
WITH one, partner, collect(DISTINCT r.id) AS with_one
MATCH (partner)-[s {package: $package}]-(other:Actor {id: $other})
WHERE s.family IS NOT NULL AND partner <> one
WITH partner, with_one, collect(DISTINCT s.id) AS with_other
RETURN
  partner.name AS partner,
  partner.theatre AS theatre,
  size(with_one) AS with_one,
  size(with_other) AS with_other
ORDER BY with_one + with_other DESC, partner
