"""The query language: what is read, how it is said, and that nothing makes it stumble."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as tree_of

from viewer.base.messages import Message, verbatim
from viewer.search.language.conditions import Excerpts, Label, Labels, Refused, Resolution
from viewer.search.language.leaves import MOST_PATTERNS, TOO_MANY_PATTERNS
from viewer.search.language.query import NOTHING, parse, resolve
from viewer.search.language.read_as import read_as
from viewer.search.language.syntax import STRAY_OPERATOR
from viewer.search.language.tidying import (
    BRACKET_MISSING,
    BRACKET_STRAY,
    QUOTE_MISSING,
    TOO_DEEP,
    TOO_LONG,
)
from viewer.search.language.tree import (
    CatalogueTerm,
    IdSet,
    Pattern,
    Piece,
    PieceKind,
    Reading,
    walk,
)

LANGUAGES = ("en", "mn", "ru")


def pieces(query: str) -> list[Piece]:
    return [
        node.piece
        for node in walk(parse(query, LANGUAGES).tree)
        if isinstance(node, Reading | Pattern)
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "every excerpt"),
        (" \u00a0\t ", "every excerpt"),
        ("*", "every excerpt"),
        ("Manchuria", "Manchuria"),
        ("Manchuria surrender", "Manchuria and surrender"),
        ("who won the war?", "who and won and the and war"),
        (
            '(Manchuria OR "Kwantung Army") date:1945-08..1945-10 tag:framing/liberation '
            "NOT newspaper:Izvestia",
            "Manchuria or the phrase “Kwantung Army”, issues of August to October 1945, "
            "tagged framing/liberation, not newspaper Izvestia",
        ),
        ("“Квантунская армия” язык:ru", "the phrase “Квантунская армия”, language ru"),
        ("«Квантунская армия»", "the phrase “Квантунская армия”"),
        ('"a b c"~5', "“a b c” in this order, at most 5 words apart"),
        ('"Japan"', "exactly “Japan”"),
        ("manch*", "words beginning with “manch”"),
        ("wo?d", "words like “wo?d”"),
        ("*churia", "words like “*churia”"),
        ("word~", "words close to “word”"),
        ("/kwan.*/", "words matching /kwan.*/"),
        ("headline:Tokyo", "Tokyo in the headline"),
        ("headline:(war OR peace)", "war in the headline or peace in the headline"),
        (
            'headline:"red army"~3',
            "“red army” in this order, at most 3 words apart in the headline",
        ),
        ("headline:*", "any words in the headline"),
        ("HEADLINE:war", "war in the headline"),
        ('newspaper:"new york times"', "newspaper new york times"),
        ("newspaper:“new york times”", "newspaper new york times"),
        ("газета:Известия", "newspaper Известия"),
        ("сонин:Үнэн", "newspaper Үнэн"),
        ("date:1945-08-09", "issues of 9 August 1945"),
        ("date:1945-08-09..1945-08-20", "issues of 9 August to 20 August 1945"),
        ("date:..1945-08", "issues up to August 1945"),
        ("date:1945-08..", "issues from August 1945 on"),
        ("date:yesterday", "issues of “yesterday”"),
        ("has:note", "with a note"),
        ("есть:заметка has:Links", "with a note, with a link"),
        ("date:1945-08...1945-10", "issues of August to October 1945"),
        ("note:doubt name:Kwantung", "the name “Kwantung”, with “doubt” in a note"),
        ("tag:(a OR b)", "tagged a or tagged b"),
        ("tag:framing/*", "tagged framing/*"),
        ("NOT war", "every excerpt, not war"),
        ("NOT tag:x", "every excerpt, not tagged x"),
        ("NOT NOT war", "war"),
        ("a OR b c", "(a or b) and c"),
        ("a b OR c", "a and (b or c)"),
        ("a AND b OR NOT c", "(a and b) or not c"),
        ("(a b) AND c", "(a and b) and c"),
        ("a (b OR (c d))", "a and (b or (c and d))"),
        ("not lower and or case", "not and lower and and and or and case"),
        ("BRAND ANDROID", "BRAND and ANDROID"),
        ("Port-Arthur", "Port-Arthur"),
        ("9:45", "9:45"),
        ("x [a TO b]", "x and a and TO and b"),
    ],
)
def test_read_as(query: str, said: str) -> None:
    parsed = parse(query, LANGUAGES)
    assert str(parsed.read_as) == said
    assert parsed.complaints == ()


@pytest.mark.parametrize(
    ("query", "said", "complaint"),
    [
        ('war "red army', "war and the phrase “red army”", QUOTE_MISSING),
        ("war (peace", "war and peace", BRACKET_MISSING),
        ("war) peace", "war and peace", BRACKET_STRAY),
        ("NOT AND war", "war", STRAY_OPERATOR),
        ("war OR", "war", STRAY_OPERATOR),
        ("🙂 !!!", "nothing", NOTHING),
        ('""', "nothing", NOTHING),
        ("foo:bar", "foo and bar", "There is no field “foo”; it was read as a word."),
        (
            "newspaper: Izvestia",
            "newspaper and Izvestia",
            "Nothing stands right after “newspaper:”, so it was read as a word; "
            "write newspaper:value.",
        ),
        (
            "word~9",
            "words close to “word”",
            "A fuzzy word can differ in at most 2 letters; that was used.",
        ),
        (
            '"a b"~500',
            "“a b” in this order, at most 100 words apart",
            "A phrase's words can be at most 100 words apart; that was used.",
        ),
        (
            "/(/ war",
            "war",
            "The expression /(/ cannot be read (missing ) at position 1); it was passed over.",
        ),
        (
            "/(red/ army",
            "red and army",
            "The expression /(red/ cannot be read (missing ) at position 4); it was read as words.",
        ),
        (
            "/(a{10000}){10000}/",
            "a and 10000 and 10000",
            "The expression /(a{10000}){10000}/ repeats more than any word does; "
            "it was read as words.",
        ),
    ],
)
def test_what_could_not_be_read_is_said(query: str, said: str, complaint: Message | str) -> None:
    parsed = parse(query, LANGUAGES)
    assert str(parsed.read_as) == said
    assert str(complaint) in map(str, parsed.complaints)
    assert (parsed.tree is tree_of.NullQuery) == (said == "nothing")


def test_an_address_does_not_break() -> None:
    parsed = parse("see http://example.org/a/b?c=d", LANGUAGES)
    assert [piece.text for piece in pieces("http://example.org")] == ["http", "example.org"]
    assert parsed.complaints == ()


def test_a_word_stands_for_its_stems_in_all_fitting_languages() -> None:
    word = parse("Армии", LANGUAGES).tree
    assert isinstance(word, Reading)
    terms = {(term.fieldname, term.text) for term in word}
    assert {("text", "арм"), ("headline", "арм"), ("byline", "арм")} <= terms
    assert ("text", "арми") in {(t.fieldname, t.text) for t in parse("армии", ["mn"]).tree}
    assert ("text_exact", "армии") in terms


def test_a_phrase_is_one_row_of_stems_for_each_language() -> None:
    phrase = parse('"Монголын арми"', ("mn", "ru")).tree
    rows = {tuple(part.words) for part in phrase if part.fieldname == "text"}
    assert rows == {("монгл", "арм"), ("монголын", "арм")}


def test_patterns_are_counted_and_the_rest_are_words() -> None:
    parsed = parse(" ".join(f"word{number}*" for number in range(200)), LANGUAGES)
    assert sum(isinstance(part, Pattern) for part in parsed.tree) == MOST_PATTERNS
    assert sum(isinstance(part, Reading) for part in parsed.tree) == 200 - MOST_PATTERNS
    assert TOO_MANY_PATTERNS in parsed.complaints


@pytest.mark.parametrize(
    ("query", "some"),
    [
        ("war", None),
        ("war OR peace", None),
        ("manch*", None),
        ("wo?d", "words like “wo?d”"),
        ("headline:war peace", None),
        ('headline:"red army" date:1945', None),
        ("NOT war", None),
        ("tag:x NOT war", None),
        ("war *", None),
        ("=war", None),
        ("war AND peace", "war or peace"),
        ("(war AND tag:x) peace", "war or peace, tagged x"),
        ("(war tag:x) OR peace", None),
        ("(war peace tag:x) OR korea", "(tagged x and (war or peace)) or korea"),
        ("(war OR tag:x) peace", "war or tagged x or peace"),
        ('"red army"', "red or army or the phrase “red army”"),
        ('"red army" war', "red or army or the phrase “red army” or war"),
        ("«Динамо»", "Динамо or exactly “Динамо”"),
        ("Port-Arthur", "Port or Arthur or Port-Arthur"),
        ("/slip flow/ of", "slip or flow"),
        ("/slip/ of", "words matching /slip/ or slip"),
        ("(to be) or not", "to or be or or or not"),
        ("=war peace", "only “war” or peace"),
        ("manch* wo?d peace", "words beginning with “manch” or words like “wo?d” or peace"),
        ("war peace", "war or peace"),
        ("the war", "war"),
        ("to be or not", "to or be or or or not"),
        ("war peace tag:x", "war or peace, tagged x"),
        ("war peace NOT korea", "war or peace, not korea"),
        ('war peace "red army"', "war or peace or red or army or the phrase “red army”"),
        ("war War wars WAR", "war or wars"),
    ],
)
def test_the_second_tier_asks_for_some_of_the_plain_words(query: str, some: str | None) -> None:
    tree = parse(query, LANGUAGES).some_tree
    assert (tree and str(read_as(tree))) == some


HOSTILE = [
    "x" * 10_000,
    "a " * 5_000,
    "AND " * 3_000,
    "NOT " * 3_000 + "a",
    "a OR " * 2_000,
    '"' * 5_001,
    "“" * 3_000,
    "(" * 5_000,
    ")" * 5_000,
    "(" * 5_000 + "a" + ")" * 5_000,
    "((a OR " * 1_000 + "b",
    "(NOT " * 1_000 + "b" + ")" * 1_000,
    "NOT (" * 1_000 + "b",
    "\x00" * 100,
    "a\x00b",
    "\ud800\udfff \udc00a",
    "🚩" * 3_000,
    "*" * 5_000,
    "?" * 5_000,
    "a*" * 2_000,
    "*a" * 2_000,
    "~" * 5_000,
    "a~" * 2_000,
    '"a b"~' + "9" * 5_000,
    "a~99999",
    "/" * 5_000,
    "/a/" * 2_000,
    "/(a+)+$/ /((((/ /[/ /a{99999999}/",
    ":" * 5_000,
    "tag:" * 2_000,
    "a:" * 2_000,
    "tag:(" * 1_000,
    "tag:NOT date:AND",
    "newspaper:/x/ tag:a* page:b~ place:*",
    'tag:"',
    "\\" * 3_000,
    "e\u0301" * 3_000,
    "\u0301" * 3_000,
    "\u202eabc\u202c \u200b\ufeff",
    "SELECT * FROM texts; DROP TABLE excerpts;--",
    "{'a': [1, 2)]}",
    "[* TO *] {a TO b}",
    "a^5 a^ ^",
    "*:* AND *",
    "NOT *",
    "-a +b |c",
]


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: repr(query[:16]))
def test_hostile_queries_are_read(query: str) -> None:
    started = time.process_time()
    parsed = parse(query, LANGUAGES)
    assert time.process_time() - started < 2
    assert_sound(query)
    assert parsed.complaints == tuple(dict.fromkeys(parsed.complaints))


def test_deep_brackets_and_long_texts_are_cut() -> None:
    assert TOO_DEEP in parse("(" * 50 + "a" + ")" * 50, LANGUAGES).complaints
    assert str(parse("(" * 50 + "a" + ")" * 50, LANGUAGES).read_as) == "a"
    assert TOO_LONG in parse("ab " * 5_000, LANGUAGES).complaints


def test_naughty_strings_are_read(shared_dir: Path) -> None:
    for naughty in json.loads((shared_dir / "cases" / "naughty-strings.json").read_text()):
        assert_sound(naughty)


@given(st.text(max_size=80))
def test_any_text_is_read(query: str) -> None:
    assert_sound(query)


@given(
    st.lists(
        st.sampled_from(
            [
                *("a", "AND", "OR", "NOT", "(", ")", '"', '"b c"', "tag:", "tag:x", "foo:", "*"),
                *("d*", "e?f", "g~", "/h/", "/", "~2", "date:1945..", "headline:", ":", "“", "»"),
            ]
        ),
        max_size=14,
    ),
    st.sampled_from(["", " "]),
)
def test_any_row_of_signs_is_read(parts: list[str], between: str) -> None:
    assert_sound(between.join(parts))


def assert_sound(query: str) -> None:
    """The tree is whole, resolves, and is described in one line; complaints are sentences."""
    parsed = parse(query, LANGUAGES)
    for part in (parsed, resolve(parsed, resolver)):
        for tree in filter(None, (part.tree, part.some_tree)):
            for node in walk(tree):
                assert isinstance(node, tree_of.Query)
                assert not isinstance(node, tree_of.And | tree_of.Or) or len(node) > 0
        for said in map(str, part.complaints):
            assert said.endswith(".")
            assert "\n" not in said
    assert str(parsed.read_as)
    assert len(str(parsed.read_as)) <= 400
    # The word “nothing” is read as itself.
    assert (
        parsed.tree is tree_of.NullQuery
        or str(parsed.read_as) != "nothing"
        or "nothing" in query.casefold()
    )


def resolver(field: str, text: str) -> Resolution:
    if field == "name":
        return Labels((Label("Kwantung Army"), Label("Квантунская армия"), Label("Tokyo")))
    if field == "date":
        return Refused(verbatim(f"“{text}” is no date."))
    return Excerpts([3, 1, 2])


def test_conditions_become_ids_labels_or_are_left_out() -> None:
    parsed = resolve(parse("war tag:x name:kwantung date:soon", LANGUAGES), resolver)
    found = {type(node).__name__ for node in walk(parsed.tree)}
    assert "CatalogueTerm" not in found
    ids = next(node for node in walk(parsed.tree) if isinstance(node, IdSet))
    assert ids.ids.tolist() == [1, 2, 3]
    assert (ids.fieldname, ids.text) == ("tag", "x")
    assert 2 in ids
    assert 4 not in ids
    name = next(
        node
        for node in walk(parsed.tree)
        if isinstance(node, Reading) and node.piece.kind is PieceKind.NAME
    )
    fields = {
        leaf.fieldname for leaf in walk(name) if isinstance(leaf, tree_of.Term | tree_of.Phrase)
    }
    assert fields >= {"text", "headline", "text_exact"}
    assert parsed.complaints == (verbatim("“soon” is no date."),)


def test_a_condition_is_asked_for_once() -> None:
    asked: list[tuple[str, str]] = []

    def noting(field: str, text: str) -> Resolution:
        asked.append((field, text))
        return Excerpts([1])

    resolve(parse("war peace (tag:x OR NOT tag:x) place:y", LANGUAGES), noting)
    assert sorted(asked) == [("place", "y"), ("tag", "x")]


def test_a_query_of_nothing_but_refused_conditions_finds_nothing() -> None:
    parsed = resolve(parse("date:soon", LANGUAGES), resolver)
    assert parsed.tree is tree_of.NullQuery


def test_an_unresolved_term_keeps_its_value_as_written() -> None:
    terms = {
        (node.fieldname, node.text)
        for node in walk(parse('tag:a/b-c page:"1, 3" date:1945-08? tag:a:b', LANGUAGES).tree)
        if isinstance(node, CatalogueTerm)
    }
    assert terms == {("tag", "a/b-c"), ("page", "1, 3"), ("date", "1945-08?"), ("tag", "a:b")}
