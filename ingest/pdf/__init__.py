"""PDF: from characters with their places to paragraphs in reading order."""
