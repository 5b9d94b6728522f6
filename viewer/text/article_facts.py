"""What is known of an article: the one list of its fields.

Records of importers, rows of exporters, citations and what the window shows are all made of these
fields by their names, which are also those of the table `article`. A new one is added here, to
`catalogue.publications.Article` with a migration, and where it is to be seen: a name to import it
by (`exchange/importers/metadata.py`), a column (`exchange/exporters/columns.py`), the citation.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """One item printed in one issue. Unknown fields are empty, never invented.

    `issue_date` is EDTF, `dateline` where and when the text was written.
    """

    headline: str = ""
    byline: str = ""
    dateline: str = ""
    issue_date: str = ""
    edition: str = ""
    page: str = ""
    column: str = ""
    url: str = ""


ARTICLE_FIELDS = tuple(field.name for field in fields(ArticleFacts))


def article_facts(source: object) -> dict[str, Any]:
    """The facts of anything that has attributes of their names: a record, a row. All are texts;
    they are typed as keyword arguments must be."""
    return {name: getattr(source, name) for name in ARTICLE_FIELDS}
