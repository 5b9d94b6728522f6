"""Which reader reads which kind of text file; each is imported when the first such file comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from viewer.exchange.importers.plain_text import read_plain_text
from viewer.exchange.importers.records import Outcome, ReadOptions
from viewer.exchange.importers.source_file import SourceFile

Reader = Callable[[SourceFile, ReadOptions], Iterator[Outcome]]


def _read_markdown(file: SourceFile, asked: ReadOptions) -> Iterator[Outcome]:
    from viewer.exchange.importers.markdown import read_markdown

    return read_markdown(file, asked)


def _read_html(file: SourceFile, asked: ReadOptions) -> Iterator[Outcome]:
    from viewer.exchange.importers.html import read_html

    return read_html(file, asked)


#: By the suffix of the file, in lower case. Each yields one record, then warnings, or raises
#: `InputError`; none opens a file.
TEXT_READERS: dict[str, Reader] = {
    ".txt": read_plain_text,
    ".md": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
}
