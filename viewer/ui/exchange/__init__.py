"""Importing texts and exporting passages."""
