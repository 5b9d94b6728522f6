"""The file of arrays: what was written is read, and what was not written is not."""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from viewer.search.columnar.storage.layout import (
    ALIGNMENT,
    BLOCK,
    LARGEST_DIRECTORY,
    TYPES,
    DamagedSegmentError,
    SegmentFile,
    narrowest,
    write_segment,
)

HEADER = struct.Struct("<8sII QQ QQ Q")
CRC = struct.Struct("<I")

ARRAYS = {
    "small": np.arange(200, dtype="<u2"),
    "none": np.empty(0, "<f8"),
    "bytes": np.frombuffer(b"Manchuria", "|u1"),
    "long": np.arange(3 * BLOCK // 8 + 5, dtype="<i8"),
    "real": np.linspace(0, 1, 77, dtype="<f4"),
}
FACTS = {"documents": 3, "названия": ["🚩", None, 1.5]}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    """A file's bytes and its digest."""
    path = tmp_path_factory.mktemp("layout") / "a.segment"
    digest = write_segment(path, ARRAYS, FACTS)
    return path.read_bytes(), digest


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Path]:
    """Puts bytes into a file, each time into a new one: an old one may still be mapped."""
    folder = tmp_path_factory.mktemp("damaged")

    def put(content: bytes) -> Path:
        path = folder / "b.segment"
        path.unlink(missing_ok=True)
        path.write_bytes(content)
        return path

    return put


def read_whole(path: Path, digest: str | None = None) -> dict[str, Any]:
    file = SegmentFile(path, digest)
    return {name: file.array(name) for name in ARRAYS}


def same(found: Mapping[str, Any]) -> bool:
    return all(np.array_equal(found[name], array) for name, array in ARRAYS.items())


def header_of(content: bytes) -> list[Any]:
    return list(HEADER.unpack(content[: HEADER.size]))


def with_header(content: bytes, header: list[Any]) -> bytes:
    """The file with another header, whose checksum is right."""
    packed = HEADER.pack(*header)
    crc = CRC.pack(zlib.crc32(packed + content[header_of(content)[3] :]))
    return packed + crc + content[HEADER.size + CRC.size :]


def with_directory(content: bytes, directory: bytes) -> bytes:
    """The file with another directory, all checksums and lengths right."""
    header = header_of(content)
    at = header[5]
    header[6], header[7] = len(directory), at + len(directory)
    return with_header(content[:at] + directory, header)


def directory_of(content: bytes) -> Any:
    return json.loads(content[header_of(content)[5] :])


def test_what_was_written_is_read(written: tuple[bytes, str], place: Callable[..., Path]) -> None:
    content, digest = written
    path = place(content)
    assert same(read_whole(path, digest))
    file = SegmentFile(path)
    assert file.facts == FACTS
    assert "small" in file
    assert "large" not in file
    assert file.length("long") == len(ARRAYS["long"])
    assert file.array("small", 7, 9).tolist() == [7, 8]
    assert file.array("small", 9, 9).tolist() == []
    assert {name: file.array(name).dtype for name in ARRAYS} == {
        name: array.dtype for name, array in ARRAYS.items()
    }
    file.check()
    with pytest.raises(ValueError, match="read-only"):
        file.array("small")[0] = 1
    with pytest.raises(KeyError):
        file.array("large")


def test_arrays_lie_at_multiples_of_64(written: tuple[bytes, str]) -> None:
    directory = directory_of(written[0])
    assert set(directory) == {"arrays", "facts"}
    for name, (start, kind, count) in directory["arrays"].items():
        assert start % ALIGNMENT == 0
        found = np.frombuffer(written[0], kind, count, start)
        assert np.array_equal(found, ARRAYS[name])


def test_a_file_without_arrays(tmp_path: Path) -> None:
    digest = write_segment(tmp_path / "a", {}, {}, durable=False)
    file = SegmentFile(tmp_path / "a", digest)
    file.check()
    assert file.facts == {}


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(TYPES)), st.lists(st.integers(0, 255), max_size=9)),
        max_size=6,
    ),
    st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers(), max_size=3),
)
def test_any_arrays_and_facts(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[tuple[str, list[int]]],
    facts: dict[str, int],
) -> None:
    arrays = {str(at): np.array(numbers, kind) for at, (kind, numbers) in enumerate(drawn)}
    folder = tmp_path_factory.mktemp("any")
    digest = write_segment(folder / "a", arrays, facts, durable=False)
    assert write_segment(folder / "again", arrays, facts, durable=False) == digest
    assert (folder / "a").read_bytes() == (folder / "again").read_bytes()
    file = SegmentFile(folder / "a", digest)
    assert file.facts == facts
    for name, array in arrays.items():
        assert file.array(name).dtype == array.dtype
        assert file.array(name).tolist() == array.tolist()


