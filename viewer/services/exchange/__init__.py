"""What comes in and goes out: imports, exports, and what there is to choose from."""
