"""Finding a publication by any title it bears or bore, inside a change under way."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from viewer.catalogue.models import FormerTitle, Publication

#: Colours (light paper, dark paper) for publications made on the way in, in turn.
_COLOURS = (
    ("#2F7A5B", "#6CC3A0"),
    ("#7A3E8E", "#C493D6"),
    ("#A4551E", "#E39A66"),
    ("#2B6E7F", "#74BED0"),
    ("#8A2F4F", "#DC86A3"),
    ("#5B6B1F", "#AFC067"),
    ("#3F4FA3", "#97A5EA"),
    ("#6B5344", "#BFA694"),
)


class PublicationTitles:
    """Every title of every publication, compared without regard to case and a leading "The"."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[str, int] = {}
        self._titles: dict[int, str] = {}
        self._places: dict[int, str] = {}
        for row in session.scalars(select(Publication).order_by(Publication.id)):
            self._remember(row.id, row.title, row.original_title)
            self._titles[row.id] = row.title
            self._places[row.id] = row.place
        for former in session.scalars(select(FormerTitle)):
            self._remember(former.publication_id, former.title)

    def find_or_make(self, title: str) -> int | None:
        """The id of the publication with this title; None for an empty one."""
        clean = " ".join(title.split())
        if not clean:
            return None
        found = self._ids.get(_key(clean))
        if found is not None:
            return found
        light, dark = _COLOURS[len(self._titles) % len(_COLOURS)]
        row = Publication(
            uid=str(uuid.uuid4()), title=clean, kind="newspaper", colour=light, dark_colour=dark
        )
        self._session.add(row)
        self._session.flush()
        self._remember(row.id, clean)
        self._titles[row.id] = clean
        return row.id

    def takes_place(self, publication_id: int | None, place: str) -> bool:
        """Whether `place` is where the publication is printed; noted there if it has none yet."""
        if publication_id is None:
            return False
        held = self._places.get(publication_id, "")
        if not held:
            row = self._session.get_one(Publication, publication_id)
            row.place = self._places[publication_id] = place
            return True
        return held.casefold() == place.casefold()

    def title(self, publication_id: int | None) -> str:
        """The title by id; empty for None."""
        return "" if publication_id is None else self._titles[publication_id]

    def _remember(self, publication_id: int, *titles: str) -> None:
        for title in titles:
            if title:
                self._ids.setdefault(_key(title), publication_id)


def _key(title: str) -> str:
    return title.casefold().removeprefix("the ").strip("«»“”\"' ")
