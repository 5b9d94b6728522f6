"""Passages: making, tagging, noting, deleting, counting and listing them."""
