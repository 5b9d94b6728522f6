"""Selectors, anchoring, codebook paths and margin lanes: pure logic, no I/O."""
