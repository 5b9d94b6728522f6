"""The codebook: finding, listing and changing tags."""
