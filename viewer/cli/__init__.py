"""The command line: `archive-viewer …`, one file per command."""
