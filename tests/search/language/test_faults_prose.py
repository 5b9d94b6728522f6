"""Prose always finds, whatever signs and capitals stand in it; also a whole pasted page."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from viewer.base.jobs import CancelToken
from viewer.search.analysis.stop_words import STOP_WORDS
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.engine import IndexText
from viewer.search.language.expansions import expand
from viewer.search.language.field_names import QUERY_FIELDS
from viewer.search.language.query import parse
from viewer.search.language.rarest_words import MOST_WORDS
from viewer.search.language.read_as import read_as
from viewer.search.results.highlighter import Highlighter
from viewer.text.segmentation import word_strings

LANGUAGES = ("en", "ru")

#: Text 1 holds these; text 2 none of them.
WORDS = (
    "Harbin", "Квантунская", "армия", "лётчик", "surrendered", "O'Brien", "1945", "TASS",
    "cafe\u0301", "Токио", "Маньчжоу",
)  # fmt: skip
SIGNS = (
    *"()[]{}\"'«»“”„‘’/\\*?~=+-–—:;,.!|&^%$#@<>🚩\u00a0\u00ad",
    *("AND", "OR", "(", ")", '"', "«", "»", "/", "x", "the", "and/or", " ", " ", " ", "~5", "\r\n"),
)  # fmt: skip

Engine = ColumnarEngine


@pytest.fixture(scope="module")
def prose(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    from viewer.search.index.index_folder import IndexFolder
    from viewer.search.index.stamp import IndexStamp

    folder = IndexFolder(tmp_path_factory.mktemp("prose") / "index", bytes(range(32)))
    texts = [
        IndexText(1, "ru", "", "", " ".join((*WORDS, "marching"))),
        IndexText(2, "en", "", "", "something else entirely: march"),
    ]
    folder.build(texts, 2, IndexStamp(0, "uid", 1, "step", 0, LANGUAGES))
    return folder.open()[0]


def found(engine: Engine, text: str, *, typing: bool = False) -> tuple[set[int], set[int]]:
    """The ids of the first tier, and of the second."""
    token = CancelToken()
    read = parse(text, LANGUAGES)
    parsed = expand(read.while_typing() if typing else read, engine, token)
    first = set(engine.evaluate(parsed.tree, token).ids.tolist())
    if parsed.some_tree is None:
        return first, set()
    return first, set(engine.evaluate(parsed.some_tree, token).ids.tolist()) - first


def both(engine: Engine, text: str) -> set[int]:
    return set().union(*found(engine, text))


prose_texts = st.lists(st.sampled_from((*WORDS, *SIGNS)), max_size=16).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda between: between.join(parts))
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
@given(st.one_of(prose_texts, st.text(max_size=60)), st.sampled_from(WORDS), st.text(max_size=60))
@example("NOT AND (", "Harbin", ")")
@example("(AND OR", "Токио", "/x")
@example("=", "лётчик", '"')
@example('="', "лётчик", "*")
@example("«", "армия", "» побеждена")
@example("harb*", "Harbin", "?y")
@example("/a", "Harbin", "/ ")
@example("/", "Harbin", "/x")
@example("", "Harbin", "EVENT:0")
def test_a_word_of_any_prose_finds_its_text(
    prose: Engine, before: str, word: str, after: str
) -> None:
    text = f"{before} {word} {after}".replace("NOT", "AND")
    if is_excluded(text):
        return
    assert 1 in both(prose, text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
@given(prose_texts)
@example("Harbin‘*")
def test_any_held_word_finds_wherever_the_signs_are(prose: Engine, text: str) -> None:
    held = {word.casefold() for word in word_strings(" ".join(WORDS))}
    words = {word.casefold() for word in word_strings(text)} - STOP_WORDS
    if words & held and not is_excluded(text):
        assert 1 in both(prose, text)


def is_excluded(text: str) -> bool:
    """Whether a field or a NOT is in it, which stay conditions."""
    said = str(read_as(parse(text, LANGUAGES).tree))
    return "not " in said or any(f"{name}:" in text.casefold() for name in QUERY_FIELDS.names)


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        ("Harbin “Квантунская оборона” 1946", set(), {1}),
        ("«Квантунская армия»", {1}, set()),
        ("«армия Квантунская»", set(), {1}),
        ("(Harbin AND Tokyo) AND Moscow", set(), {1}),
        ("HARBIN AND TOKYO", set(), {1}),
        ("HARBIN NOT TASS", set(), {1}),
        ("Harbin NOT TASS", set(), set()),
        ("Harbin will NOT surrender", set(), {1}),
        ("Harbin/Mukden", set(), {1}),
        ("/Harbin/", {1}, set()),
        ("/Harbin/Mukden/", set(), {1}),
        ("/march/", {2}, {1}),  # a word in slashes is that word too, in any form
        ("/unreadable( Harbin/", set(), {1}),
        ("Mukden~1945", set(), {1}),
        ("--Harbin", {1}, set()),
        ("-Harbin -Mukden", set(), {1}),
        ("Маньчжоу-Го", set(), {1}),
        ("text:Harbin Mukden", set(), set()),
        ("headline:Harbin Tokyo", set(), set()),
        ("Harbin OR Mukden", {1}, set()),
        ("harb* mukden", set(), {1}),
        ("harbin?mukden", set(), {1}),
        ("Mukden*O'Brien", set(), {1}),
    ],
)
def test_how_words_are_grouped_is_no_condition(
    prose: Engine, query: str, first: set[int], second: set[int]
) -> None:
    assert found(prose, query) == (first, second)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "WAR AND PEACE",
            "WAR and AND and PEACE; AND is a word here, as all is in capitals",
        ),
        (
            "ВОЙНА AND МИР OR НЕТ",
            "ВОЙНА and AND and МИР and OR and НЕТ; AND and OR are words here, "
            "as all is in capitals",
        ),
        ("=Ёлка", "only “Ёлка” (capitals, ё and accents not told apart)"),
        ('="red army"', "only “red army”"),
        ("AND OR NOT", "AND and OR and NOT; AND, OR and NOT are words here, as all is in capitals"),
        ('"WAR AND PEACE"', "the phrase “WAR AND PEACE”"),
        ("1941 OR 1945", "1941 or 1945"),
        ("NOT *", "every excerpt, not every excerpt"),
        ("PLACE:TOKYO NOT WAR", "place TOKYO, not WAR"),
        ("USSR OR usa", "USSR or usa"),
        ("it is NOT true", "it and is and NOT and true; NOT is a word here"),
        ("army NOT the navy", "army and NOT and the and navy; NOT is a word here"),
        ("army NOT navy", "army, not navy"),
        ("army and NOT navy", "army and and, not navy"),
        ("army NOT (the navy)", "army, not (the and navy)"),
    ],
)
def test_operators_that_were_read_as_words_are_said(query: str, said: str) -> None:
    assert str(parse(query, LANGUAGES).read_as) == said


@pytest.mark.parametrize(
    "query", ["and/or", "1/2/3", "TCP/IP", "a /home/x/ b", "x/y/ z", "/slip flow/"]
)
def test_slashes_of_prose_begin_no_expression(query: str) -> None:
    assert "matching" not in str(parse(query, LANGUAGES).read_as)


def test_a_long_paste_is_searched_by_its_most_rarest_words(
    build: Callable[..., Engine],
) -> None:
    common = [f"common{letter}{other}" for letter in "abcdefghij" for other in "abcdefgh"]
    texts = [IndexText(n, "en", "", "", " ".join(common) + f" filler{n}") for n in range(1, 9)]
    texts.append(IndexText(99, "en", "", "", " ".join([*common, "zeppelin"])))
    engine = build(texts)
    pasted = "the " * 100 + " ".join(common) + " zeppelin"
    parsed = expand(parse(pasted, LANGUAGES), engine, CancelToken())
    assert found(engine, pasted)[0] == {99}
    said = next(each for each in map(str, parsed.complaints) if "most telling" in each)
    assert said.startswith(f"Of the {len(common) + 2} different words and phrases the {MOST_WORDS}")
    assert "“the”" in said
    assert "zeppelin" not in said


def test_stop_words_do_not_count_as_words(build: Callable[..., Engine]) -> None:
    engine = build([IndexText(1, "en", "", "", "zeppelin")])
    parsed = parse(" ".join(sorted(STOP_WORDS)) + " zeppelin", LANGUAGES)
    assert expand(parsed, engine, CancelToken()).complaints == parsed.complaints == ()
    assert 1 in both(engine, parsed.text)


@pytest.mark.parametrize(
    "pasted",
    [
        " ".join(f"w{number}" for number in range(800)),
        " OR ".join(f"w{number}" for number in range(500)),
        "«" + " ".join(f"w{number}" for number in range(700)) + "»",
        " ".join(f"w{number}-x{number}" for number in range(400)),
        " ".join(f"w{number}*" for number in range(700)),
        " ".join(f"/w{number}/" for number in range(500)),
    ],
    ids=lambda text: text[:12],
)
def test_a_long_query_takes_no_longer_than_one_would_wait(prose: Engine, pasted: str) -> None:
    started = time.process_time()
    found(prose, pasted)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("surr", {1}),
        ("Harbin surr", {1}),
        ("(surr", {1}),
        ("surr ", set()),
        ("s", set()),
        ('"surr', set()),
        ("text:surr", set()),
        ("=surr", set()),
        ("surr?", set()),
        ("O’Br", {1}),
        ("летч", {1}),
        ("Harbin surrenderx", set()),
    ],
)
def test_the_last_word_is_a_beginning_while_it_is_typed(
    prose: Engine, typed: str, ids: set[int]
) -> None:
    assert found(prose, typed, typing=True)[0] == ids
    if typed not in {"s"} and ids:
        assert found(prose, typed)[0] == set()
        assert str(parse(typed, LANGUAGES).while_typing().read_as).endswith("…")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("=surrendered", {1}),
        ("=surrender", set()),
        ("surrender", {1}),
        ("=HARBIN", {1}),
        ("=армия", {1}),
        ("=армии", set()),
        ('="Квантунская армия"', {1}),
        ('="Квантунской армии"', set()),
        ("text:=surrendered", {1}),
        ("headline:=surrendered", set()),
        ("NOT =surrender", {1, 2}),
        ("= surrender", {1}),
        ("x=surrender", set()),
    ],
)
def test_after_an_equals_sign_only_that_form(prose: Engine, query: str, first: set[int]) -> None:
    assert found(prose, query)[0] == first


def test_an_exact_phrase_is_marked(prose: Engine) -> None:
    text = "armies; the red army. The Red Armies, the red-army"
    for query, marked in (
        ('="red army"', ["red army", "red-army"]),
        ('"red army"', ["red army", "Red Armies", "red-army"]),
        ("=army", ["army", "army"]),
    ):
        places = Highlighter(parse(query, LANGUAGES).tree).places(text, "en")
        assert [place.of(text) for place in places] == marked


def test_headlines_find_their_own_text_first(
    shared_dir: Path, build: Callable[..., Engine]
) -> None:
    """Real Russian texts, each asked for by its first sentence as it stands and in capitals."""
    files = sorted((shared_dir / "corpus" / "factrueval").glob("*.txt"))
    bodies = [file.read_text(encoding="utf-8") for file in files]
    engine = build([IndexText(n, "ru", "", "", body) for n, body in enumerate(bodies, 1)])
    token = CancelToken()
    for number, body in enumerate(bodies, 1):
        sentence = body.strip()[:200].rpartition(" ")[0]
        for pasted in (sentence, sentence.upper(), f"«{sentence} – мнение»", f"({sentence}"):
            parsed = expand(parse(pasted, ("ru",)), engine, token)
            trees = [tree for tree in (parsed.tree, parsed.some_tree) if tree is not None]
            best = [
                int(engine.columns().ids[row])
                for tree in trees
                for row in engine.evaluate(tree, token).best(1)[0]
            ]
            assert best[0] == number, pasted
