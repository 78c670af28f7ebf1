"""From bytes to documents: one reader a format, what the document is, and the pipeline."""
