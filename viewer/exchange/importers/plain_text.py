"""Plain text (.txt): the whole file is the text, nothing is cut out of it."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.exchange.importers.facts import check_facts, one_line, record_of
from viewer.exchange.importers.file_names import leading_date, readable_stem
from viewer.exchange.importers.records import Outcome, ReadOptions, Warned
from viewer.exchange.importers.source_file import (
    SourceFile,
    decode_source,
    refuse_blank,
    shown_name,
    shown_stem,
)
from viewer.text.canonical import canonical

#: A longer first line is a paragraph, not a headline. Code points.
LONGEST_HEADLINE = 120


def read_plain_text(file: SourceFile, asked: ReadOptions) -> Iterator[Outcome]:
    """One record: the text whole and canonical, headline and date as far as they show.

    The headline is the first line where `first_line_as_headline` sees one, else the file's name
    made readable; an ISO date that the name begins with is the issue date. Raises `InputError`
    where the file is binary or blank.
    """
    name = shown_name(file.path)
    decoded, warnings = decode_source(file, asked)
    text = canonical(decoded.text)
    refuse_blank(text, name)
    stem = shown_stem(file.path)
    facts, complaints = check_facts(
        {
            "headline": first_line_as_headline(text) or readable_stem(stem),
            "issue_date": leading_date(stem),
        },
        name,
    )
    yield record_of(file.shown, text, facts, file.record(decoded.encoding, "txt"), asked.language)
    yield from warnings
    yield from (Warned(file.shown, complaint) for complaint in complaints)


def first_line_as_headline(text: str) -> str:
    """The first line that is not blank, if it is short and a blank line parts it from the rest."""
    lines = iter(text.split("\n", 50))
    first = next((line for line in lines if line.strip()), "")
    is_alone = not next(lines, "").strip() and any(line.strip() for line in lines)
    return one_line(first) if is_alone and len(first.strip()) <= LONGEST_HEADLINE else ""
