// title: Trade of a state or body
// question: With whom did it trade, what did it deliver, and in what amounts?
// parameters:
//   actor: {type: actor}
// columns:
//   seller: who delivered, or the first side of mutual trade
//   buyer: who received, or the second side
//   tie: delivered in one direction, or traded in both
//   goods: commodity or plant
//   amount: as the claim gives it, never summed over units
//   to: upper end of the amount, if it is a range
//   unit: of the amount
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   id: the claim
MATCH (:Actor {id: $actor})-[r:TRADED_WITH|EXPORTED_TO {package: $package}]-(:Actor|Place)
OPTIONAL MATCH (:Claim {id: r.id, package: $package})-[:ABOUT]->(goods)
RETURN
  startNode(r).name AS seller,
  endNode(r).name AS buyer,
  type(r) AS tie,
  goods.name AS goods,
  r.amount AS amount,
  r.amountMax AS to,
  r.unit AS unit,
  r.edtf AS date,
  r.summary AS summary,
  r.id AS id
ORDER BY coalesce(r.start, r.endEarliest), r.end, id