def test_what_no_reader_would_take_is_not_written(tmp_path: Path) -> None:
    for number, array in enumerate([np.zeros(3, "U4"), np.zeros((2, 2)), np.zeros(2, np.bool_)]):
        with pytest.raises(ValueError, match="cannot be kept"):
            write_segment(tmp_path / str(number), {"a": array}, {})


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    write_segment(tmp_path / "a", {}, {})
    with pytest.raises(FileExistsError):
        write_segment(tmp_path / "a", {}, {})


def test_the_digest_tells_files_apart(tmp_path: Path) -> None:
    digest = write_segment(tmp_path / "a", {"a": np.zeros(1, "<u2")}, {})
    other = write_segment(tmp_path / "b", {"a": np.ones(1, "<u2")}, {})
    assert digest != other
    with pytest.raises(DamagedSegmentError, match="another file"):
        SegmentFile(tmp_path / "b", digest)


def test_a_folder_and_nothing_are_not_files(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(OSError):  # noqa: PT011
            SegmentFile(path)


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 200])
def test_a_short_file_is_damage(
    size: int, written: tuple[bytes, str], place: Callable[..., Path]
) -> None:
    with pytest.raises(DamagedSegmentError):
        SegmentFile(place(written[0][:size]))


@given(st.data())
def test_a_truncated_or_longer_file_is_damage(
    written: tuple[bytes, str], place: Callable[..., Path], data: st.DataObject
) -> None:
    content, _ = written
    size = data.draw(st.integers(0, len(content) - 1))
    with pytest.raises(DamagedSegmentError):
        SegmentFile(place(content[:size]))
    with pytest.raises(DamagedSegmentError):
        SegmentFile(place(content + data.draw(st.binary(min_size=1, max_size=99))))


def test_every_byte_of_the_header_counts(
    written: tuple[bytes, str], place: Callable[..., Path]
) -> None:
    content, _ = written
    for at in range(HEADER.size + CRC.size):
        for flipped in (1, 128, 255):
            damaged = bytearray(content)
            damaged[at] ^= flipped
            with pytest.raises(DamagedSegmentError):
                SegmentFile(place(bytes(damaged)))


NUMBERS = st.one_of(
    st.integers(0, 2**64 - 1), st.sampled_from([0, 1, 63, 64, 2**31, 2**32, 2**63, 2**64 - 1])
)


@pytest.mark.parametrize("place_in_header", range(8))
@settings(max_examples=40)
@given(value=NUMBERS)
def test_each_field_of_a_header_with_a_right_checksum(
    written: tuple[bytes, str], place: Callable[..., Path], place_in_header: int, value: int
) -> None:
    """All but the unused number must be what was written, whatever the checksum says."""
    content, digest = written
    header = header_of(content)
    before = header[place_in_header]
    if place_in_header == 0:
        header[0] = struct.pack("<Q", value)
    else:
        header[place_in_header] = value % 2**32 if place_in_header < 3 else value
    path = place(with_header(content, header))
    if header[place_in_header] == before:
        return
    with pytest.raises(DamagedSegmentError):
        SegmentFile(path, digest)
    if place_in_header == 2:
        assert same(read_whole(path))
    else:
        with pytest.raises(DamagedSegmentError):
            read_whole(path)


@settings(max_examples=300)
@given(st.data())
def test_a_changed_byte_is_noticed_or_means_nothing(
    written: tuple[bytes, str], place: Callable[..., Path], data: st.DataObject
) -> None:
    content, digest = written
    at = data.draw(st.integers(0, len(content) - 1))
    damaged = bytearray(content)
    damaged[at] ^= data.draw(st.integers(1, 255))
    path = place(bytes(damaged))
    try:
        assert same(read_whole(path, digest))
    except DamagedSegmentError:
        with pytest.raises(DamagedSegmentError):
            SegmentFile(path, digest).check()


def test_damage_is_met_where_it_is_read(
    written: tuple[bytes, str], place: Callable[..., Path]
) -> None:
    content, digest = written
    start = directory_of(content)["arrays"]["long"][0]
    damaged = bytearray(content)
    damaged[start + 2 * BLOCK] ^= 1
    file = SegmentFile(place(bytes(damaged)), digest)
    assert file.array("small").tolist() == list(range(200))
    assert file.array("long", 0, 10).tolist() == list(range(10))
    for _ in range(2):
        with pytest.raises(DamagedSegmentError, match="differs from its checksum"):
            file.array("long")
        with pytest.raises(DamagedSegmentError):
            file.check()
    assert file.array("long", 0, 10).tolist() == list(range(10))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 201), (201, 201), (2**70, None)])
