"""Answers in a language model's words, of which nothing leaves that the quotes do not say."""
