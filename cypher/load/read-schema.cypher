// The names of all indexes, those that stand behind constraints included.
SHOW INDEXES YIELD name
