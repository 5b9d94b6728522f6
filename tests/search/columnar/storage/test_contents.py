"""The table of contents: read as it was written, with the same key, or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.search.columnar.storage import contents as contents_module
from viewer.search.columnar.storage.contents import (
    NAME,
    Contents,
    ContentsError,
    SegmentEntry,
    read_contents,
    read_marks,
    write_contents,
    write_marks,
)
from viewer.search.index.stamp import IndexStamp

KEY = bytes(range(32))
STAMP = IndexStamp(3, "uid", 7, "step", 5, ("en", "mn", "🚩"))
ENTRIES = (
    SegmentEntry("a.segment", "aa", 3, 3, 40),
    SegmentEntry("b.segment", "bb", 5, 2, 70, "b-1.live", "cc"),
)
CONTENTS = Contents(4, STAMP, ENTRIES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_contents(tmp_path, CONTENTS, KEY)
    return tmp_path


def seal_again(folder: Path, table: Any) -> None:
    """Put a table into the folder with a right seal."""
    seal = contents_module._seal(table, KEY)
    (folder / NAME).write_text(json.dumps({"table": table, "seal": seal}))


def test_it_is_read_as_it_was_written(folder: Path) -> None:
    assert read_contents(folder, KEY) == CONTENTS
    assert CONTENTS.files() == {
        "a.segment",
        "b.segment",
        "b-1.live",
        f"_MAIN_{CONTENTS.generation}.toc",
    }
    later = Contents(5, replace(STAMP, step=8))
    write_contents(folder, later, KEY)
    assert read_contents(folder, KEY) == later
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_where_there_is_none(tmp_path: Path) -> None:
    assert read_contents(tmp_path, KEY) is None
    assert read_contents(tmp_path / "nowhere", KEY) is None
    (tmp_path / "file").write_text("")
    assert read_contents(tmp_path / "file", KEY) is None


def test_what_a_dead_writer_left_is_no_hindrance(folder: Path) -> None:
    (folder / f"{NAME}.new").write_text('{"table": {"gen')
    assert read_contents(folder, KEY) == CONTENTS
    write_contents(folder, Contents(5, STAMP), KEY)
    assert [path.name for path in folder.iterdir()] == [NAME]


@pytest.mark.parametrize("key", [bytes(32), KEY[::-1], b"", KEY[:31], KEY + b"x"])
def test_with_another_key_it_is_not_read(key: bytes, folder: Path) -> None:
    with pytest.raises(ContentsError):
        read_contents(folder, key)


@pytest.mark.parametrize("key", [b"", KEY[:31], KEY + b"x"])
def test_a_key_has_its_length(key: bytes, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        write_contents(tmp_path, CONTENTS, key)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(JSON | st.fixed_dictionaries({"table": JSON, "seal": JSON}))
def test_other_json_is_not_read(tmp_path_factory: pytest.TempPathFactory, noted: Any) -> None:
    folder = tmp_path_factory.mktemp("json")
    (folder / NAME).write_text(json.dumps(noted))
    with pytest.raises(ContentsError):
        read_contents(folder, KEY)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"1", b'"a"', b"{}", b"\xff\xfe", b"\x00" * 99, b"9" * 9_999,
        b"[" * 100_000, b'{"table": ' * 100_000, b" " * (contents_module.LARGEST + 9),
        b'{"table": {}, "seal": "\xc3\xa9"}', b'{"table": "\\ud800", "seal": "\\ud800"}',
    ],
    ids=lambda each: each[:9].decode("latin-1"),
)  # fmt: skip
def test_what_is_no_table_is_not_read(content: bytes, folder: Path) -> None:
    (folder / NAME).write_bytes(content)
    with pytest.raises(ContentsError):
        read_contents(folder, KEY)


def test_a_deep_table_is_not_read(folder: Path) -> None:
    nested = b"[" * 900 + b"]" * 900
    (folder / NAME).write_bytes(b'{"seal": "", "table": ' + nested + b"}")
    with pytest.raises(ContentsError):
        read_contents(folder, KEY)


@given(st.data())
def test_each_byte_of_the_table_counts(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Where a changed byte changes nothing that is said (a blank, a letter of an escape)."""
    folder = tmp_path_factory.mktemp("bytes")
    write_contents(folder, CONTENTS, KEY)
    content = bytearray((folder / NAME).read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    (folder / NAME).write_bytes(content)
    try:
        assert read_contents(folder, KEY) == CONTENTS
    except ContentsError:
        return


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("generation", None), ("generation", "four"), ("generation", [4]),
        ("generation", float("inf")),
        ("stamp", None), ("stamp", {}), ("stamp", []), ("segments", None), ("segments", 5),
        ("segments", [5]), ("segments", [{}]), ("segments", [{"name": "a"}]),
        ("segments", {"a": 1}), ("segments", ["abc"]),
    ],
    ids=str,
)  # fmt: skip
def test_a_table_of_another_version_is_not_read(name: str, value: Any, folder: Path) -> None:
    """One that was written with this key, but says something else."""
    table = json.loads((folder / NAME).read_text())["table"]
    seal_again(folder, table)
    assert read_contents(folder, KEY) == CONTENTS
    seal_again(folder, table | {name: value})
    with pytest.raises(ContentsError, match="another version"):
        read_contents(folder, KEY)
    seal_again(folder, {key: held for key, held in table.items() if key != name})
    with pytest.raises(ContentsError, match="another version"):
        read_contents(folder, KEY)


