"""The claim graph and the views of it: projections, connections, dossiers, words. Imports model and package."""
