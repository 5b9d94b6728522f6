"""What the tables themselves refuse, whoever writes to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from tests.catalogue.conftest import AT
from viewer.base.messages import verbatim
from viewer.catalogue.models import (
    Annotation,
    ArchiveMark,
    Base,
    Body,
    Desk,
    Excerpt,
    JournalChange,
    JournalStep,
    Link,
    Name,
    NameLabel,
    Publication,
    Tag,
    Tagging,
    TagLabel,
    Version,
)
from viewer.services.archive.archive import Archive
from viewer.text.kinds import AnchorState, Kind, LinkKind


def annotation(**changed: Any) -> Annotation:
    """One more annotation of version 1; `changed` is what is wrong with it."""
    values = {"uid": "m", "version_id": 1, "start": 8, "end": 14, "quote": "Японии"}
    return Annotation(**(values | {"created_at": AT, "modified_at": AT} | changed))


def step(**changed: Any) -> JournalStep:
    return JournalStep(**({"uid": "x", "at": AT, "kind": "do"} | changed))


def label(**changed: Any) -> NameLabel:
    return NameLabel(
        **({"name_id": 1, "language": "ru", "text": "Мукден", "role": "alternate"} | changed)
    )


def other(**changed: Any) -> Excerpt:
    return Excerpt(**({"uid": "f", "article_id": 1, "source_id": 1} | changed))


#: Each: what is there, what must not come to it, and a word of what the database says.
REFUSED: dict[str, tuple[Sequence[Base], Base, str]] = {
    "an empty span": ((), annotation(end=8), "is_a_span"),
    "a span turned round": ((), annotation(end=3), "is_a_span"),
    "a span before the text": ((), annotation(start=-1), "is_a_span"),
    "an unknown state": ((), annotation(state="lost"), "state_is_known"),
    "a passage of no version": ((), annotation(version_id=99), "FOREIGN KEY"),
    "one uid twice": ((), annotation(uid="n"), "annotation.uid"),
    "an unknown kind of text": ((), other(kind="poem"), "kind_is_known"),
    "an excerpt of no article": ((), other(article_id=99), "FOREIGN KEY"),
    "two versions of one number": (
        (),
        Version(uid="w", excerpt_id=1, body_id=1, number=1, created_at=AT),
        "version.excerpt_id, version.number",
    ),
    "a text stored twice": ((), Body(sha256="0" * 64, text="x"), "body.sha256"),
    "two roots of one name": ((), Tag(uid="x", name="event"), "tag.name"),
    "two siblings of one name": (
        [Tag(uid="x", name="war", parent_id=1)],
        Tag(uid="y", name="war", parent_id=1),
        "tag.parent_id, tag.name",
    ),
    "a tag under no tag": ((), Tag(uid="x", name="war", parent_id=99), "FOREIGN KEY"),
    "two labels of a tag in one language": (
        [TagLabel(tag_id=1, language="ru", name="событие")],
        TagLabel(tag_id=1, language="ru", name="случай"),
        "tag_label.tag_id, tag_label.language",
    ),
    "a tag put on twice": (
        [Tagging(annotation_id=1, tag_id=1)],
        Tagging(annotation_id=1, tag_id=1),
        "tagging.annotation_id, tagging.tag_id",
    ),
    "a use of no tag": ((), Tagging(annotation_id=1, tag_id=99), "FOREIGN KEY"),
    "an unknown kind of link": (
        (),
        Link(uid="l", origin_id=1, target_id=1, kind="likes", created_at=AT),
        "kind_is_known",
    ),
    "one link twice": (
        [Link(uid="l", origin_id=1, target_id=1, kind="copies", created_at=AT)],
        Link(uid="k", origin_id=1, target_id=1, kind="copies", created_at=AT),
        "link.origin_id, link.target_id, link.kind",
    ),
    "a publication twice": (
        [Publication(uid="p", title="Известия")],
        Publication(uid="q", title="Известия"),
        "publication.title",
    ),
    "an unknown kind of name": ((), Name(uid="x", kind="ship"), "kind_is_known"),
    "an unknown role of a label": (
        [Name(uid="x", kind="place")],
        label(role="hidden"),
        "role_is_known",
    ),
    "two preferred labels in one language": (
        [Name(uid="x", kind="place"), label(role="preferred")],
        label(role="preferred", text="Шэньян"),
        "name_label.name_id, name_label.language",
    ),
    "two desks of one name": (
        [Desk(uid="d", name="morning", modified_at=AT)],
        Desk(uid="e", name="morning", modified_at=AT),
        "desk.name",
    ),
    "a second archive in the file": ((), ArchiveMark(id=2, uid="x", created_at=AT), "is_alone"),
    "an unknown kind of step": ((), step(kind="guess", target_id=1), "kind_is_known"),
    "an undo of nothing": ((), step(kind="undo"), "target_if_replayed"),
    "a step that undoes without being an undo": ((), step(target_id=1), "target_if_replayed"),
    "an unknown action": (
        (),
        JournalChange(step_id=1, table_name="tag", action="touch", row_key="{}"),
        "action_is_known",
    ),
}


@pytest.mark.usefixtures("passage")
@pytest.mark.parametrize("case", REFUSED)
def test_the_database_refuses(archive: Archive, case: str) -> None:
    there, wrong, said = REFUSED[case]
    with (
        pytest.raises(IntegrityError, match=re.escape(said)),
        archive.writing(verbatim("Something wrong")) as write,
    ):
        # Copies: an instance that was in one session is bound to it.
        write.session.add_all(_copy(each) for each in there)
        write.session.flush()
        write.session.add(_copy(wrong))
        write.session.flush()
    assert archive.last_step()[0] == 1


@pytest.mark.usefixtures("passage")
def test_what_only_looks_like_a_double_is_let_in(archive: Archive) -> None:
    fine: list[Base] = [
        Tag(uid="x", name="war", parent_id=1),
        Tag(uid="y", name="war", parent_id=2),
        annotation(start=0, end=5),  # the same place twice: two readers, or an import
        Version(uid="w", excerpt_id=1, body_id=1, number=2, created_at=AT),
        Link(uid="l", origin_id=1, target_id=1, kind="copies", created_at=AT),
        Link(uid="k", origin_id=1, target_id=1, kind="supports", created_at=AT),
        Name(uid="x", kind="place"),
        label(role="preferred"),
        label(role="preferred", language="en", text="Mukden"),
        label(),
        label(text="Фэнтянь"),
    ]
    with archive.writing(verbatim("Something right")) as write:
        for each in fine:
            write.session.add(each)
            write.session.flush()


@pytest.mark.usefixtures("passage")
def test_every_state_and_kind_of_the_domain_is_let_in(archive: Archive) -> None:
    with archive.writing(verbatim("One of each")) as write:
        for state in AnchorState:
            write.session.add(annotation(uid=f"a {state}", state=state.value))
        for kind in Kind:
            write.session.add(other(uid=f"e {kind}", kind=kind.value))
        for link in LinkKind:
            write.session.add(
                Link(uid=f"l {link}", origin_id=1, target_id=1, kind=link.value, created_at=AT)
            )
    assert archive.last_step()[0] == 2


def _copy(of: Base) -> Base:
    values = {name: value for name, value in vars(of).items() if not name.startswith("_")}
    return type(of)(**values)
