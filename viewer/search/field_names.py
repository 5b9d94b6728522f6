"""The fields of the query language, and how else they may be called."""

from __future__ import annotations

from viewer.search.fields import WORD_FIELDS

#: The fields that the catalogue answers, in the order in which help lists them.
CATALOGUE_FIELDS = (
    "newspaper", "place", "language", "kind", "tag", "note", "name", "event", "page", "date", "has",
)  # fmt: skip

#: How a field may be called: its own name, and its Russian and Mongolian names.
FIELD_NAMES = {
    **{name: name for name in (*WORD_FIELDS, *CATALOGUE_FIELDS)},
    "газета": "newspaper", "заголовок": "headline", "автор": "byline", "место": "place",
    "язык": "language", "вид": "kind", "тег": "tag", "метка": "tag", "заметка": "note",
    "событие": "event", "үйл-явдал": "event",
    "имя": "name", "страница": "page", "дата": "date", "есть": "has", "текст": "text",
    "сонин": "newspaper", "гарчиг": "headline", "зохиогч": "byline", "газар": "place",
    "хэл": "language", "төрөл": "kind", "шошго": "tag", "тэмдэглэл": "note", "нэр": "name",
    "хуудас": "page", "огноо": "date", "бий": "has", "бичвэр": "text",
}  # fmt: skip

#: What `has:` may ask for, and how else that may be called.
HAS_VALUES = {
    "note": "note", "notes": "note", "заметка": "note", "тэмдэглэл": "note",
    "tag": "tag", "tags": "tag", "тег": "tag", "метка": "tag", "шошго": "tag",
    "link": "link", "links": "link", "ссылка": "link", "связь": "link", "холбоос": "link",
}  # fmt: skip
