"""The fields of the query language: what is added here can be asked for.

From this list come the names that the parser knows, the words that a query is read back in, the
window's help, `search --help` and the README's table (which a test compares). A field that the
index answers is a field of its schema. One that the catalogue answers has a resolver of its name
in `viewer.services.search.resolve_terms`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from viewer.base.registry import Registry


class AnsweredBy(Enum):
    """Who answers a field: the index, by words in that part of a text, or the catalogue."""

    INDEX = "index"
    CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryField:
    """A field of the query language.

    `aliases` are its Russian and Mongolian names. `examples` find something in the shipped
    archive; `help` says what they find, the same for fields that help shows in one line.
    `said` is the id of the message that reads the condition back, with its value as `text`; for a
    field of the index, of the one that says where the words `text` are looked for.
    """

    name: str
    answered_by: AnsweredBy
    said: str
    help: str
    examples: tuple[str, ...]
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What may stand before the colon, in any case."""
        return (self.name, *self.aliases)


_IN_TEXT = "words in that part of the text"
_KNOWN = "what is known of the text"
_ADDED = "what readers added"

QUERY_FIELDS = Registry(
    QueryField(
        name="headline",
        aliases=("заголовок", "гарчиг"),
        answered_by=AnsweredBy.INDEX,
        said="read-as.headline",
        help=_IN_TEXT,
        examples=("headline:withdrawing",),
    ),
    QueryField(
        name="byline",
        aliases=("автор", "зохиогч"),
        answered_by=AnsweredBy.INDEX,
        said="read-as.byline",
        help=_IN_TEXT,
        examples=("byline:lieberman",),
    ),
    QueryField(
        name="text",
        aliases=("текст", "бичвэр"),
        answered_by=AnsweredBy.INDEX,
        said="read-as.text",
        help=_IN_TEXT,
        examples=("text:harbin",),
    ),
    QueryField(
        name="newspaper",
        aliases=("газета", "сонин"),
        answered_by=AnsweredBy.CATALOGUE,
        said="read-as.newspaper",
        help=_KNOWN,
        examples=("newspaper:guardian",),
    ),
    QueryField(
        name="place",
        aliases=("место", "газар"),
        answered_by=AnsweredBy.CATALOGUE,
        said="read-as.place",
        help=_KNOWN,
        examples=("place:moscow",),
    ),
    QueryField(
        name="language",
        aliases=("язык", "хэл"),
        answered_by=AnsweredBy.CATALOGUE,
        said="read-as.language",
        help=_KNOWN,
        examples=("language:en",),
    ),
    QueryField(
        name="kind",
        aliases=("вид", "төрөл"),
        answered_by=AnsweredBy.CATALOGUE,
        said="read-as.kind",
        help=_KNOWN,
        examples=("kind:extract",),
    ),
    QueryField(
        name="page",
        aliases=("страница", "хуудас"),
        answered_by=AnsweredBy.CATALOGUE,
        said="read-as.page",
        help=_KNOWN,
        examples=("page:5",),
    ),
    QueryField(
        name="date",
        aliases=("дата", "огноо"),
        answered_by=AnsweredBy.CATALOGUE,
        said="read-as.date",
        help="when it was printed",
        examples=("date:1945-08-09..1945-08-20", "date:1945-08"),
    ),
    QueryField(
        name="tag",
        aliases=("тег", "метка", "шошго"),
        answered_by=AnsweredBy.CATALOGUE,
        said="read-as.tag",
        help=_ADDED,
        examples=("tag:framing",),
    ),
    QueryField(
        name="note",
        aliases=("заметка", "тэмдэглэл"),
        answered_by=AnsweredBy.CATALOGUE,
        said="read-as.note",
        help=_ADDED,
        examples=("note:ulanhot",),
    ),
    QueryField(
        name="has",
        aliases=("есть", "бий"),
        answered_by=AnsweredBy.CATALOGUE,
        said="read-as.has",
        help=_ADDED,
        examples=("has:note", "has:link"),
    ),
    QueryField(
        name="name",
        aliases=("имя", "нэр"),
        answered_by=AnsweredBy.CATALOGUE,
        said="read-as.name",
        help="every spelling of a name, in any language",
        examples=('name:"kwantung army"',),
    ),
    QueryField(
        name="event",
        aliases=("событие", "үйл-явдал"),
        answered_by=AnsweredBy.CATALOGUE,
        said="read-as.event",
        help="texts that report such an event",
        examples=("event:hiroshima",),
    ),
)

#: What `has:` may ask for, and how else that may be called.
HAS_VALUES = {
    "note": "note", "notes": "note", "заметка": "note", "тэмдэглэл": "note",
    "tag": "tag", "tags": "tag", "тег": "tag", "метка": "tag", "шошго": "tag",
    "link": "link", "links": "link", "ссылка": "link", "связь": "link", "холбоос": "link",
}  # fmt: skip


def field_called(written: str) -> str:
    """The field that has this name, in any case and language; empty where there is none."""
    found = QUERY_FIELDS.find(written)
    return found.name if found else ""


def catalogue_fields() -> tuple[str, ...]:
    """The names of the fields that the catalogue answers."""
    return tuple(each.name for each in QUERY_FIELDS if each.answered_by is AnsweredBy.CATALOGUE)
