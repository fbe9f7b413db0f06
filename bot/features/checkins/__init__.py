"""Check-ins: a question at one's own hour, what is said, and what others answer."""
