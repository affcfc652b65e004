"""Bibliographies in and out: BibTeX, CSL-JSON, RIS."""
