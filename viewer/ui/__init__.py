"""Everything Qt: windows, models, delegates, panes."""
