// title: Undated claims by family
// question: What share of the claims of each family has no date, and thus falls out of every window of time?
// columns:
//   family: of ties
//   claims: how many claims
//   undated: how many without a date
//   percent: the share
MATCH (:Actor|Event|Place|Topic|Agreement)-[r {package: $package}]->()
WHERE r.family IS NOT NULL
WITH r.family AS family, count(r) AS claims, sum(CASE WHEN r.edtf IS NULL THEN 1 ELSE 0 END) AS undated
RETURN family, claims, undated, round(100.0 * undated / claims, 1) AS percent
ORDER BY percent DESC, family
