"""The window itself: its regions, commands, palette and status line."""
