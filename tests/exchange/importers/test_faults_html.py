"""Saved pages keep their paragraphs, hold nothing hidden, and do not repeat what is known."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from viewer.exchange.importers.block_text import block_text, blocks, parse_page
from viewer.exchange.importers.hidden import drop_hidden

Read = Callable[..., Any]
Put = Callable[..., Path]

RUSSIAN = """<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8">
<title>Война с Японией — Известия</title>
<style>/* .text {display: none} */ .popup, #modal { display: none } .menu { display: none }
.menu.open, .text { display: block } @media print { .text { display: none } }</style></head>
<body class="page"><div id="top"><a href="/">Главная</a> <a href="/n">Новости</a></div>
<div class="wrap"><h1>Война с Японией</h1>
<div class="meta">Автор: И. Петров | 9 августа 1945 г.</div>
<div class="text"><p>Советский Союз объявил войну Японии.</p><h2>На фронте</h2>
<p>Войска перешли границу Маньчжурии и продвинулись на&nbsp;50&nbsp;километров. Бои идут всюду.</p>
<div class="popup">Подпишитесь на рассылку наших новостей прямо сейчас!</div>
<blockquote><p>«Мы победим», — сказал маршал.</p></blockquote>
<ul><li>Харбин</li><li>Мукден</li></ul>
<table><tr><th>Город</th><th>День</th></tr><tr><td>Хайлар</td><td>14</td></tr></table>
<p style="color: red; DISPLAY: none !important">Купите слона, скидка сегодня очень большая.</p>
<p>Наступление продолжается.</p></div><div class="share-buttons"><span>Поделиться</span></div></div>
<div id="modal">Скрытое окно</div><div class="footer">© Известия</div></body></html>"""

MONGOLIAN = """<html><head><title>Чөлөөлөх дайн</title><meta name="author" content="Б. Дорж"></head>
<body><table width="100%"><tr><td><a href=a>Нүүр</a><br><a href=b>Мэдээ</a></td><td>
<b>Чөлөөлөх дайн</b><br>Б. Дорж<br><br>
1945 оны наймдугаар сарын 10-нд Бүгд Найрамдах Монгол Ард Улс Японд дайн зарлав.<br><br>
&nbsp;&nbsp;Монголын цэргүүд Зөвлөлтийн цэргийн хамт хил давж, говь цөлийг туулан урагшлав.<br />
<br/>Маршал Чойбалсан ард түмэндээ хандан үг хэлэв.<br><br></td></tr></table></body></html>"""

ENGLISH = """<!DOCTYPE html><html lang=en><head>
<title>RUSSIA AT WAR WITH JAPAN | The Guardian</title>
<meta property="og:title" content="RUSSIA AT WAR WITH JAPAN">
<meta name=author content="Our Diplomatic Correspondent">
<meta property="article:published_time" content="1945-08-09T01:00:00Z"></head><body>
<header><a href=/>The Guardian</a></header><nav>Sections</nav><main><p class=kicker>World news</p>
<h1>Russia at war with Japan</h1><p>Declaration by Mr. Molotov; a million men in Manchuria</p>
<div class=byline>By Our Diplomatic Correspondent<br>
<time datetime="1945-08-09T01:00">Thu 9 Aug 1945 01.00 BST</time></div>
<span class="sr-only">Share on Facebook</span>
<form><label>E-mail</label><input><button>Go</button></form>
<div class=content><p>Russia declared war on Japan last night. The news was given by M. Molotov to
the Ambassadors, and was made public in London soon after.</p><p>Advertisement</p>
<p aria-hidden=true>Hidden advert</p><p>The&nbsp;Red Army has crossed the frontier.</p>
<template><p>for later</p></template><noscript><p>Enable scripts</p></noscript></div></main>
<div id=comments><p>Me too, said a reader at some length, for the sake of having said it.</p></div>
<footer>Copyright</footer></body></html>"""

NESTED = """<html><body><div><div><div>
First part of the report: the army crossed the border at dawn.
<br><br>Second part, on the towns that fell; it names Hailar and Linkou among others.<br />
<br/>Third part.</div></div></div></body></html>"""

SHORT = """<html><head><title>Truce</title></head><body><div id="menu"><a href="#">Home</a></div>
<div id="content"><h1>Truce</h1><p class="date">15 August 1945</p><p>Tokyo.</p>
<p>The Emperor spoke today.</p><p>It is over.</p></div></body></html>"""

MALFORMED = """<p>One <b>bold <i>both</b> rest</i><p>Two & three &lt;tag&gt; <table><td>x<td>y<tr>
<td>z</table></div></div><ul><li>a<li>b</ul><h3>Head<p>Last<br>line &#x1F6A9;"""


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (
            RUSSIAN,
            "Советский Союз объявил войну Японии.\n\nНа фронте\n\nВойска перешли границу "
            "Маньчжурии и продвинулись на\u00a050\u00a0километров. Бои идут всюду.\n\n«Мы "
            "победим», — сказал маршал.\n\nХарбин\nМукден\n\nГород\tДень\nХайлар"
            "\t14\n\nНаступление продолжается.",
        ),
        (
            MONGOLIAN,
            "1945 оны наймдугаар сарын 10-нд Бүгд Найрамдах Монгол Ард Улс Японд дайн зарлав.\n\n"
            "\u00a0\u00a0Монголын цэргүүд Зөвлөлтийн цэргийн хамт хил давж, говь цөлийг туулан "
            "урагшлав.\n\nМаршал Чойбалсан ард түмэндээ хандан үг хэлэв.",
        ),
        (
            ENGLISH,
            "World news\n\nDeclaration by Mr. Molotov; a million men in Manchuria\n\nRussia "
            "declared war on Japan last night. The news was given by M. Molotov to the "
            "Ambassadors, and was made public in London soon after.\n\nThe\u00a0Red Army has "
            "crossed the frontier.",
        ),
        (
            NESTED,
            "First part of the report: the army crossed the border at dawn.\n\nSecond part, on the "
            "towns that fell; it names Hailar and Linkou among others.\n\nThird part.",
        ),
        (SHORT, "Tokyo.\n\nThe Emperor spoke today.\n\nIt is over."),
        (
            MALFORMED,
            "One bold both rest\n\nTwo & three <tag>\n\nx\ty\nz\n\na\nb\n\nHead\n\nLast\nline 🚩",
        ),
    ],
    ids=["russian", "mongolian", "english", "nested", "short", "malformed"],
)
def test_paragraphs_are_kept_and_nothing_else(read: Read, put: Put, page: str, text: str) -> None:
    assert read(put("page.html", page)).only.text == text


