"""The line at the bottom: words that stay, and long jobs beside them."""

import pytest

from viewer.ui.window.status_line import StatusLine


@pytest.fixture
def line(qtbot) -> StatusLine:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    return line


def test_a_long_job_leaves_the_words_about_the_index_alone(line: StatusLine) -> None:
    line.show_index("Index up to date")
    line.show_progress("Importing", 1200, 3000)
    assert line.job_words == "Importing 1,200 of 3,000"
    assert line.index_words == "Index up to date"
    line.end_progress("Importing")
    assert (line.job_words, line.index_words) == ("", "Index up to date")
    assert not line._cancel.isVisible()


def test_the_end_of_another_job_takes_nothing_away(line: StatusLine) -> None:
    line.show_progress("Importing", 0, 0)
    line.end_progress("Indexing")
    assert line.job_words == "Importing…"


def test_a_count_past_32_bits_still_moves_the_bar(line: StatusLine) -> None:
    line.show_progress("Reading", 2**39, 2**40)
    assert line._progress.value() / line._progress.maximum() == pytest.approx(0.5)
    line.show_progress("Reading", 2**41, 2**40)
    assert line._progress.value() == line._progress.maximum()
    line.show_progress("Reading", 2**41, 0)
    assert line._progress.maximum() == 0
