"""Answers in a model's words."""
