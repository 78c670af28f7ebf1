"""The vocabulary of Källan and the store that holds it: imports nothing else of the project."""
