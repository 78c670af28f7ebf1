"""Time: which day a question is asked of, who held which office when, and where documents disagree."""
