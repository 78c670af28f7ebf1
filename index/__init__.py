"""From documents to ranked passages: splitting, Swedish analysis, embedders, indexes, fusion."""
