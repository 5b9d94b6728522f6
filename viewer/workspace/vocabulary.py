"""The lists and the wordings of the services that a front end shows as they are.

`ui` imports them from here, so that of the services it sees nothing but what they hand out.
"""

from viewer.services.exchange.list_formats import list_export_formats, list_import_formats
from viewer.services.passages.passages_in_words import passages_in_words
from viewer.services.search.filters_in_words import filters_named
from viewer.services.search.list_query_fields import list_query_fields

__all__ = [
    "filters_named",
    "list_export_formats",
    "list_import_formats",
    "list_query_fields",
    "passages_in_words",
]
