// All indexes, those that stand behind constraints included; what was broken off may have left one without its
// constraint, which populates for ever.
SHOW INDEXES YIELD name, state, populationPercent, owningConstraint
