"""The margin of a pane: brackets of passages in lanes, and the names of their tags."""
