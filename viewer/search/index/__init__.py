"""The index of an archive: its folder, its schema, the words and columns read out of it."""
