"""The data package: reading, rules, validation, tables, names. Imports the model only."""
