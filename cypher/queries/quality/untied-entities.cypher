// title: Entities without a tie
// question: Which entities stand only as place, matter or voice of claims, without a tie of their own?
// columns:
//   label: kind of entity
//   entity: its name
//   id: its id
MATCH (n:Person|State|Party|Organization|Agreement|Event|Place|Topic)
WHERE n.package = $package AND NOT EXISTS { (n)<-[:FROM|TO]-(:Claim {package: $package}) }
RETURN [label IN labels(n) WHERE label <> 'Actor'][0] AS label, n.name AS entity, n.id AS id
ORDER BY label, entity
