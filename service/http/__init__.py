"""The HTTP API, version 1: the contract other programs build upon."""
