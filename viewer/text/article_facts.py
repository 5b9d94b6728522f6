"""What is known of an article: the one list of its fields.

Records of importers, rows of exporters, citations and what the window shows are all made of these
fields by their names, which are also those of the table `article`. A new one is added here, to
`catalogue.publications.Article` with a migration, and where it is to be seen: a name to import it
by (`exchange/importers/metadata.py`), a column (`exchange/exporters/columns.py`), the citation. The
record that the window shows of a text lists them all.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any


def _fact(label: str) -> str:
    """A field of `ArticleFacts`, called `label` where it is shown."""
    return field(default="", metadata={"label": label})


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """One item printed in one issue. Unknown fields are empty, never invented.

    `issue_date` is EDTF, `dateline` where and when the text was written.
    """

    headline: str = _fact("Headline")
    byline: str = _fact("Byline")
    dateline: str = _fact("Dateline")
    issue_date: str = _fact("Date")
    edition: str = _fact("Edition")
    page: str = _fact("Page")
    column: str = _fact("Column")
    url: str = _fact("Address")


ARTICLE_FIELDS = tuple(each.name for each in fields(ArticleFacts))
#: What each field is called in a list of what is known.
ARTICLE_LABELS = {each.name: str(each.metadata["label"]) for each in fields(ArticleFacts)}


def article_facts(source: object) -> dict[str, Any]:
    """The facts of anything that has attributes of their names: a record, a row. All are texts;
    they are typed as keyword arguments must be."""
    return {name: getattr(source, name) for name in ARTICLE_FIELDS}
