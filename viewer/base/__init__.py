"""What every room may use: ids, errors, cancellation, paths, settings, log."""
