// How many nodes there are, whosever: the server just knows.
MATCH (n)
RETURN count(n) AS number
