"""What editors do with the knowledge base: documents added, corrected and removed, and who may do so."""
