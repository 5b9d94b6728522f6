"""What the window does between its panels: each flow routes one intention to services and back."""
