"""Canonical text, offsets, spans, segmentation, dates, scripts: pure functions, no I/O."""
