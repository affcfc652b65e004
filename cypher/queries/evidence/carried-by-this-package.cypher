// title: What this package carries, beside all others
// question: How many entities of each kind does only this package hold, of all that the database has, by their identifiers elsewhere? (Without an identifier nobody can tell whether two packages mean the same.)
// columns:
//   label: kind of entity
//   entities: how many this package has
//   identified: how many bear an identifier of another catalogue
//   shared: how many of these bear one that an entity of the same kind in another package bears too
//   alone: how many of these bear none that another package has
//   examples: up to five that are shared
CALL () {
  MATCH (this:DataPackage {name: $package})
  RETURN coalesce(this.packages, []) AS parts
}
CALL (parts) {
  MATCH (other:Person|State|Party|Organization|Agreement|Event|Place|Topic|Source)
  WHERE other.package <> $package AND other.identifiers IS NOT NULL
    // what only this package has, or what this collection is made of, stands in collections too, and is nobody else
    AND any(
      name IN coalesce(other.packages, [other.package])
      WHERE name <> $package AND NOT name IN parts
    )
  UNWIND other.identifiers AS identifier
  UNWIND labels(other) AS label
  RETURN collect(DISTINCT label + ' ' + identifier) AS elsewhere
}
MATCH (entity:Person|State|Party|Organization|Agreement|Event|Place|Topic|Source)
WHERE entity.package = $package
WITH elsewhere, entity, [label IN labels(entity) WHERE label <> 'Actor'][0] AS label
ORDER BY entity.name
WITH label, entity, any(each IN entity.identifiers WHERE label + ' ' + each IN elsewhere) AS shared
RETURN
  label,
  count(entity) AS entities,
  count(entity.identifiers) AS identified,
  sum(CASE WHEN shared THEN 1 ELSE 0 END) AS shared,
  sum(CASE WHEN entity.identifiers IS NOT NULL AND NOT shared THEN 1 ELSE 0 END) AS alone,
  collect(CASE WHEN shared THEN entity.name END)[..5] AS examples
ORDER BY label
