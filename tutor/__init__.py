"""Passage: a quiz tutor over an article that shows where it says so."""

__version__ = "0.1.0"
