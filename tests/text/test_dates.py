"""Dates: what is read, what is refused, how it is shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.base.errors import InputError
from viewer.text.date_words import MONTH_NAMES, WEEKDAY_NAMES
from viewer.text.dates import PartialDate, date_range, parse_date, shown_date

SAMPLE = "🚩 cafe\u0301 Харбин\u00a01945\r\n"

days = st.dates(min_value=date(1600, 1, 1), max_value=date(2100, 12, 31))


@st.composite
def stored_dates(draw: st.DrawFn) -> str:
    """A date or span as the catalogue holds it."""

    def one(day: date) -> str:
        exactness = draw(st.sampled_from([4, 7, 10]))
        return day.isoformat()[:exactness] + draw(st.sampled_from(["", "?"]))

    first = draw(days)
    if draw(st.booleans()):
        return one(first)
    second = draw(st.dates(min_value=first, max_value=date(2101, 12, 31)))
    left, right = one(first), one(second)
    return left if left == right else f"{left}/{right}"


@pytest.mark.parametrize(
    "text",
    [
        "1945-08-09",
        "1945-8-9",
        "19450809",
        "1945/08/09",
        "1945.08.09",
        "9.8.1945",
        "09.08.1945",
        "9. 8. 1945",
        "9.8.1945 г.",
        "9.VIII.1945",
        "9 August 1945",
        "9 aug. 1945",
        "9-Aug-1945",
        "9th of August, 1945",
        "August 9, 1945",
        "AUGUST 9th 1945",
        "1945 August 9",
        "Thursday, August 9, 1945",
        "9 августа 1945",
        "9 августа 1945 г.",
        "9-го августа 1945 года",
        "четверг, 9 авг. 1945",
        "9\u00a0августа\u00a01945",
        " 9\r\nавгуста 1945 ",
        "1945 оны 8 сарын 9",
        "1945 оны 8-р сарын 9-ний өдөр",
        "1945 оны наймдугаар сарын 9",
        "1945 оны 8 сарын 9, Пүрэв",
        "1945-08-09/1945-08-09",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert parse_date(text) == PartialDate("1945-08-09", "1945-08-09", "1945-08-09", False)


@pytest.mark.parametrize(
    ("text", "edtf", "first", "last"),
    [
        ("1945-08", "1945-08", "1945-08-01", "1945-08-31"),
        ("August 1945", "1945-08", "1945-08-01", "1945-08-31"),
        ("август 1945 г.", "1945-08", "1945-08-01", "1945-08-31"),
        ("1945 оны 8 сар", "1945-08", "1945-08-01", "1945-08-31"),
        ("1945 оны арван нэгдүгээр сар", "1945-11", "1945-11-01", "1945-11-30"),
        ("08.1945", "1945-08", "1945-08-01", "1945-08-31"),
        ("1945/08", "1945-08", "1945-08-01", "1945-08-31"),
        ("1945-08-XX", "1945-08", "1945-08-01", "1945-08-31"),
        ("Feb 1944", "1944-02", "1944-02-01", "1944-02-29"),
        ("1945", "1945", "1945-01-01", "1945-12-31"),
        ("1945 год", "1945", "1945-01-01", "1945-12-31"),
        ("1945 он", "1945", "1945-01-01", "1945-12-31"),
        ("25/12/1945", "1945-12-25", "1945-12-25", "1945-12-25"),
        ("12/25/1945", "1945-12-25", "1945-12-25", "1945-12-25"),
        ("8/8/1945", "1945-08-08", "1945-08-08", "1945-08-08"),
        ("2 ма\u0438\u0306 1945", "1945-05-02", "1945-05-02", "1945-05-02"),
    ],
)
def test_partial_and_other_dates(text: str, edtf: str, first: str, last: str) -> None:
    assert parse_date(text) == PartialDate(edtf, first, last, False)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1945-08/1945-10", "1945-08/1945-10"),
        ("1945–1946", "1945/1946"),
        ("1945-1946", "1945/1946"),
        ("August–October 1945", "1945-08/1945-10"),
        ("from August to October 1945", "1945-08/1945-10"),
        ("9–14 August 1945", "1945-08-09/1945-08-14"),
        ("August 9-14, 1945", "1945-08-09/1945-08-14"),
        ("с 9 по 14 августа 1945 г.", "1945-08-09/1945-08-14"),
        ("1945 оны 8 сарын 9-14", "1945-08-09/1945-08-14"),
        ("9 August – 2 September 1945", "1945-08-09/1945-09-02"),
        ("8.8.1945-2.9.1945", "1945-08-08/1945-09-02"),
        ("December 1945 – January 1946", "1945-12/1946-01"),
    ],
)
def test_spans(text: str, edtf: str) -> None:
    parsed = parse_date(text)
    assert parsed.text == edtf
    left, right = edtf.split("/")
    assert parsed.first == parse_date(left).first
    assert parsed.last == parse_date(right).last


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1945-08-09?", "1945-08-09?"),
        ("1945~", "1945?"),
        ("1945%", "1945?"),
        ("c. 1945", "1945?"),
        ("около 1945 г.", "1945?"),
        ("[August 1945]", "1945-08?"),
        ("9 August 1945 (?)", "1945-08-09?"),
        ("August 1945, uncertain", "1945-08?"),
        ("1945-08?/1945-10", "1945-08?/1945-10"),
        ("1945-08/1945-10?", "1945-08/1945-10?"),
        ("9–14 August 1945?", "1945-08-09?/1945-08-14?"),
    ],
)
def test_doubts(text: str, edtf: str) -> None:
    parsed = parse_date(text)
    assert parsed.text == edtf
    assert parsed.uncertain


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1945-02-30", "February 1945 has 28 days"),
        ("32 августа 1945", "August 1945 has 31 days"),
        ("1945-13", "names a month 13"),
        ("1945-00-10", "names a month 0"),
        ("1945 оны 13 сар", "names a month 13"),
        ("0000", "names no year"),
        ("8/9/1945", "can mean two days: 8 September or 9 August"),
        ("Friday, 9 August 1945", "was a Thursday"),
        ("1945-10/1945-08", "ends before it begins"),
        ("14–9 August 1945", "ends before it begins"),
        ("", "There is no date"),
        (" \u00a0", "There is no date"),
        ("9.8.45", "cannot be read as a date"),
        ("9 August", "cannot be read as a date"),
        ("9–14 August", "cannot be read as a date"),
        ("August", "cannot be read as a date"),
        ("yesterday", "cannot be read as a date"),
        ("12345", "cannot be read as a date"),
        ("1945-08-09T10:00", "cannot be read as a date"),
        ("1945/..", "cannot be read as a date"),
        (SAMPLE, "cannot be read as a date"),
    ],
)
def test_nonsense_is_refused_with_its_own_words(text: str, why: str) -> None:
    with pytest.raises(InputError, match=why) as caught:
        parse_date(text)
    assert f"“{' '.join(text.split())}”" in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text(max_size=30) | st.text(alphabet="0189-/.?~–, agustавги", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parsed = parse_date(text)
    except InputError:
        return
    assert parsed.first <= parsed.last
    assert parse_date(parsed.text) == parsed


@given(stored_dates())
def test_stored_dates_are_read_as_they_are(edtf: str) -> None:
    parsed = parse_date(edtf)
    assert parsed.text == edtf
    assert parsed.uncertain == ("?" in edtf)


@given(stored_dates(), st.booleans())
def test_what_is_shown_is_read_as_the_same(edtf: str, short: bool) -> None:
    assert parse_date(shown_date(edtf, short=short)).text == edtf


@given(days)
def test_days_of_the_calendar(day: date) -> None:
    iso = day.isoformat()
    assert parse_date(f"{day.day}.{day.month}.{day.year}") == PartialDate(iso, iso, iso, False)
    weekday, month = WEEKDAY_NAMES[day.weekday()], MONTH_NAMES[day.month - 1]
    assert parse_date(f"{weekday}, {day.day} {month} {day.year}").text == iso


@pytest.mark.parametrize(
    ("edtf", "shown", "short"),
    [
        ("1945-08-09", "9 August 1945", "9 Aug 1945"),
        ("1945-08", "August 1945", "Aug 1945"),
        ("1945", "1945", "1945"),
        ("1945?", "1945, uncertain", "1945?"),
        ("1945-08-09?", "9 August 1945, uncertain", "9 Aug 1945?"),
        ("1945-08-09/1945-08-14", "9–14 August 1945", "9–14 Aug 1945"),
        ("1945-08/1945-10", "August–October 1945", "Aug–Oct 1945"),
        ("1945/1946", "1945–1946", "1945–1946"),
        ("1945-08-09/1945-09-02", "9 August – 2 September 1945", "9 Aug – 2 Sep 1945"),
        ("1945-12/1946-01", "December 1945 – January 1946", "Dec 1945 – Jan 1946"),
        ("1945-08-09/1945-09", "9 August 1945 – September 1945", "9 Aug 1945 – Sep 1945"),
        ("", "", ""),
        ("long ago", "long ago", "long ago"),
    ],
)
def test_shown_date(edtf: str, shown: str, short: str) -> None:
    assert shown_date(edtf) == shown
    assert shown_date(edtf, short=True) == short


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("1945-08-09..1945-08-20", ("1945-08-09", "1945-08-20")),
        ("..1945-08", ("", "1945-08-31")),
        ("1945-08..", ("1945-08-01", "")),
        ("1945…1946-01", ("1945-01-01", "1946-01-31")),
        ("9 Aug 1945 .. 20 августа 1945", ("1945-08-09", "1945-08-20")),
        ("1945-08", ("1945-08-01", "1945-08-31")),
        ("1945-08/1945-10", ("1945-08-01", "1945-10-31")),
    ],
)
def test_date_range(text: str, ends: tuple[str, str]) -> None:
    assert date_range(text) == ends


@pytest.mark.parametrize("text", ["", "..", "1945-09..1945-08", "1945..never", "1945..1946..1947"])
def test_ranges_that_are_none(text: str) -> None:
    with pytest.raises(InputError):
        date_range(text)
