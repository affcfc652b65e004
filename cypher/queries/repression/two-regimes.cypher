// title: Two regimes compared
// question: What did the actors of a theatre do towards one regime and its men, and what towards another?
// parameters:
//   theatre: {type: theatre, default: moscow, example: eastern-europe}
//   one: {type: actor, default: chilean-junta-1973, example: Allende government}
//   other: {type: actor, default: argentine-junta-1976, example: Alfonsín government}
// columns:
//   tie: kind of tie
//   towards_one: number of claims towards the first regime, its leaders and members
//   towards_other: number of claims towards the other
//   ids: the claims
MATCH (regime:Actor)
WHERE regime.id IN [$one, $other]
MATCH (regime)<-[:LED|MEMBER_OF|HELD_OFFICE_IN]-{0,1}(target:Actor)<-[r]-(:Actor {theatre: $theatre})
WHERE r.family IS NOT NULL
WITH DISTINCT regime.id AS regime, r
ORDER BY r.id
RETURN
  type(r) AS tie,
  sum(CASE regime WHEN $one THEN 1 ELSE 0 END) AS towards_one,
  sum(CASE regime WHEN $other THEN 1 ELSE 0 END) AS towards_other,
  collect(r.id) AS ids
ORDER BY towards_one + towards_other DESC, tie
