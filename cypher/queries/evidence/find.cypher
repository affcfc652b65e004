// title: Find an entity
// question: Which entities bear a name like this, in any spelling or alphabet?
// parameters:
//   words: {type: words}
// columns:
//   name: its name
//   label: its kind
//   id: its id
//   aliases: other names
//   score: how well it fits
CALL db.index.fulltext.queryNodes('coldwar_names', $words) YIELD node, score
WHERE node.package = $package
RETURN
  node.name AS name,
  [label IN labels(node) WHERE label <> 'Actor'][0] AS label,
  node.id AS id,
  coalesce(node.aliases, []) AS aliases,
  score
ORDER BY score DESC, name
LIMIT 25
