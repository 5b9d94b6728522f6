"""The open archive as its user sees it: state, wishes as methods, facts as signals; no Qt."""
