"""Rows and trees that views show: values that services hand out, never asking for more."""
