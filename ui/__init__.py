"""The two interfaces for people: the command line and the chat."""
