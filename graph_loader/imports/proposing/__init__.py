"""A recipe proposed from what a table shows, and the questions that it leaves."""
