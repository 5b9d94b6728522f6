"""Whoosh's codec interface over segments, so that its own readers and matchers work on them."""
