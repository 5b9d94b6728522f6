"""Links between passages of different panes."""
