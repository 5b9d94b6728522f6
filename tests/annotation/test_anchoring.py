"""Anchoring: the same words, or a state that says what is the matter."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.annotation.anchoring import FLOOR, SHORTEST_FUZZY, Placement, place
from viewer.annotation.near_matches import likeness
from viewer.annotation.selectors import Quote, describe
from viewer.text.kinds import AnchorState
from viewer.text.spans import Span

OLD = (
    "Война 🚩 объявлена. The cafe\u0301 at\u00a0Harbin burned on the ninth of August.\n\n"
    "The Red Army advanced 20 miles and took Hulin. No losses were reported.\n"
    "Marshal Meretskov’s front crossed the Ussuri in a cloudburst, without a barrage.\n"
    "The Red Army advanced 34 miles and took Linkou. No losses were reported.\n"
    "In Tokyo the cabinet sat through the night, and the Emperor spoke at last.\n"
)


def placed(new: str, words: str, *, number: int = 0, tell: bool = True) -> Placement:
    """Where occurrence `number` of `words` in `OLD` goes; `tell` whether `OLD` may be looked at."""
    start = -1
    for _ in range(number + 1):
        start = OLD.index(words, start + 1)
    quote = describe(OLD, Span(start, start + len(words)))
    return place(new, quote, start, OLD if tell else None)


both_ways = pytest.mark.parametrize("tell", [True, False])


@both_ways
def test_an_unchanged_text_keeps_every_passage(tell: bool) -> None:
    for words in (
        "Война",
        "Red Army",
        "No losses were reported.",
        "e\u0301",
        " ",
        "🚩",
    ):
        assert placed(OLD, words, tell=tell) == Placement(
            Span(OLD.index(words), OLD.index(words) + len(words)), "exact", 1.0
        )
    second = placed(OLD, "Red Army", number=1, tell=tell)
    assert second.span == Span(OLD.rindex("Red Army"), OLD.rindex("Red Army") + 8)


@both_ways
def test_an_addition_before_moves_it(tell: bool) -> None:
    new = "By telegraph 🚩\u00a0— " + OLD
    result = placed(new, "crossed the Ussuri", tell=tell)
    assert (result.state, result.score) == ("moved", 1.0)
    assert result.span is not None
    assert result.span.of(new) == "crossed the Ussuri"


@both_ways
def test_an_edit_beside_it_leaves_it_in_place(tell: bool) -> None:
    new = OLD.replace("in a cloudburst", "in a downpour!!")
    assert placed(new, "crossed the Ussuri", tell=tell).state == "exact"


@both_ways
def test_a_repeated_passage_stays_the_one_it_was(tell: bool) -> None:
    new = OLD.replace("34 miles", "35 miles").replace("Linkou", "Linkow")
    first = placed(new, "The Red Army advanced", tell=tell)
    second = placed(new, "The Red Army advanced", number=1, tell=tell)
    assert [first.span, second.span] == [
        Span(new.index("The Red"), new.index("The Red") + 21),
        Span(new.rindex("The Red"), new.rindex("The Red") + 21),
    ]


@both_ways
def test_a_corrected_passage_is_fuzzy(tell: bool) -> None:
    new = OLD.replace("Meretskov’s", "Meretskoff's")
    result = placed(new, "Marshal Meretskov’s front crossed", tell=tell)
    assert result.state == "fuzzy"
    assert result.span is not None
    assert result.span.of(new) == "Marshal Meretskoff's front crossed"
    assert FLOOR <= result.score < 1


def test_a_fuzzy_passage_does_not_cut_words() -> None:
    new = OLD.replace("through the night", "through the nights")
    new = new.replace("cabinet", "cabinets")
    result = placed(new, "Tokyo the cabinet sat through the night")
    assert result.span is not None
    assert result.span.of(new) == "Tokyo the cabinets sat through the nights"
    other = OLD.replace("Emperor", "Empress")  # alike only if the last word is cut in two
    assert placed(other, "and the Emperor").state == "ambiguous"


@both_ways
def test_a_lookalike_elsewhere_is_never_taken_silently(tell: bool) -> None:
    new = OLD.replace("The Red Army advanced 20 miles and took Hulin. ", "")
    result = placed(new, "The Red Army advanced 20 miles", tell=tell)
    assert result.state in {"ambiguous", "fuzzy"}
    if tell:  # the other passage was there before: it cannot be this one
        assert result.state == "ambiguous"
        assert [span.of(new) for span in result.candidates] == ["The Red Army advanced 34 miles"]
    same = OLD.replace("Hulin. No losses were reported.", "Hulin.")
    assert placed(same, "No losses were reported.", tell=tell).state == "ambiguous"


def test_the_only_one_of_its_kind_may_move_far() -> None:
    line = "Marshal Meretskov’s front crossed the Ussuri in a cloudburst, without a barrage.\n"
    words = "crossed the Ussuri in a cloudburst"
    new = OLD.replace(line, "") + "P.S. They " + words + "!"
    assert placed(new, words).state == "moved"
    assert placed(new, words, tell=False).state == "ambiguous"


def test_equal_places_are_ambiguous() -> None:
    quote = Quote("No losses were reported.", "Hulin. ", "\n")
    new = "In the east: " + "took Hulin. No losses were reported.\n" * 2
    result = place(new, quote, 0)
    assert (result.span, result.state, result.score) == (None, "ambiguous", 1.0)
    assert [span.of(new) for span in result.candidates] == [quote.exact] * 2


def test_near_equal_places_are_ambiguous() -> None:
    quote = Quote("The 25th Army entered the city on Sunday")
    new = "The 26th Army entered the city on Sunday. The 27th Army entered the city on Sunday."
    result = place(new, quote, 0)
    assert (result.span, result.state) == (None, "ambiguous")
    assert len(result.candidates) == 2
    assert result.score == likeness(quote.exact, result.candidates[0].of(new))


def test_one_of_several_equal_lines_was_cut_and_nobody_knows_which() -> None:
    old = "Casualties by day, 🚩 cafe\u0301:\n" + "none reported\n" * 6 + "конец"
    start = old.index("none") + 14 * 2
    quote = describe(old, Span(start, start + 13))
    new = old.replace("none reported\n", "", 1)
    result = place(new, quote, start, old)
    assert result.state == "ambiguous"
    assert len(result.candidates) == 5


ARMY = "The 25th Army entered the city on Sunday"
LOSSES = "No losses were reported."


def misread(words: str, letters: int) -> str:
    """`words` with so many letters read as another sign, spread over them."""
    found = list(words)
    for number in range(1, letters + 1):
        found[number * len(words) // (letters + 1)] = "#"
    return "".join(found)


@pytest.mark.parametrize(
    ("letters", "state"), [(1, "ambiguous"), (4, "ambiguous"), (6, "fuzzy"), (11, "fuzzy")]
)
def test_a_fuzzy_place_needs_its_margin_over_the_next(letters: int, state: str) -> None:
    new = f"Hulin: {misread(ARMY, 1)}. Later, in the rain: {misread(ARMY, letters)}."
    result = place(new, Quote(ARMY), 0)
    assert result.state == state
    if state == "fuzzy":
        assert result.span is not None
        assert result.span.of(new) == misread(ARMY, 1)
    else:
        assert [span.of(new) for span in result.candidates] == [
            misread(ARMY, 1),
            misread(ARMY, letters),
        ]


@pytest.mark.parametrize(("letters", "state"), [(8, "fuzzy"), (9, "orphan")])
def test_a_fuzzy_place_needs_four_fifths_of_the_quote(letters: int, state: str) -> None:
    result = place(misread(ARMY, letters), Quote(ARMY), 0)
    assert (result.state, result.score) == (state, 1 - letters / len(ARMY))
    if state == "orphan":  # a reader may still say that this is it
        assert result.candidates == (Span(0, len(ARMY)),)


def test_one_of_two_exact_places_needs_a_margin_in_its_surroundings() -> None:
    quote = Quote(LOSSES, "The Fifth Army took Hulin. ", "\nThat was all.")

    def beside(other: str) -> Placement:
        new = f"The Fifth Army took Hulin; {LOSSES}\nThat was it.\n{other}{LOSSES}\nThat was it."
        return place("In the east:\n" + new, quote, 0)

    assert beside("The First Army took Hulin; ").state == "ambiguous"  # a lead of 0.05
    assert beside("The First Army fell on Mu; ") == Placement(Span(40, 64), "moved", 1.0)  # 0.27
    # Where what follows is alike, what goes before tells, and the other way round.
    assert beside("Marshal Meretskov slept: ") == Placement(Span(40, 64), "moved", 1.0)


@pytest.mark.parametrize(
    ("prefix", "suffix", "other"),
    [
        ("The Fifth Army took Hulin. ", "\nThat was all.", "The First Army fell on Mudan. "),
        ("It was said: ", "\nThe rain fell at Hulin.", "\nNobody knows who came."),
    ],
    ids=["prefix", "suffix"],
)
def test_either_side_tells_a_place_from_its_double(prefix: str, suffix: str, other: str) -> None:
    quote = Quote(LOSSES, prefix, suffix)
    double = prefix + LOSSES + other if other.startswith("\n") else other + LOSSES + suffix
    whole = prefix + LOSSES + suffix
    for new in (f"{double}\n{whole}", f"{whole}\n{double}"):
        start = new.index(whole) + len(prefix)
        assert place(new, quote, 200) == Placement(Span(start, start + len(LOSSES)), "moved", 1.0)


def test_a_double_at_the_old_position_does_not_take_the_place_of_the_passage() -> None:
    quote = Quote(LOSSES, "The Fifth Army took Hulin. ", "\nThat was all.")
    double = f"The First Army fell on it? {LOSSES}\nThat was it!!\n"
    new = f"{double}The Fifth Army took Hulin: {LOSSES}\nThat was all."
    assert place(new, quote, 27) == Placement(Span(93, 117), "moved", 1.0)


def test_a_short_quote_stays_where_one_side_of_it_is_kept_whole() -> None:
    quote = Quote("Hulin", "The Red Army advanced and took ", ". No losses were reported.")
    new = "The Red Army advanced and took Hulin. Few losses are mentioned."
    assert place(new, quote, 31) == Placement(Span(31, 36), "exact", 1.0)
    assert place("Rain fell on all the roads, at Hulin too, it is said.", quote, 31).span is None


def test_equal_places_are_offered_the_nearest_first() -> None:
    new = "Hulin fell. " + "x" * 5 + " Hulin fell. " + "y" * 60 + " Hulin fell. "
    assert place(new, Quote("Hulin fell."), 20).candidates == (
        Span(18, 29),
        Span(0, 11),
        Span(91, 102),
    )


def test_what_is_said_once_now_but_was_said_twice_is_not_taken_for_the_one() -> None:
    words = "crossed the Ussuri in a cloudburst"
    line = "Marshal Meretskov’s front crossed the Ussuri in a cloudburst, without a barrage.\n"
    old = OLD + f"Later others {words} too.\n"
    start = old.index(words)
    quote = describe(old, Span(start, start + len(words)))
    new = f"P.S. They {words}!\n" + OLD.replace(line, "")
    assert place(new, quote, start, old).state == "ambiguous"
    assert place(new, quote, start, OLD).state == "moved"  # where it was the only one


def test_what_was_said_once_and_is_said_twice_now_is_left_to_a_reader() -> None:
    words = "crossed the Ussuri in a cloudburst"
    line = "Marshal Meretskov’s front crossed the Ussuri in a cloudburst, without a barrage.\n"
    new = OLD.replace(line, "") + f"P.S. They {words}! Snow front {words}, without rain."
    result = placed(new, words)
    assert (result.state, len(result.candidates)) == ("ambiguous", 2)


@both_ways
def test_what_is_gone_is_an_orphan(tell: bool) -> None:
    new = OLD.replace("Marshal Meretskov’s front crossed the Ussuri in a cloudburst, ", "")
    result = placed(new, "crossed the Ussuri in a cloudburst", tell=tell)
    assert (result.span, result.state) == (None, "orphan")
    assert placed("", "Emperor", tell=tell) == Placement(None, "orphan", 0.0)


@both_ways
def test_short_quotes_are_never_fuzzy(tell: bool) -> None:
    new = OLD.replace("Ussuri", "Usurri")
    assert placed(new, "Ussuri", tell=tell) == Placement(None, "orphan", 0.0)
    assert placed(OLD.replace("Emperor", "Kaiser"), "Emperor", tell=tell).state == "orphan"


def test_a_short_quote_needs_its_surroundings() -> None:
    quote = describe(OLD, Span(OLD.index("took"), OLD.index("took") + 4))
    assert place("He took the train to Chita.", quote, 400).state == "orphan"
    assert place("He took the train.", Quote("took"), 3).state == "exact"
    assert place("He took the train.", Quote("took"), 9).state == "orphan"


def test_a_quote_without_context_is_placed_by_its_rarity() -> None:
    quote = Quote("crossed the Ussuri")
    assert place(OLD, quote, 3).state == "moved"
    assert place(OLD + OLD, quote, 3).state == "ambiguous"
    assert place(OLD + OLD, quote, OLD.index("crossed")).state == "exact"


def test_an_old_text_that_does_not_hold_the_quote_is_disregarded() -> None:
    quote = describe(OLD, Span(OLD.index("Tokyo"), OLD.index("Tokyo") + 5))
    assert place(OLD, quote, OLD.index("Tokyo"), "something else").state == "exact"


def test_nothing_has_no_place() -> None:
    with pytest.raises(ValueError, match="no place"):
        place(OLD, Quote(""), 0)


edits = st.lists(
    st.tuples(
        st.integers(0, len(OLD)),
        st.integers(0, 30),
        st.sampled_from(
            ["", "x", "\n", "🚩 ", "é", "took ", "No losses were reported. ", "е\u0301"]
        ),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=150)
@given(edits, st.integers(0, len(OLD) - 1), st.integers(1, 90), st.booleans())
def test_no_passage_lands_on_other_text_unsaid(
    changes: list[tuple[int, int, str]], start: int, length: int, tell: bool
) -> None:
    new = OLD
    for at, cut, added in changes:
        new = new[:at] + added + new[at + cut :]
    span = Span(start, min(len(OLD), start + length))
    quote = describe(OLD, span)
    result = place(new, quote, start, OLD if tell else None)
    assert isinstance(result.state, AnchorState)
    assert (result.span is None) == (result.state in {"ambiguous", "orphan"})
    assert 0 <= result.score <= 1
    for candidate in result.candidates:
        assert candidate.of(new)
    if result.span is None:
        return
    if result.state == "fuzzy":
        assert len(quote.exact) >= SHORTEST_FUZZY
        assert quote.exact not in new
        assert likeness(quote.exact, result.span.of(new)) == result.score >= FLOOR
    else:
        assert result.span.of(new) == quote.exact
        assert (result.span.start == start) == (result.state == "exact")


@settings(deadline=None, max_examples=100)
@given(st.integers(0, len(OLD) - 1), st.integers(1, 60), st.integers(0, len(OLD)), st.booleans())
def test_an_addition_elsewhere_never_misplaces_a_passage(
    start: int, length: int, at: int, tell: bool
) -> None:
    span = Span(start, min(len(OLD), start + length))
    if span.start < at < span.end:
        return
    added = " [sic! 🚩] "
    new = OLD[:at] + added + OLD[at:]
    there = span if at >= span.end else span.shifted(len(added))
    result = place(new, describe(OLD, span), start, OLD if tell else None)
    if result.span is None:
        assert result.state in {"ambiguous", "orphan"}
        assert not tell or len(span) < SHORTEST_FUZZY
    elif tell or len(span) >= SHORTEST_FUZZY:  # a letter may be the same as one in the addition
        assert result.span == there
        assert result.state == ("exact" if there == span else "moved")


def test_every_passage_has_one_state() -> None:
    new = OLD.replace("Hulin", "Khulin").replace("No losses were reported.", "", 1)
    counts: Counter[str] = Counter()
    for start in range(0, len(OLD) - 20, 3):
        quote = describe(OLD, Span(start, start + 20))
        counts[place(new, quote, start, OLD).state] += 1
    assert counts.total() == len(range(0, len(OLD) - 20, 3))
    assert counts["exact"] > 20
    assert counts["moved"] > 50
    assert counts["fuzzy"] > 0
