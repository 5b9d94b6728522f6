"""From texts to segments."""
