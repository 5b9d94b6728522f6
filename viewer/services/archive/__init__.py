"""The open archive as a whole: reading, writing, undo, the journal, checks, builds."""
