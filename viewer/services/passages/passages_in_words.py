"""What an action over hits touches or did, in sentences that window and command line share."""

from __future__ import annotations

from viewer.base.messages import Message
from viewer.services.types import PassageCount, TagReport
from viewer.text.counting import counted, listed
from viewer.text.wording import NO_NEWSPAPER

#: More newspapers than these are counted, not named.
_MOST_NAMED = 3


def passages_in_words(count: PassageCount) -> str:
    """`18 passages in 6 texts of The Guardian and Izvestia`; `in 6 texts, in 5 papers`."""
    said = f"{counted(count.passages, 'passage')} in {counted(count.texts, 'text')}"
    papers = [paper.publication or NO_NEWSPAPER.lower() for paper in count.papers]
    if not papers:
        return counted(0, "passage")
    if len(papers) > _MOST_NAMED:
        return f"{said} in {len(papers)} papers"
    return f"{said} of {listed(papers)}"


def only_some(done: str, some: int) -> Message:
    """What to say when no text holds all of a query, and `some` hold some of it.

    `done` is what was not done: `exported`, `listed` or `tagged`.
    """
    return Message.of(f"hits.none-{done}", count=some)


def none_holds_all(some: int) -> Message:
    """What to say of a query of which texts hold only some, `some` of them."""
    return Message.of("hits.none-holds-all", count=some)


def why_none_matched(report: TagReport) -> str:
    """Why a request has no passages to tag."""
    if report.some:
        return str(only_some("tagged", report.some))
    if not report.hits:
        return "Nothing was tagged: nothing in the archive matches. Ask for fewer words."
    return (
        f"Nothing was tagged: no words of the query are in the text of the "
        f"{counted(report.hits, 'hit')}. Search for words to tag, not only for conditions."
    )


def tagged_in_words(report: TagReport) -> str:
    """As in `14 passages in 5 texts tagged framing/x; 4 had the tag already`."""
    tagged, already = report.tagged, report.already
    if not tagged.passages and not already:
        return why_none_matched(report)
    if not tagged.passages:
        them = "The one match has" if already == 1 else f"All {already:,} matches have"
        return f"Nothing was tagged: {them.lower()} the tag {report.tag} already."
    said = (
        f"{counted(tagged.passages, 'passage')} in {counted(tagged.texts, 'text')} "
        f"tagged {report.tag}"
    )
    return f"{said}; {already:,} had the tag already." if already else f"{said}."
