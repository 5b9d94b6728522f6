"""From what matched to what is shown: order, facets, matches in texts, snippets, reasons."""
