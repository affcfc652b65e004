"""HTML views of the graph: the explorer and the gallery, each page one offline file."""

from __future__ import annotations

from graph_loader.views.explorer import Page, explorer
from graph_loader.views.gallery import write_views

__all__ = ["Page", "explorer", "write_views"]
