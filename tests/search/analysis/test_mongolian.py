"""Forms of one noun arrive at one stem; other nouns do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.search.analysis.mongolian import SHORTEST_STEM, stem

# Case, plural and reflexive forms as they stand in Khalkha texts.
DECLENSIONS = """
монгол монголын монголд монголоос монголтой монголчууд монголчуудын монголоор монголыг монголдоо
арми армийн армид армиас армийг армитай армиар армиуд
япон японы японд японоос японтой японыг япончууд
улс улсын улсад улсаас улсууд улсуудын улстай улсаа
цэрэг цэргийн цэрэгт цэргүүд цэргүүдийг цэргээс цэрэгтэй цэргээ цэргийнхээ
дайсан дайсны дайсанд дайснаас дайснууд
мод модны модонд модноос
хүн хүний хүнд хүнээс
дайн дайны дайнд дайнаас дайнаар
манжуур манжуурын манжуурт манжуураас манжуурыг манжуурлуу
хятад хятадын хятадад хятадаас хятадууд
орос оросын орост оросоос оросууд
зөвлөлт зөвлөлтийн зөвлөлтөд зөвлөлтөөс
баатар баатрын баатрууд
хинган хинганы
өдөр өдрийн өдөрт өдрөөс
нутаг нутгийн нутагт
токио токиогийн токиогоос токиод
америк америкийн америкт америкаас
газар газрын газарт
сталин сталины сталинд
чойбалсан чойбалсангийн чойбалсаны
"""


@pytest.mark.parametrize("row", DECLENSIONS.strip().splitlines())
def test_forms_of_a_noun_share_its_stem(row: str) -> None:
    assert len({stem(form) for form in row.split()}) == 1


def test_different_nouns_keep_different_stems() -> None:
    nouns = [row.split()[0] for row in DECLENSIONS.strip().splitlines()]
    assert len({stem(noun) for noun in nouns}) == len(nouns)


@pytest.mark.parametrize("noun", ["зөвлөлт", "хот", "сар", "гэр", "тулалдаан"])
def test_an_ending_that_is_part_of_the_noun_stays(noun: str) -> None:
    assert stem(noun) == noun


@given(st.text("абвгдийклмнорстухыьэяөүё", min_size=1, max_size=20))
def test_a_stem_is_a_beginning_of_three_letters_or_more(word: str) -> None:
    found = stem(word)
    assert len(found) >= min(SHORTEST_STEM, len(word))
    assert len(found) <= len(word)
    assert found[:2] == word[:2]
