"""The fields that a file can state of its text, and the names that people write them under."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.base.registry import Registry


@dataclass(frozen=True, slots=True)
class MetadataField:
    """A field of `Facts`, or `text` or `path` of a table's row.

    `heads` name it in the head of a column or in front matter, in lower case and with spaces.
    `meta` name it in a `meta` element of a web page, in lower case, the most definite first.
    """

    name: str
    heads: tuple[str, ...]
    meta: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What a column or a line of front matter may be called."""
        own = self.name.replace("_", " ")
        return tuple(dict.fromkeys((own, *self.heads)))


METADATA_FIELDS = Registry(
    MetadataField(
        "text", ("full text", "fulltext", "body", "content", "article text", "текст", "эх")
    ),
    MetadataField("path", ("file", "file name", "filename", "file path", "text file", "файл")),
    MetadataField(
        "headline",
        ("title", "heading", "заголовок", "название", "гарчиг"),
        meta=("citation_title", "og:title", "dc.title", "dcterms.title"),
    ),
    MetadataField(
        "publication",
        (
            "newspaper", "paper", "journal", "site", "site name", "publication title",
            "container title", "газета", "сонин",
        ),
        meta=("og:site_name", "citation_journal_title", "application-name"),
    ),
    MetadataField(
        "issue_date",
        (
            "date", "published", "issued", "publication date", "date published", "дата", "огноо",
        ),
        meta=(
            "article:published_time", "datepublished", "citation_publication_date",
            "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "date", "pubdate",
            "publication_date", "issue_date",
        ),
    ),
    MetadataField(
        "byline",
        ("author", "authors", "by", "correspondent", "автор", "зохиогч"),
        meta=("author", "article:author", "citation_author", "dc.creator", "dcterms.creator"),
    ),
    MetadataField("dateline", ()),
    MetadataField(
        "place",
        (
            "place of publication", "published in", "publication place", "city", "location",
            "место", "место издания", "город", "газар", "хот",
        ),
    ),
    MetadataField("page", ("pages", "страница", "полоса", "хуудас")),
    MetadataField("column", ("col", "столбец", "колонка")),
    MetadataField("edition", ("выпуск", "дугаар")),
    MetadataField("language", ("lang", "язык", "хэл")),
    MetadataField("kind", ("kind of text", "text kind")),
    MetadataField("url", ("link", "uri", "permalink", "address"), meta=("og:url",)),
    MetadataField(
        "note", ("notes", "comment", "comments", "remark", "примечание", "тэмдэглэл")
    ),
    MetadataField("citation", ("source", "source citation", "carrier", "источник")),
    MetadataField("place_in_source", ()),
)  # fmt: skip


def field_of(name: str) -> str:
    """Our field for a column head or front-matter key, in any case; empty if it is none."""
    plain = " ".join(name.replace("_", " ").replace("-", " ").split())
    found = METADATA_FIELDS.find(plain)
    return found.name if found else ""


def known_columns() -> str:
    """The names of columns that are read, for a sentence."""
    return ", ".join(field.names[0] for field in METADATA_FIELDS)
