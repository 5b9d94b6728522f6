"""Searching an archive: requests answered, conditions resolved, other searches offered."""
