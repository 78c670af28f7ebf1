"""From question to checked answer, and the HTTP API that serves it."""
