// title: Claims in a window of time
// question: Which claims may, and which must, have fallen between two days? Those that must come first.
// parameters:
//   from: {type: first day}
//   to: {type: last day}
// columns:
//   id: the claim
//   from_actor: who acted
//   tie: kind of tie
//   to_actor: towards whom or what
//   date: as the claim dates it (EDTF)
//   certain: whether it must have fallen into the window; false means that it may have
//   summary: the claim in a sentence
MATCH (a:Actor|Event|Place|Topic|Agreement)-[r {package: $package}]->(b)
WHERE r.edtf IS NOT NULL
  AND coalesce(r.possibleStart, r.start, $to) <= $to
  AND coalesce(r.possibleEnd, r.end, $from) >= $from
// An event lies wholly inside the window; of a state, the days on which it certainly held meet the window.
WITH
  a,
  r,
  b,
  CASE
    WHEN NOT r.edtf CONTAINS '/' THEN [r.start, r.end]
    WHEN r.edtf ENDS WITH '/' THEN [r.start, r.startLatest]
    WHEN r.edtf STARTS WITH '/' THEN [r.endEarliest, r.end]
    ELSE [r.startLatest, r.endEarliest]
  END AS core
RETURN
  r.id AS id,
  a.name AS from_actor,
  type(r) AS tie,
  b.name AS to_actor,
  r.edtf AS date,
  CASE r.aspect
    WHEN 'event' THEN coalesce(r.start >= $from AND r.end <= $to, false)
    ELSE coalesce(core[0] <= core[1], true)
      AND coalesce(core[0] <= $to, true)
      AND coalesce(core[1] >= $from, true)
  END AS certain,
  r.summary AS summary
ORDER BY certain DESC, coalesce(r.start, r.endEarliest), r.end, id
