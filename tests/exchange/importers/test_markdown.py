from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Read = Callable[..., Any]
Put = Callable[..., Path]

FRONT = """---
newspaper: Izvestia
date: 4 сентября 1945
byline: И. Сталин
page: 1
language: Russian
kind: translation
place in source: third paragraph
source: eMongolia
---
"""


def test_front_matter_and_text(read: Read, put: Put, hard: str) -> None:
    path = put("speech.md", f"{FRONT}# Address to *the People*\r\n\r\n{hard}")
    record = read(path).only
    assert record.headline == "Address to the People"
    assert record.publication == "Izvestia"
    assert record.issue_date == "1945-09-04"
    assert (record.byline, record.page) == ("И. Сталин", "1")
    assert (record.language, record.kind) == ("ru", "translation")
    assert record.place_in_source == "third paragraph"
    assert (record.source.citation, record.source.importer) == ("eMongolia", "md")
    assert record.text == "Address to the People\n\n" + hard.replace("\r\n", " ")


def test_headline_of_the_front_matter_goes_first(read: Read, put: Put) -> None:
    assert read(put("a.md", "---\ntitle: A\n---\n# B\n\ntext")).only.headline == "A"
    assert read(put("the_head.md", "## B\n\ntext")).only.headline == "the head"
    assert read(put("1945-08-09 x.md", "text")).only.issue_date == "1945-08-09"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("*a* **b** `c` ~~d~~ [e](http://f) ![g](h.png) <http://i.k>", "a b c d e g http://i.k"),
        ("wrapped\nline and  \nbreak\\\nagain", "wrapped line and\nbreak\nagain"),
        ("one\n\ntwo\n\n---\n\nthree", "one\n\ntwo\n\nthree"),
        ("- a\n- b\n  - c\n\nd", "a\nb\nc\n\nd"),
        ("3. a\n4. b\n\n   more\n\nd", "3. a\n\n4. b\n\nmore\n\nd"),
        ("> quoted\n> text\n\nd", "quoted text\n\nd"),
        ("| a | b |\n|---|---|\n| 1 |  |\n| 2 | 3 |\n\nd", "a\tb\n1\t\n2\t3\n\nd"),
        ("```\ncode *a*\n  b\n```\n\n    indented\n", "code *a*\n  b\n\nindented"),
        ("a &amp; b &#8212; \\*c\\*", "a & b — *c*"),
        ("a <b>b</b> <script>x()</script>c<br>d", "a b c\nd"),
        ("<div>a<script>x()</script><p>b</p></div>\n\nc", "a\n\nb\n\nc"),
        ("Title\n=====\n\ntext", "Title\n\ntext"),
        ("[ref]: http://x\n\ntext[ref]", "textref"),
    ],
)
def test_markup_goes(read: Read, put: Put, source: str, text: str) -> None:
    assert read(put("a.md", source)).only.text == text


def test_words_stay_to_the_letter(read: Read, put: Put, hard: str) -> None:
    record = read(put("a.md", f"> {hard.splitlines()[1]} 🚩 e\u0301")).only
    assert record.text == f"{hard.splitlines()[1]} 🚩 e\u0301"


def test_nothing_but_markup_is_nothing(read: Read, put: Put) -> None:
    assert "white space" in str(read(put("a.md", "---\ntitle: A\n---\n\n---\n")).skipped[0].reason)


def test_deep_nesting_is_refused_and_not_cut(read: Read, put: Put) -> None:
    assert read(put("a.md", "> " * 40 + "deep")).only.text == "deep"
    assert "nests" in str(read(put("b.md", "> " * 200 + "deep")).skipped[0].reason)


def test_nonsense_date_is_kept_in_the_note(read: Read, put: Put) -> None:
    came = read(put("a.md", "---\ndate: 1945-02-30\ncolour: red\n---\ntext"))
    assert came.only.issue_date == ""
    assert came.only.note == "colour: red\nDate as given: 1945-02-30"
    assert "“1945-02-30”" in str(came.warned[0].warning)
