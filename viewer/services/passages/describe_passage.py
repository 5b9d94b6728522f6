"""One passage with all that the inspector says of it: citation, check of the quotation, links."""

from __future__ import annotations

from viewer.base.errors import NotFoundError
from viewer.base.ids import AnnotationId
from viewer.services.archive.archive import Archive
from viewer.services.passages.list_passages import list_links, list_passages
from viewer.services.records.cite_reading import cite_reading
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.types import LinkedPassage, PassageCard


def describe_passage(archive: Archive, annotation_id: AnnotationId) -> PassageCard:
    """The card of a passage. Raises `NotFoundError`."""
    found = list_passages(archive, annotation_ids=[annotation_id])
    if not found:
        raise NotFoundError("passage.gone")
    (passage,) = found
    reading = read_excerpt(archive, passage.excerpt_id)
    current = reading.version_id == passage.version_id
    checked = current and passage.span.of(reading.text) == passage.quote
    links = list_links(archive, [annotation_id])
    other_ids = {link.target_id for link in links} | {link.origin_id for link in links}
    others = {each.id: each for each in list_passages(archive, annotation_ids=other_ids)}
    linked = []
    for link in links:
        outgoing = link.origin_id == annotation_id
        other = others.get(link.target_id if outgoing else link.origin_id)
        if other is not None:  # else it went while this was read
            linked.append(LinkedPassage(link, other, outgoing))
    return PassageCard(
        passage, cite_reading(reading), checked, reading.version_number, tuple(linked)
    )
