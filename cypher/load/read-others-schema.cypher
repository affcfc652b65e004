// The indexes that somebody else made, those behind constraints included; every database has lookups of its own.
SHOW INDEXES YIELD name, type
WHERE type <> 'LOOKUP' AND NOT name IN $ours
RETURN name
