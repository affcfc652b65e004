// The same of relationships of one type, with labels and ids of their ends. Of those that say nothing but their id and
// perhaps a number, eight of ten, only that number is returned.
MATCH (a)-[r:`TYPE`]->(b)
USING INDEX SEEK r:`TYPE`(package, id)
WHERE r.package = $package AND r.id > $after
WITH a, r, b
ORDER BY r.package, r.id
LIMIT $limit
WITH a, r, b, size(keys(r)) AS many
RETURN labels(a) AS from, labels(b) AS to, collect([r.id, a.id, b.id, CASE
  WHEN many = 3 AND r.digest IS NOT NULL THEN null
  WHEN many = 4 AND r.digest IS NOT NULL AND r.count IS NOT NULL THEN r.count
  WHEN coalesce(r.start, r.end, r.startLatest, r.endEarliest) IS NULL THEN properties(r)
  ELSE r {.*,
    start: CASE WHEN r.start IS :: DATE NOT NULL THEN toString(r.start) WHEN r.start IS NOT NULL THEN [r.start] END,
    end: CASE WHEN r.end IS :: DATE NOT NULL THEN toString(r.end) WHEN r.end IS NOT NULL THEN [r.end] END,
    startLatest: CASE WHEN r.startLatest IS :: DATE NOT NULL THEN toString(r.startLatest) WHEN r.startLatest IS NOT NULL THEN [r.startLatest] END,
    endEarliest: CASE WHEN r.endEarliest IS :: DATE NOT NULL THEN toString(r.endEarliest) WHEN r.endEarliest IS NOT NULL THEN [r.endEarliest] END
  }
END]) AS rows
