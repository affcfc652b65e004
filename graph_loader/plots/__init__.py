"""Figures and diagrams for notebooks. Needs the extra `notebooks`; imports everything but views, exports and cli."""
