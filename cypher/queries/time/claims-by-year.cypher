// title: Claims by year
// question: In which years do the dated claims begin, and in which families? (Undated claims are not in it.)
// columns:
//   year: of the earliest day that is possible
//   claims: how many claims
//   within_the_year: how many of them are dated to this year or more narrowly
//   families: the families of ties
MATCH (:Actor|Event|Place|Topic|Agreement)-[r {package: $package}]->()
WHERE r.start IS NOT NULL
WITH r.start.year AS year, r, r.family AS family
ORDER BY family
RETURN
  year,
  count(r) AS claims,
  sum(CASE WHEN r.end.year = year THEN 1 ELSE 0 END) AS within_the_year,
  collect(DISTINCT family) AS families
ORDER BY year
