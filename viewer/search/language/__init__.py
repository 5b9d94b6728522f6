"""The query language: from the text of a query to a tree, and to words about it."""
