from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from viewer.exchange.importers.html import LONGEST_SIFTED, decode_page
from viewer.exchange.importers.records import ReadOptions

Read = Callable[..., Any]
Put = Callable[..., Path]

BODY = (
    "The Soviet Union declared war 🚩 on\u00a0Japan; cafe\u0301. Война с Японией началась, and the "
    "paper gave the whole of its front page to it, with a map of the country."
)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head>
<title>Russia Joins War | The Guardian</title>
<meta property="article:published_time" content="1945-08-14T06:00:00Z">
<meta property="og:site_name" content="The Guardian"><meta name="author" content="Ed Hill">
<link rel="canonical" href="https://example.org/russia">
<script>document.write("injected")</script><style>p {{ color: red }}</style>
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
<article><h1>Russia Joins War</h1>\r\n<p>{BODY}</p>
<p>A second paragraph<br>of the report, long enough to be told from a menu by anybody at all.</p>
<iframe src="https://example.org/frame">framed</iframe></article>
<footer>Copyright, all rights reserved, terms of use</footer></body></html>"""


def test_main_text_and_what_the_page_says(read: Read, put: Put) -> None:
    came = read(put("page.html", PAGE))
    record = came.only
    assert record.text == (
        f"{BODY}\n\nA second paragraph\nof the report, long enough to be told "
        "from a menu by anybody at all."
    )
    assert record.headline == "Russia Joins War"
    assert record.publication == "The Guardian"
    assert record.byline == "Ed Hill"
    assert record.issue_date == "1945-08-14"
    assert record.url == "https://example.org/russia"
    assert record.language == "en-GB"
    assert (record.source.importer, record.source.encoding) == ("html", "utf-8")
    assert not came.warned


def test_nothing_is_fetched_or_logged(
    read: Read, put: Put, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    with caplog.at_level(logging.DEBUG):
        for name, page in {
            "a.html": '<!DOCTYPE html SYSTEM "http://example.org/x.dtd"><p>text of a page</p>',
            "b.html": '<base href="http://example.org"><img src="i.png"><p>text of a page</p>',
            "c.html": PAGE,
        }.items():
            assert read(put(name, page)).records
    assert not caplog.records


def test_what_is_sifted_out_within_the_report_stays(read: Read, put: Put) -> None:
    inner = (
        f"<p>{BODY}</p><h2>Sub</h2><ul><li>First item</li><li>Second item</li></ul>"
        "<p><a href='/x'>Another story</a></p><aside><p>Subscribe now</p></aside>"
        f"<p>And more: {BODY}</p>"
    )
    page = f"<nav><p>Sub</p></nav><div id='article'>{inner}</div><div id='comments'><p>Me too"
    text = read(put("a.html", page)).only.text
    assert text == f"{BODY}\n\nSub\n\nFirst item\nSecond item\n\nAnd more: {BODY}"


def test_all_blocks_where_nothing_can_be_told_apart(read: Read, put: Put) -> None:
    assert (
        read(put("a.htm", "<p>Война 🚩<p>e\u0301\u00a0x")).only.text == "Война 🚩\n\ne\u0301\u00a0x"
    )


def test_without_facts_the_name_stands_for_the_headline(read: Read, put: Put) -> None:
    record = read(put("1945-08-14_the-head.html", "<p>Text of a page, and nothing said.")).only
    assert record.headline == "the head"
    assert record.issue_date == "1945-08-14"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="DC.date" content="9 August 1945">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "1945-08-09"}]}</script>',
        '<time datetime="1945-08-09" pubdate>yesterday</time>',
        '<meta name="date" content="1945-08-09"><script type="application/ld+json">{x</script>',
    ],
)
def test_dates_that_a_page_states(read: Read, put: Put, head: str) -> None:
    came = read(put("a.html", f"{head}<p>{BODY}"))
    assert came.only.issue_date == "1945-08-09"


def test_nonsense_date_is_kept_in_the_note(read: Read, put: Put) -> None:
    came = read(put("a.html", f'<meta name="date" content="soon"><p>{BODY}'))
    assert came.only.note == "Date as given: soon"
    assert "“soon”" in str(came.warned[0].warning)


def test_script_only_pages_hold_no_text(read: Read, put: Put) -> None:
    came = read(put("a.html", "<html><body><script>run()</script></body></html>"))
    assert "“a.html”" in str(came.skipped[0].reason)


def test_long_pages_are_taken_whole(read: Read, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer.exchange.importers.html.LONGEST_SIFTED", 100)
    came = read(put("a.html", PAGE))
    assert came.only.text.startswith(BODY)
    assert "injected" not in came.only.text
    assert "so long" in str(came.warned[0].warning)
    assert LONGEST_SIFTED > 1_000_000


def test_a_page_that_the_sifter_stumbles_over(
    read: Read, put: Put, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", stumble)
    with caplog.at_level("WARNING"):
        record = read(put("a.html", PAGE)).only
    assert BODY in record.text
    assert record.headline == "Russia Joins War"
    assert "a.html" in caplog.text


@pytest.mark.parametrize(
    ("declared", "codec", "read_as"),
    [
        ("windows-1251", "cp1251", "cp1251"),
        ("koi8-r", "koi8-r", "koi8-r"),
        ("utf-8", "utf-8", "utf-8"),
        ("windows-1251", "utf-8", "utf-8"),
        ("utf-16", "utf-8", "utf-8"),
    ],
)
def test_declared_encodings(declared: str, codec: str, read_as: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>Война'
    decoded = decode_page(page.encode(codec), ReadOptions())
    assert decoded.text == page
    assert decoded.encoding == read_as
    assert decoded.certain


def test_latin_1_means_the_wider_code_page() -> None:
    page = "<meta charset=iso-8859-1><p>“café”"
    assert decode_page(page.encode("cp1252"), ReadOptions()).text == page


def test_encoding_asked_for_goes_before_the_declared_one() -> None:
    data = '<meta charset="koi8-r"><p>Война'.encode("cp1251")
    assert decode_page(data, ReadOptions(encoding="cp1251")).text.endswith("Война")


def test_a_declaration_that_does_not_hold_is_a_guess() -> None:
    data = ('<meta charset="ascii-armour"><p>' + "Война с Японией началась. " * 9).encode("cp1251")
    decoded = decode_page(data, ReadOptions())
    assert not decoded.certain
    assert "Война" in decoded.text
    data = data.replace(b"ascii-armour", b"shift_jis") + b"\xff"
    assert not decode_page(data, ReadOptions()).certain
