"""From a query tree to the documents that match it, and their scores."""
