"""Publications and excerpts: reading, finding and citing them."""
