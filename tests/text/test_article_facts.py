"""The fields of an article are the same wherever one is described."""

from __future__ import annotations

from dataclasses import fields

from viewer.catalogue.models import Article
from viewer.exchange.exporters.rows import ExportPassage
from viewer.exchange.importers.facts import Facts
from viewer.exchange.importers.metadata import METADATA_FIELDS
from viewer.services.types import ArticleInfo
from viewer.text.article_facts import (
    ARTICLE_FIELDS,
    ARTICLE_LABELS,
    ArticleFacts,
    article_facts,
)


def test_every_field_is_kept_shown_and_exported() -> None:
    assert set(ARTICLE_FIELDS) <= set(Article.__table__.columns.keys())
    for shown in (ArticleInfo, ExportPassage):
        assert set(ARTICLE_FIELDS) <= {field.name for field in fields(shown)}


def test_every_field_has_a_label_of_its_own() -> None:
    assert list(ARTICLE_LABELS) == list(ARTICLE_FIELDS)
    assert len(set(ARTICLE_LABELS.values())) == len(ARTICLE_FIELDS)


def test_every_fact_has_a_name_to_import_it_by() -> None:
    known = {field.name for field in METADATA_FIELDS}
    assert known == {"text", "path", *(field.name for field in fields(Facts))}


def test_the_facts_of_something_that_has_more() -> None:
    assert article_facts(Facts(headline="War", page="5", publication="Izvestia")) == {
        **dict.fromkeys(ARTICLE_FIELDS, ""),
        "headline": "War",
        "page": "5",
    }
    assert ArticleFacts(**article_facts(Facts(url="u"))) == ArticleFacts(url="u")
