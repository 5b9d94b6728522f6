"""What an action over hits touches or did, in sentences that window and command line share."""

from __future__ import annotations

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


def only_some(done: str, some: int) -> str:
    """The sentence for when nothing holds all of a query; `done` is what was not done."""
    reason = none_holds_all(some)
    return f"Nothing was {done}: {reason[0].lower()}{reason[1:]}"


def none_holds_all(some: int) -> str:
    """The sentence for a query of which texts hold only some, `some` of them."""
    hold = "holds" if some == 1 else "hold"
    return (
        f"No text holds all that is asked for, {counted(some, 'text')} {hold} some of it. "
        "To take those, write OR between the words."
    )


def why_none_matched(report: TagReport) -> str:
    """Why a request has no passages to tag."""
    if report.some:
        return only_some("tagged", report.some)
    if not report.hits:
        return "Nothing was tagged: nothing in the archive matches. Ask for fewer words."
    return (
        f"Nothing was tagged: no words of the query are in the text of the "
        f"{counted(report.hits, 'hit')}. Search for words to tag, not only for conditions."
    )


def tagged_in_words(report: TagReport) -> str:
    """`14 passages in 5 texts tagged framing/x; 4 had the tag already.`"""
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