def test_beyond_an_array_is_damage(
    start: int, end: int | None, written: tuple[bytes, str], place: Callable[..., Path]
) -> None:
    with pytest.raises(DamagedSegmentError, match="shorter than it should be"):
        SegmentFile(place(written[0])).array("small", start, end)


ODD = (
    b"", b"{", b"[]", b"null", b"1", b'"a"', b"{}", b"\xff\xfe", b"[" * 100_000,
    b'{"arrays": {}}', b'{"facts": {}}', b'{"arrays": [], "facts": {}}',
    b'{"arrays": {}, "facts": []}', b'{"arrays": {}, "facts": null}',
    b'{"arrays": null, "facts": {}}', b'{"arrays": {"a": 5}, "facts": {}}',
    b'{"arrays": {"a": {}}, "facts": {}}', b'{"arrays": {"a": "abc"}, "facts": {}}',
    b'{"arrays": {"a": [64, "<u2", 1' + b"0" * 5_000 + b']}, "facts": {}}',
)  # fmt: skip


@pytest.mark.parametrize("directory", ODD, ids=lambda each: each[:40].decode("latin-1"))
def test_a_directory_that_is_none(
    directory: bytes, written: tuple[bytes, str], place: Callable[..., Path]
) -> None:
    with pytest.raises(DamagedSegmentError):
        SegmentFile(place(with_directory(written[0], directory)))


@pytest.mark.parametrize(
    "section",
    [
        [0, "<u2", 1], [63, "<u2", 1], [-64, "<u2", 1], [65, "<u2", 1], [64.0, "<u2", 1],
        ["64", "<u2", 1], [None, "<u2", 1], [2**64, "<u2", 1], [64, "<u2", 2**63],
        [64, "<u2", -1], [64, "<u2", 1e400], [64, "<u2", None], [64, "<u2", 1.5],
        [64, "|O", 1], [64, "<u3", 1], [64, ">u2", 1], [64, "O", 1], [64, None, 1], [64, 5, 1],
        [64, ["<u2"], 1], [64, "|V64", 1], [64, "<u2"], [64, "<u2", 1, 1], [],
    ],
    ids=str,
)  # fmt: skip
def test_a_section_that_cannot_be(
    section: list[Any], written: tuple[bytes, str], place: Callable[..., Path]
) -> None:
    directory = json.dumps({"arrays": {"a": section}, "facts": {}}).encode()
    with pytest.raises(DamagedSegmentError):
        SegmentFile(place(with_directory(written[0], directory)))


def test_a_section_may_not_reach_into_the_checksums(
    written: tuple[bytes, str], place: Callable[..., Path]
) -> None:
    end = header_of(written[0])[3]
    for count, sound in (((end - 64) // 4, True), ((end - 64) // 4 + 1, False)):
        directory = json.dumps({"arrays": {"a": [64, "<u4", count]}, "facts": {}}).encode()
        path = place(with_directory(written[0], directory))
        if sound:
            assert len(SegmentFile(path).array("a")) == count
        else:
            with pytest.raises(DamagedSegmentError, match="names what is not there"):
                SegmentFile(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("<u2"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=200)
@given(
    st.one_of(
        JSON,
        st.fixed_dictionaries({"arrays": JSON, "facts": JSON}),
        st.fixed_dictionaries(
            {
                "arrays": st.dictionaries(
                    st.text(), st.tuples(JSON, st.sampled_from(sorted(TYPES)), JSON)
                ),
                "facts": st.just({}),
            }
        ),
    )
)
@example({"arrays": {"a": [True, "<u2", True]}, "facts": {}})
def test_any_directory_is_taken_or_is_damage(
    written: tuple[bytes, str], place: Callable[..., Path], directory: Any
) -> None:
    path = place(with_directory(written[0], json.dumps(directory).encode()))
    try:
        file = SegmentFile(path)
    except DamagedSegmentError:
        return
    for name in directory["arrays"]:
        assert len(file.array(name)) == file.length(name)


def test_a_directory_too_large_is_not_read(
    written: tuple[bytes, str], place: Callable[..., Path]
) -> None:
    """Neither read nor summed up: the file is sparse."""
    header = header_of(written[0])
    header[6] = LARGEST_DIRECTORY + 1
    header[7] = header[5] + header[6]
    path = place(with_header(written[0], header))
    os.truncate(path, header[7])
    with pytest.raises(DamagedSegmentError, match="directory is not where"):
        SegmentFile(path)


@pytest.mark.parametrize(
    ("largest", "kind"),
    [
        (0, "|u1"), (255, "|u1"), (256, "<u2"), (65_535, "<u2"), (65_536, "<u4"),
        (2**32 - 1, "<u4"), (2**32, "<u8"),
    ],
)  # fmt: skip
def test_the_narrowest_type(largest: int, kind: str) -> None:
    assert narrowest(largest) == kind
