// title: Standing by family
// question: How many claims of each family does the author state, and how many only report, infer or doubt?
// columns:
//   family: of ties
//   stated: the author says so
//   reported: the author passes on what someone said
//   inferred: the author hedges
//   disputed: the author or a source doubts it
MATCH (:Actor|Event|Place|Topic|Agreement)-[r {package: $package}]->()
WHERE r.family IS NOT NULL
RETURN
  r.family AS family,
  sum(CASE r.standing WHEN 'stated' THEN 1 ELSE 0 END) AS stated,
  sum(CASE r.standing WHEN 'reported' THEN 1 ELSE 0 END) AS reported,
  sum(CASE r.standing WHEN 'inferred' THEN 1 ELSE 0 END) AS inferred,
  sum(CASE r.standing WHEN 'disputed' THEN 1 ELSE 0 END) AS disputed
ORDER BY family
