"""How well a reader recognises what a document is, over documents written for the purpose."""
