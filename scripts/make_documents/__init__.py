"""Writes the shipped documents: texts/*.md in, corpus/documents/* out."""
