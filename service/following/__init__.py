"""Follow-up questions made whole from a conversation's history, which the client keeps and sends."""
