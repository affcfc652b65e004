"""Answers, not just pictures: one module per question, tidy tables out."""
