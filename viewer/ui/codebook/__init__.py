"""The codebook and the choice of a tag."""
