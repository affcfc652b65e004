// title: Between two theatres in order of time
// question: Who stands between two theatres on chains of two ties in order of time, so that something can have come from an actor of the one and gone on to an actor of the other? (The second tie possibly no earlier than the first; undated ties and ties that a source denies are no step, and a collective stands between nobody.)
// parameters:
//   theatre: {type: theatre}
//   other: {type: theatre}
//   projection: {type: projection}
// columns:
//   reached: who stands between
//   theatre: for whom it acts
//   arrival: the earliest day on which it can have been reached; null where that is open towards the past
//   departure: the latest day on which it can have been passed on; null where that is open towards the future
//   origins: from how many actors of the first theatre
//   goals: to how many actors of the other
//   chains: how many chains of two claims
//   claims: the claims of these chains
WITH $projection AS projection
MATCH (a:Actor {theatre: $theatre})-[r {package: $package}]-(between:Actor)
WHERE r.family IN projection.families
  AND r.edtf IS NOT NULL
  AND coalesce(r.polarity, '') <> 'denied'
  AND a <> between
  AND coalesce(between.kind, '') <> 'collective'
  AND (NOT projection.directed OR r.symmetric OR startNode(r) = a)
MATCH (between)-[s {package: $package}]-(b:Actor {theatre: $other})
WHERE s.family IN projection.families
  AND s.edtf IS NOT NULL
  AND coalesce(s.polarity, '') <> 'denied'
  AND b <> between
  AND b <> a
  AND (NOT projection.directed OR s.symmetric OR startNode(s) = between)
  AND coalesce(coalesce(r.possibleStart, r.start) <= coalesce(s.possibleEnd, s.end), true)
WITH
  between,
  collect(DISTINCT a) AS origins,
  collect(DISTINCT b) AS goals,
  collect([r, s]) AS chains
UNWIND chains AS chain
UNWIND chain AS tie
WITH between, origins, goals, chains, tie.id AS claim
ORDER BY claim
WITH between, origins, goals, chains, collect(DISTINCT claim) AS claims
RETURN
  between.name AS reached,
  between.theatre AS theatre,
  CASE
    WHEN all(chain IN chains WHERE coalesce(chain[0].possibleStart, chain[0].start) IS NOT NULL)
      THEN reduce(day = null, chain IN chains |
        CASE WHEN day < coalesce(chain[0].possibleStart, chain[0].start) THEN day ELSE coalesce(chain[0].possibleStart, chain[0].start) END)
  END AS arrival,
  CASE
    WHEN all(chain IN chains WHERE coalesce(chain[1].possibleEnd, chain[1].end) IS NOT NULL)
      THEN reduce(day = null, chain IN chains |
        CASE WHEN day > coalesce(chain[1].possibleEnd, chain[1].end) THEN day ELSE coalesce(chain[1].possibleEnd, chain[1].end) END)
  END AS departure,
  size(origins) AS origins,
  size(goals) AS goals,
  size(chains) AS chains,
  claims
ORDER BY chains DESC, reached
