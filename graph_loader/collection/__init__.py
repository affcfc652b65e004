"""Several data packages as one graph: which entities are the same is data, and nobody's ids change."""
