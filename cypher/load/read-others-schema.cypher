// The indexes that somebody else made, those behind constraints included. Every database has lookups of its own; those of
// relationships are called after their type, also where it was one of another vocabulary.
SHOW INDEXES YIELD name, type, entityType, labelsOrTypes
WHERE type <> 'LOOKUP' AND NOT name IN $ours
  AND NOT (entityType = 'RELATIONSHIP' AND name IN [labelsOrTypes[0] + '_key', labelsOrTypes[0] + '_start'])
RETURN name
