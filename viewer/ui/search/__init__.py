"""The search field, its hits, facets and help."""
