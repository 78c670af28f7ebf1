"""What a document is: its kind, title, dates, period, publisher and languages."""
