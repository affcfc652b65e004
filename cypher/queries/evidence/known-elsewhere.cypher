// title: Known elsewhere
// question: Under which ids do other data sets and authority files know our entities, and where do these ids lead?
// columns:
//   entity: its name
//   label: kind of entity
//   identifiers: each with its scheme
//   links: the addresses of those that lead somewhere
MATCH (n:Person|State|Party|Organization|Agreement|Event|Place|Topic|Source)
WHERE n.package = $package AND n.identifiers IS NOT NULL
RETURN
  n.name AS entity,
  [label IN labels(n) WHERE label <> 'Actor'][0] AS label,
  n.identifiers AS identifiers,
  coalesce(n.links, []) AS links
ORDER BY entity, n.id
