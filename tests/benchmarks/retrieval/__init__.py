"""How well engines rank: a test collection of texts, queries and judgements, and the measures."""
