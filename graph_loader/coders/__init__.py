"""Two readings of the same passages: which claims both found, where they differ, and how far they agree."""
