"""The files of an index: segments, what is deleted of them, and the table of contents."""
