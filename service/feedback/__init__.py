"""What readers tell of answers, kept only where the operator has switched it on, and only for a time."""