@pytest.mark.parametrize(
    ("field", "value"),
    [("step", 8), ("archive_uid", "other"), ("excerpts", 6), ("languages", ["en"]), ("format", 0)],
)
def test_a_changed_stamp_is_noticed(field: str, value: object, folder: Path) -> None:
    noted = json.loads((folder / NAME).read_text())
    noted["table"]["stamp"][field] = value
    (folder / NAME).write_text(json.dumps(noted))
    with pytest.raises(ContentsError, match="not written here"):
        read_contents(folder, KEY)


@pytest.mark.parametrize("table", [None, 5, "a", [], {}])
def test_a_sealed_table_of_another_kind_is_not_read(table: Any, folder: Path) -> None:
    seal_again(folder, table)
    with pytest.raises(ContentsError, match="another version"):
        read_contents(folder, KEY)


@pytest.mark.parametrize("field", ["name", "marks"])
@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "a/b", "a/", "..", ".", 5, None, ["a"]])
def test_a_file_outside_the_folder_is_not_named(name: Any, field: str, folder: Path) -> None:
    table = json.loads((folder / NAME).read_text())["table"]
    table["segments"][1][field] = name
    seal_again(folder, table)
    with pytest.raises(ContentsError):
        read_contents(folder, KEY)


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_marks_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, live: list[bool]
) -> None:
    folder = tmp_path_factory.mktemp("marks")
    digest = write_marks(folder / "a.live", np.array(live, np.bool_))
    entry = SegmentEntry("a.segment", "", len(live), sum(live), 0, "a.live", digest)
    found = read_marks(folder, entry)
    assert found is not None
    assert found.tolist() == live
    with pytest.raises(ContentsError):
        read_marks(folder, replace(entry, documents=len(live) + 8))
    with pytest.raises(FileExistsError):
        write_marks(folder / "a.live", np.array(live, np.bool_))


def test_damaged_marks_are_not_read(tmp_path: Path) -> None:
    digest = write_marks(tmp_path / "a.live", np.ones(20, np.bool_))
    entry = SegmentEntry("a.segment", "", 20, 20, 0, "a.live", digest)
    for content in (b"", b"\xff\xff", b"\xff\xff\xf1", b"\xfe\xff\xf0", b"\xff\xff\xf0\x00"):
        (tmp_path / "a.live").write_bytes(content)
        with pytest.raises(ContentsError, match=r"a\.live is not what was written"):
            read_marks(tmp_path, entry)
    (tmp_path / "a.live").unlink()
    with pytest.raises(OSError):  # noqa: PT011
        read_marks(tmp_path, entry)
    assert read_marks(tmp_path, replace(entry, marks="")) is None