def test_what_goes_from_the_text_is_in_the_record(read: Read, put: Put) -> None:
    record = read(put("page.html", RUSSIAN)).only
    assert record.headline == "Война с Японией"
    assert record.byline == "И. Петров"
    assert record.issue_date == "1945-08-09"
    record = read(put("mn.html", MONGOLIAN)).only
    assert (record.headline, record.byline) == ("Чөлөөлөх дайн", "Б. Дорж")
    assert read(put("short.html", SHORT)).only.issue_date == "1945-08-15"


def test_a_byline_that_is_not_that_of_the_record_stays(read: Read, put: Put) -> None:
    page = ENGLISH.replace("By Our Diplomatic", "By a Military")
    assert "By a Military Correspondent\n" in read(put("page.html", page)).only.text


def test_a_page_that_only_has_its_headline_keeps_it(read: Read, put: Put) -> None:
    assert read(put("a.html", "<title>Truce</title><h1>Truce</h1>")).only.text == "Truce"


def test_an_article_that_only_a_script_holds_keeps_its_paragraphs(read: Read, put: Put) -> None:
    body = (
        r"The first paragraph of the article is here.\nThe second one follows it, at length, " * 4
    )
    page = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "'
        + body
        + '"}</script><p>Loading…</p>'
    )
    text = read(put("a.html", page)).only.text
    assert "article is here.\n\nThe second one" in text


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>x</p>",
        "<p aria-hidden='TRUE'>x</p>",
        "<p style='visibility:hidden'>x</p>",
        "<div style='display:none'><div><p>x</p></div></div>",
        "<p style='opacity: 0.0'>x</p>",
        "<span class='a visually-hidden'>x</span>",
        "<style>p.gone{color:red;display:none}</style><p class='b gone'>x</p>",
        "<style>#gone{visibility:hidden!important}</style><p id=gone>x</p>",
        "<style>@media screen{.gone{display:none}}</style><p class=gone>x</p>",
        "<style>.gone{display:none}.gone{display:none}</style><p class=gone>x</p>",
        "<template><p>x</p></template>",
        "<noscript>x</noscript>",
        "<select><option>x</select><textarea>x</textarea><label>x</label>",
    ],
)
def test_what_a_page_hides_stays_out(hidden: str) -> None:
    assert _shown(f"<p>before</p>{hidden}<p>behind</p>") == "before\n\nbehind"


