"""What a query can ask for by field, for help."""

from __future__ import annotations

from viewer.search.language.field_names import QUERY_FIELDS
from viewer.services.types import QueryFieldInfo


def list_query_fields() -> tuple[QueryFieldInfo, ...]:
    """Each field once, in the order of the registry."""
    return tuple(QueryFieldInfo(each.name, each.examples, each.help) for each in QUERY_FIELDS)
