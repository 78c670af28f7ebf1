"""Judges whether a statement holds by the quotes it cites."""
