"""Archive Viewer: search, read side by side, tag and cite newspaper excerpts."""

__version__ = "0.1.0"
