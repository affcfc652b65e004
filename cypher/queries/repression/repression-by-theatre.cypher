// title: Repression and violence in a theatre
// question: Who of a theatre repressed, killed, imprisoned, banned or attacked whom, and how many persons?
// parameters:
//   theatre: {type: theatre}
// columns:
//   perpetrator: who acted
//   victim: against whom
//   tie: kind of act
//   persons: number of victims, if told
//   to: upper end of the number
//   date: as the claim dates it (EDTF)
//   summary: the claim in a sentence
//   standing: stated, reported, inferred or disputed
//   id: the claim
MATCH (perpetrator:Actor {theatre: $theatre})
  -[r:REPRESSED|KILLED|IMPRISONED|BANNED|ATTACKED|OVERTHREW|FOUGHT {package: $package}]->(victim)
RETURN
  perpetrator.name AS perpetrator,
  victim.name AS victim,
  type(r) AS tie,
  CASE r.unit WHEN 'persons' THEN r.amount END AS persons,
  CASE r.unit WHEN 'persons' THEN r.amountMax END AS to,
  r.edtf AS date,
  r.summary AS summary,
  r.standing AS standing,
  r.id AS id
ORDER BY coalesce(r.start, r.endEarliest), r.end, id
