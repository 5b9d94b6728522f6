"""A text in a pane: its document, its marks, where its lines are."""
