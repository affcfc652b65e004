// Nodes of one label as they are, hand edits included, a page of them in the order of the key's index. Days travel as text,
// which Python reads ten times as fast; whatever else stands in their place is put into a list.
MATCH (n:`LABEL`)
USING INDEX SEEK n:`LABEL`(package, id)
WHERE n.package = $package AND n.id > $after
WITH n
ORDER BY n.package, n.id
LIMIT $limit
RETURN labels(n) AS labels, collect([n.id, CASE
  WHEN coalesce(n.start, n.end, n.startLatest, n.endEarliest) IS NULL THEN properties(n)
  ELSE n {.*,
    start: CASE WHEN n.start IS :: DATE NOT NULL THEN toString(n.start) WHEN n.start IS NOT NULL THEN [n.start] END,
    end: CASE WHEN n.end IS :: DATE NOT NULL THEN toString(n.end) WHEN n.end IS NOT NULL THEN [n.end] END,
    startLatest: CASE WHEN n.startLatest IS :: DATE NOT NULL THEN toString(n.startLatest) WHEN n.startLatest IS NOT NULL THEN [n.startLatest] END,
    endEarliest: CASE WHEN n.endEarliest IS :: DATE NOT NULL THEN toString(n.endEarliest) WHEN n.endEarliest IS NOT NULL THEN [n.endEarliest] END
  }
END]) AS rows
