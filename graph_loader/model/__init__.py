"""The ground: dates, periods, the vocabulary, and how things fail. Imports no other room."""
