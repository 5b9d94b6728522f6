"""The list of passages, and the passage in hand."""
