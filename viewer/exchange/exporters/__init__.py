"""Taking passages away: `formats` lists the formats, `columns` the columns of a table.

Exporters write what they are given (`rows`): whoever calls them has compared each quote with the
stored text before.
"""
