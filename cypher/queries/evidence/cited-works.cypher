// title: Works cited
// question: Which works do the authors cite for how many claims, and how old are those works?
// columns:
//   work: short citation
//   kind: book, article, document …
//   date: of the work
//   claims: how many claims rest on it
//   pages: the places that are cited
MATCH (claim:Claim {package: $package})-[r:CITES]->(work:Source)
WITH work, claim, r
ORDER BY r.locator
RETURN
  work.name AS work,
  work.kind AS kind,
  work.date AS date,
  count(DISTINCT claim) AS claims,
  collect(DISTINCT r.locator) AS pages
ORDER BY claims DESC, work