@pytest.mark.parametrize(
    "shown",
    [
        "<p style='display:block'>x</p>",
        "<p aria-hidden=false>x</p>",
        "<p hidden=until-found>x</p>",
        "<style>@media print{.a{display:none}}</style><p class=a>x</p>",
        "<style>.a{display:none}.a{display:block}</style><p class=a>x</p>",
        "<style>.a{display:none}.a.b{display:block}</style><p class='a b'>x</p>",
        "<style>.a{display:none}</style><p class=a style='display:block'>x</p>",
        "<style>.js .a{display:none}</style><p class=a>x</p>",
        "<style>div.a{display:none} .a:hover{display:none}</style><p class=a>x</p>",
        "<style>.a{opacity:0} @supports(x){.a{display:none}}</style><p class=a>x</p>",
    ],
)
def test_what_a_page_shows_comes_in(shown: str) -> None:
    assert _shown(f"<p>before</p>{shown}<p>behind</p>") == "before\n\nx\n\nbehind"


def test_text_behind_what_is_hidden_stays() -> None:
    assert _shown("<p>a <b hidden>x</b>tail</p>") == "a tail"


def test_a_page_that_a_script_was_to_show_comes_in(read: Read, put: Put) -> None:
    page = "<style>#app{display:none}</style><div id=app><p>The text of the page.</p></div>"
    assert read(put("a.html", page)).only.text == "The text of the page."


def test_cells_that_lay_out_a_page_hold_paragraphs() -> None:
    page = "<table><tr><td><p>One</p><p>Two</p></td><td>a<br>b<br>c</td></tr></table>"
    assert block_text(page) == "One\n\nTwo\n\na\nb\nc"


@pytest.mark.parametrize(
    "page",
    [
        "<style>" + "{" * 200_000 + "</style><p>x",
        "<style>" + ".a{display:none}" * 30_000 + "</style>" + "<p class=b>x" * 2_000,
        "<style>" + "/*" * 200_000 + "</style><p>x",
        "<p>" + "a b<br>" * 20_000,
        "<table><tr><td>" * 80 + "x" * 1000,
        "<p>" + "word and more of it. </p><p>" * 5_000,
    ],
    ids=["braces", "rules", "comments", "breaks", "cells", "paragraphs"],
)
def test_hostile_pages_take_no_time(read: Read, put: Put, page: str) -> None:
    path = put("a.html", page)
    started = time.perf_counter()
    read(path)
    assert time.perf_counter() - started < 30


def _shown(page: str) -> str:
    tree = parse_page(page)
    assert tree is not None
    drop_hidden(tree)
    return "\n\n".join(block.text for block in blocks(tree))
