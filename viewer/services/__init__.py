"""Use cases, one intention per file; the only way to read from or change an archive."""
