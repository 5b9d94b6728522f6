"""Links go out with their passages, and a paraphrase never looks like the newspaper's own words."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from tests.exchange.exporters.w3c import expand, unmet
from viewer.exchange.exporters.csv_table import unguard
from viewer.exchange.exporters.formats import find_format
from viewer.exchange.exporters.rows import ExportInfo, ExportLink, ExportPassage

Make = Callable[..., ExportPassage]

PARSER = MarkdownIt("commonmark").use(footnote_plugin)
FIRST, SECOND, THIRD, LINK, OTHER_LINK = (
    f"6b1c1b5e-54a5-4d1e-9a52-1d0d7a1f7d0{n}" for n in range(5)
)


def _written(name: str, passages: list[ExportPassage], info: ExportInfo) -> str:
    stream = io.BytesIO()
    assert find_format(name).write.load()(passages, stream, info) == len(passages)
    return stream.getvalue().decode("utf-8-sig")


@pytest.fixture
def linked(passage: Make) -> list[ExportPassage]:
    """Two passages that contradict each other; the second answers one that is not exported."""
    first = passage(annotation_uid=FIRST, quote="They liberated Harbin.")
    second = passage(
        annotation_uid=SECOND, publication="Izvestia", quote="Харбин взят 🚩", kind="translation"
    )
    third = passage(
        annotation_uid=THIRD, publication="Pravda", quote="a\nretelling", kind="abstract"
    )
    link = {"uid": LINK, "kind": "contradicts", "note": "Two\nverbs.", "created": first.created}
    other = {"uid": OTHER_LINK, "kind": "responds to", "outgoing": False, "is_exported": False}
    return [
        passage(
            annotation_uid=FIRST,
            quote=first.quote,
            links=(ExportLink(outgoing=True, other=second, is_exported=True, **link),),
        ),
        passage(
            annotation_uid=SECOND,
            publication="Izvestia",
            quote=second.quote,
            kind="translation",
            original_language="ru",
            language="en",
            links=(
                ExportLink(outgoing=False, other=first, is_exported=True, **link),
                ExportLink(other=third, **other),
            ),
        ),
    ]


# CSV

#: The grammar that the head of the module documents.
_LINK = re.compile(r"(?P<kind>[a-z ]+) (?P<arrow>[→←]) \[(?P<uid>[0-9a-f-]{36})\] ")


def test_a_table_has_the_links_of_each_row(linked: list[ExportPassage], info: ExportInfo) -> None:
    rows = list(csv.DictReader(io.StringIO(_written("csv", linked, info), newline="")))
    assert rows[0]["links"] == (
        f"contradicts → [{SECOND}] “Харбин взят 🚩” (Izvestia, August 14, 1945, p. 5, "
        "in translation): Two verbs."
    )
    assert rows[1]["links"].split("\n")[1] == (
        f"responds to ← [{THIRD}] a retelling (Pravda, August 14, 1945, p. 5, abstract) "
        "not in this table"
    )
    read = [
        [_LINK.match(line).group("kind", "arrow", "uid") for line in row["links"].split("\n")]
        for row in rows
    ]
    assert read == [
        [("contradicts", "→", SECOND)],
        [("contradicts", "←", FIRST), ("responds to", "←", THIRD)],
    ]
    assert [row["kind"] for row in rows] == ["transcription", "translation"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_links_can_be_read_back_whatever_the_quote(
    passage: Make, info: ExportInfo, words: str
) -> None:
    other = passage(annotation_uid=SECOND, quote=words or "x", headline=words, note=words)
    link = ExportLink(
        uid=LINK, kind="supports", outgoing=True, other=other, is_exported=True, note=words
    )
    written = _written("csv", [passage(links=(link, link))], info)
    (row,) = csv.DictReader(io.StringIO(written, newline=""))
    lines = unguard(row["links"]).split("\n")
    assert [_LINK.match(line).group("uid") for line in lines] == [SECOND, SECOND]


# JSON-LD


def test_links_are_annotations_of_both_ends(linked: list[ExportPassage], info: ExportInfo) -> None:
    page = json.loads(_written("webannotation", linked, info))
    items = page["items"]
    assert page["partOf"]["total"] == len(items) == 4, "each link once, though met at both ends"
    link, other = (item for item in items if item["motivation"] == "linking")
    assert link["id"] == f"urn:uuid:{LINK}"
    assert [(body["purpose"], body["value"]) for body in link["body"]] == [
        ("classifying", "contradicts"),
        ("commenting", "Two\nverbs."),
    ]
    assert _ends(link) == [(1, FIRST, "They liberated Harbin."), (2, SECOND, "Харбин взят 🚩")]
    assert _ends(other) == [(1, THIRD, "a\nretelling"), (2, SECOND, "Харбин взят 🚩")]
    outside = other["target"][0]
    assert outside["dcterms:bibliographicCitation"].startswith("Abstract, not the newspaper's")
    assert outside["dcterms:isPartOf"]["dc:publisher"] == "Pravda"
    assert outside["dcterms:isPartOf"]["dcterms:type"] == "abstract"


def _ends(link: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [
        (
            end["schema:position"],
            end["dcterms:relation"]["id"].removeprefix("urn:uuid:"),
            end["selector"][0]["exact"],
        )
        for end in link["target"]
    ]


def test_links_meet_what_the_standard_demands(
    linked: list[ExportPassage], info: ExportInfo
) -> None:
    items = json.loads(_written("webannotation", linked, info))["items"]
    assert [unmet(item) for item in items] == [[], [], [], []]
    del items[2]["target"]
    assert unmet(items[2]) != []


def test_no_key_of_a_link_is_lost_in_expansion(
    linked: list[ExportPassage], info: ExportInfo
) -> None:
    flat = json.dumps(expand(json.loads(_written("webannotation", linked, info))))
    for term in ("#linking", "#classifying", "terms/relation", "org/position", "terms/type"):
        assert term in flat, term


def test_the_kind_of_text_is_said(passage: Make, info: ExportInfo) -> None:
    for kind, caution in (("extract", None), ("abstract", "not the newspaper's own words")):
        (item,) = json.loads(_written("webannotation", [passage(kind=kind)], info))["items"]
        text = item["target"]["dcterms:isPartOf"]
        assert (text["dcterms:type"], text.get("dcterms:description")) == (kind, caution)


# Markdown


def _notes(document: str) -> dict[str, str]:
    """What each footnote says, by its label, in the order in which they are referred to."""
    env: dict[str, Any] = {}
    tokens = PARSER.parse(document, env)
    labels = {
        number: each["label"] for number, each in env["footnotes"]["list"].items() if each["count"]
    }
    said: dict[str, str] = {}
    current = ""
    for token in tokens:
        if token.type == "footnote_open":
            current = labels[token.meta["id"]]
        elif token.type == "inline" and current:
            said[current] = said.get(current, "") + token.content
    return said


def _tokens(document: str) -> list[Token]:
    return [each for each in PARSER.parse(document) if not each.hidden]


def test_footnotes_are_footnotes(linked: list[ExportPassage], info: ExportInfo) -> None:
    document = _written("markdown", linked, info)
    notes = _notes(document)
    assert list(notes) == ["1", "2"]
    assert notes["1"].startswith("“Russia Joins War,” The Guardian (Manchester), August 14, 1945")
    assert "Izvestia" in notes["2"]
    assert re.findall(r"\[\^(\d+)\](?!:)", document) == ["1", "2"], "each is referred to once"
    assert "2 passages; 2 links; " in document


def test_the_hash_is_not_in_the_running_text(linked: list[ExportPassage], info: ExportInfo) -> None:
    document = _written("markdown", linked, info)
    running, appendix = document.split("## Texts")
    assert not re.search(r"[0-9a-f]{64}", running)
    assert "SHA-256" not in running
    listed, notes = appendix.split("[^1]:")
    assert f"version 1, SHA-256 `{'ab' * 32}`; notes 1–2" in listed
    assert "SHA" not in notes


def test_links_point_to_notes_or_say_that_the_other_end_is_not_here(
    linked: list[ExportPassage], info: ExportInfo
) -> None:
    document = _written("markdown", linked, info)
    assert "- contradicts note 2: “Харбин взят 🚩” (Izvestia, August 14" in document
    assert "- note 1 contradicts this: “They liberated Harbin.” (The Guardian" in document
    assert (
        "- a passage that is not in this document responds to this: a retelling (Pravda, "
        "August 14, 1945, p. 5, abstract)" in document
    )
    assert ". Note: Two verbs." in document


@pytest.mark.parametrize("kind", ["transcription", "ocr", "extract"])
def test_what_the_newspaper_printed_is_a_block_quotation(
    passage: Make, info: ExportInfo, kind: str
) -> None:
    document = _written("markdown", [passage(kind=kind, quote="Its words.")], info)
    assert "> Its words.[^1]" in document
    assert f"Kind of text: {'OCR' if kind == 'ocr' else kind}" in document


def test_a_translation_is_one_too_but_says_so(
    linked: list[ExportPassage], info: ExportInfo
) -> None:
    document = _written("markdown", linked, info)
    lead = "**Translation** from Russian, not the words as printed:\n\n> Харбин взят 🚩[^2]"
    assert lead in document
    assert "in translation from Russian" in _notes(document)["2"]


def test_an_abstract_is_no_quotation_of_the_newspaper(passage: Make, info: ExportInfo) -> None:
    one = passage(kind="abstract", quote="> What the page\nretells!", note="", tags=())
    document = _written("markdown", [one], info)
    tokens = _tokens(document)
    assert not any(token.type == "blockquote_open" for token in tokens)
    shown = [token.content for token in tokens if token.type == "inline"]
    at = shown.index("**Abstract**, not the newspaper's own words:")
    assert shown[at + 1] == "\\> What the page\\\nretells\\![^1]"
    assert _notes(document)["1"].startswith("Abstract, not the newspaper's own words: ")


_TEXTS = st.text(
    alphabet="ab1 \n\t.)(-+=*_`~#>|<&;:!^\\[]\"'Ж🚩\u0301\u00a0", min_size=1, max_size=40
)


@given(st.lists(st.tuples(_TEXTS, st.sampled_from(["extract", "abstract"])), max_size=4))
def test_any_text_leaves_the_footnotes_whole(
    passage: Make, info: ExportInfo, texts: list[tuple[str, str]]
) -> None:
    passages = [
        passage(annotation_uid=str(n), quote=words, kind=kind, headline=words, note=words)
        for n, (words, kind) in enumerate(texts)
    ]
    if passages:
        notes = _notes(_written("markdown", passages, info))
        assert list(notes) == [str(n + 1) for n in range(len(texts))]
