from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.search.columnar.codec.stored_values import (
    Blobs,
    decoded,
    decoded_fields,
    encoded,
    encoded_fields,
    packed_blobs,
)

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(categories=None))
    | st.datetimes()
    | st.datetimes(timezones=st.just(UTC)),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=8,
)


@given(values)
def test_a_value_comes_back_as_it_was(value: Any) -> None:
    found = decoded(encoded(value))
    assert found == value
    assert type(found) is type(value)


@given(st.dictionaries(st.text(), values, max_size=4))
def test_fields_come_back_as_they_were(fields: dict[str, Any]) -> None:
    assert decoded_fields(encoded_fields(fields)) == fields


@given(st.lists(st.binary(max_size=300), max_size=9))
def test_bytes_come_back_as_they_were(blobs: list[bytes]) -> None:
    assert list(map(Blobs(*packed_blobs(blobs)).__getitem__, range(len(blobs)))) == blobs


def test_no_bytes_are_no_fields() -> None:
    assert decoded_fields(b"") == {}


@pytest.mark.parametrize(
    "value", [b"", (), {}, {"datetime": "1945-08-09"}, datetime.now(UTC).date()]
)
def test_anything_else_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=f"A {type(value).__name__} cannot be stored"):
        encoded([value])


def test_bytes_are_for_columns_only() -> None:
    assert decoded(encoded([b"\x00\xff"], binary=True)) == [b"\x00\xff"]


def test_a_text_that_looks_like_a_date_stays_one() -> None:
    assert decoded(encoded("1945-08-09T00:00:00")) == "1945-08-09T00:00:00"
