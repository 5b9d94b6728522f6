"""The life of an index of Whoosh's on our segments: batches, deletions, files, refusals."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh import columns, fields, formats, index
from whoosh.analysis import StemmingAnalyzer
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import QueryParser
from whoosh.reading import EmptyReader, MultiReader, SegmentReader, TermNotFound
from whoosh.searching import Searcher

from tests.search.columnar.codec_texts import DOCUMENTS, index_of, parsed, schema
from viewer.search.columnar.codec.codec import ColumnarCodec
from viewer.search.columnar.codec.readers import OpenedSegment, whoosh_reader
from viewer.search.columnar.codec.writers import FailedBatchError
from viewer.search.columnar.storage.content import SegmentContent
from viewer.search.columnar.storage.layout import DamagedSegmentError
from viewer.search.columnar.storage.segment import Segment


def found(made: index.FileIndex, text: str) -> list[str]:
    with made.searcher() as searcher:
        return sorted(hit["id"] for hit in searcher.search(parsed(text), limit=None))


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.col"))


def write(made: index.FileIndex, *documents: Any, **commit: Any) -> None:
    writer = made.writer(codec=ColumnarCodec())
    for each in documents:
        writer.add_document(**each)
    writer.commit(**commit)


def test_an_index_is_one_file_for_each_segment(tmp_path: Path) -> None:
    made = index_of(tmp_path / "i", [DOCUMENTS[:5], DOCUMENTS[5:]])
    kinds = {Path(name).suffix for name in os.listdir(tmp_path / "i")}  # noqa: PTH208
    assert len(files(tmp_path / "i")) == 2
    assert kinds == {".col", ".toc", ""}
    made.optimize(codec=ColumnarCodec())
    assert len(files(tmp_path / "i")) == 1


def test_an_index_is_opened_again(tmp_path: Path) -> None:
    made = index_of(tmp_path / "i", [DOCUMENTS])
    with made.writer(codec=ColumnarCodec()) as writer:
        writer.delete_by_term("id", "n3")
    opened = index.open_dir(str(tmp_path / "i"))
    assert found(opened, "war") == found(made, "war") == ["n0", "n5"]
    assert opened.doc_count() == len(DOCUMENTS) - 1


def test_an_index_without_documents(tmp_path: Path) -> None:
    made = index_of(tmp_path / "i", [])
    assert made.is_empty()
    assert found(made, "war OR *") == []
    write(made)
    assert found(made, "war") == []


def test_an_index_whose_documents_are_all_deleted(tmp_path: Path) -> None:
    made = index_of(tmp_path / "i", [DOCUMENTS[:2], DOCUMENTS[2:]])
    writer = made.writer(codec=ColumnarCodec())
    for each in DOCUMENTS:
        writer.delete_by_term("id", each["id"])
    writer.commit(merge=False)
    assert made.doc_count() == 0
    assert found(made, "war OR peace* OR *") == []
    with made.reader() as reader:
        assert ("text", "war") in reader
        assert reader.doc_frequency("text", "war") == 0
        assert reader.field_length("text") == 0
        assert reader.max_field_length("text") == 0
    made.optimize(codec=ColumnarCodec())
    assert found(made, "war OR *") == []
    write(made, DOCUMENTS[0])
    assert found(made, "war") == ["n0"]


def test_documents_without_anything_indexed(tmp_path: Path) -> None:
    made = index_of(tmp_path / "i", [[{"note": "n"}, {"id": "x"}, {"text": ""}]])
    assert found(made, "war") == []
    with made.reader() as reader:
        assert [stored for _, stored in reader.iter_docs()] == [
            {"note": "n"},
            {"id": "x"},
            {"text": ""},
        ]


def test_a_deleted_document_comes_back(tmp_path: Path) -> None:
    made = index_of(tmp_path / "i", [DOCUMENTS])
    for delete, expected in ((True, []), (False, ["n1"])):
        writer = made.writer(codec=ColumnarCodec())
        writer.delete_document(1, delete=delete)
        writer.commit(merge=False)
        assert found(made, "армия OR армия* OR квантунская") == [*expected, "n6"]


def test_a_batch_that_is_cancelled_leaves_the_index(tmp_path: Path) -> None:
    made = index_of(tmp_path / "i", [DOCUMENTS[:2]])
    writer = made.writer(codec=ColumnarCodec())
    writer.add_document(**DOCUMENTS[3])
    writer.cancel()
    assert found(made, "war") == ["n0"]
    write(made, DOCUMENTS[5], merge=False)
    assert found(made, "war") == ["n0", "n5"]
    assert len(files(tmp_path / "i")) == 2


def test_a_batch_with_a_document_that_failed_is_not_committed(tmp_path: Path) -> None:
    made = index_of(tmp_path / "i", [DOCUMENTS[:2]])
    writer = made.writer(codec=ColumnarCodec())
    with pytest.raises(ValueError, match="out of range"):
        writer.add_document(id="x", text="war", page=2**40)
    writer.add_document(id="y", text="peace")
    with pytest.raises(FailedBatchError):
        writer.commit()
    writer.cancel()
    assert found(made, "war") == ["n0"]


@pytest.mark.parametrize("value", [b"bytes", (1, 2), {"a": 1}, {1}, object()])
def test_only_plain_values_are_stored(tmp_path: Path, value: Any) -> None:
    made = index_of(tmp_path / "i", [])
    writer = made.writer(codec=ColumnarCodec())
    with pytest.raises(ValueError, match="cannot be stored"):
        writer.add_document(id="x", note=["a", value])
    writer.add_document(id="y")
    with pytest.raises(FailedBatchError):
        writer.commit()
    writer.cancel()
    assert made.is_empty()


def test_only_formats_that_are_kept_are_written(tmp_path: Path) -> None:
    of = fields.Schema(text=fields.TEXT(chars=True))
    made = index_of(tmp_path / "i", [], of=of)
    writer = made.writer(codec=ColumnarCodec())
    writer.add_document(text="war")
    with pytest.raises(ValueError, match="The field text has postings of the format Characters"):
        writer.commit()
    writer.cancel()
    assert files(tmp_path / "i") == []


def test_a_field_by_the_name_of_the_columns_is_refused(tmp_path: Path) -> None:
    writer = index_of(tmp_path / "i", [], of=fields.Schema(column=fields.ID)).writer(
        codec=ColumnarCodec()
    )
    writer.add_document(column="war")
    with pytest.raises(ValueError, match="No field can have the name column"):
        writer.commit()
    writer.cancel()


def test_a_segment_is_not_read_before_it_is_written(tmp_path: Path) -> None:
    writer = index_of(tmp_path / "i", []).writer(codec=ColumnarCodec())
    writer.perdocwriter.close()
    with pytest.raises(ValueError, match="multisegment=True"):
        writer.per_document_reader()
    writer.cancel()


def test_vectors_are_refused(tmp_path: Path) -> None:
    of = fields.Schema(text=fields.TEXT(vector=formats.Frequency()))
    writer = index_of(tmp_path / "i", [], of=of).writer(codec=ColumnarCodec())
    with pytest.raises(ValueError, match="The field text has term vectors"):
        writer.add_document(text="war")
    writer.cancel()


def test_a_storage_that_is_no_folder_is_refused() -> None:
    with pytest.raises(ValueError, match="not in a RamStorage"):
        ColumnarCodec().new_segment(RamStorage(), "MAIN")


def test_words_for_spelling_are_kept(tmp_path: Path) -> None:
    of = fields.Schema(text=fields.TEXT(spelling=True, analyzer=StemmingAnalyzer()))
    texts = [{"text": "declared declaring wars"}, {"text": "declared wars"}]
    made = index_of(tmp_path / "i", [texts], of=of)
    with made.searcher() as searcher:
        assert searcher.corrector("text").suggest("declard") == ["declared"]
        assert len(searcher.search(QueryParser("text", of).parse("war"))) == 2


def test_several_numbers_in_one_field(tmp_path: Path) -> None:
    of = fields.Schema(pages=fields.NUMERIC(stored=True))
    made = index_of(tmp_path / "i", [[{"pages": [1, 2, 1000]}, {"pages": [3]}]], of=of)
    with made.searcher() as searcher:
        for asked, count in (("pages:2", 1), ("pages:[1 TO 3]", 2), ("pages:[4 TO]", 1)):
            assert len(searcher.search(QueryParser("pages", of).parse(asked))) == count


def test_a_damaged_segment_is_noticed(tmp_path: Path) -> None:
    made = index_of(tmp_path / "i", [DOCUMENTS])
    (path,) = files(tmp_path / "i")
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)
    with pytest.raises(DamagedSegmentError):
        made.searcher()


def test_another_segment_in_its_place_is_noticed(tmp_path: Path) -> None:
    made = index_of(tmp_path / "i", [DOCUMENTS[:3]])
    index_of(tmp_path / "other", [DOCUMENTS[3:]])
    (path,), (other,) = files(tmp_path / "i"), files(tmp_path / "other")
    path.write_bytes(other.read_bytes())
    with pytest.raises(DamagedSegmentError, match="another file"):
        made.searcher()


@pytest.mark.parametrize(
    ("size", "kind"), [(0, EmptyReader), (len(DOCUMENTS), SegmentReader), (4, MultiReader)]
)
def test_a_reader_over_open_segments(tmp_path: Path, size: int, kind: type) -> None:
    batches = [DOCUMENTS[at : at + size] for at in range(0, len(DOCUMENTS), size)] if size else []
    made = index_of(tmp_path / "i", batches)
    segments = [Segment.open(path) for path in files(tmp_path / "i")]
    with whoosh_reader(segments, schema()) as reader, made.reader() as theirs:
        assert isinstance(reader, kind)
        assert reader.doc_count() == theirs.doc_count()
        assert reader.doc_frequency("text", "war") == theirs.doc_frequency("text", "war")
        assert not reader.has_deletions()
        with pytest.raises(TermNotFound):
            reader.term_info("text", "nosuch")


def test_a_reader_over_a_segment_that_whoosh_did_not_write(tmp_path: Path) -> None:
    made = SegmentContent(3, {}, {"excerpt": np.array([7, 2**40, 9], np.uint64)})
    made.write(tmp_path / "made.col")
    of = fields.Schema(excerpt=fields.COLUMN(columns.NumericColumn("Q")), text=fields.TEXT())
    with whoosh_reader([Segment.open(tmp_path / "made.col")], of) as reader:
        assert list(reader.column_reader("excerpt", translate=False)) == [7, 2**40, 9]
        assert reader.stored_fields(1) == {}
        assert list(reader.all_terms()) == []
        assert list(reader.terms_within("text", "war", 2)) == []
        assert Searcher(reader).search(QueryParser("text", of).parse("war")).is_empty()


def test_a_reader_over_an_open_segment_with_deletions(tmp_path: Path) -> None:
    index_of(tmp_path / "i", [DOCUMENTS])
    (path,) = files(tmp_path / "i")
    whole = Segment.open(path)
    live = whole.live_docs != 3
    opened = OpenedSegment(whole.with_live(live))
    assert opened.segment_id() == path.stem
    assert opened.doc_count() == len(DOCUMENTS) - 1
    assert opened.deleted_docs() == [3]
    with pytest.raises(TypeError, match="does not change"):
        opened.delete_document(1)
    with whoosh_reader([whole.with_live(live)], schema()) as reader:
        assert [number for number, _ in reader.iter_docs()] == [0, 1, 2, 4, 5, 6, 7, 8]
        assert "n3" not in {stored["id"] for stored in reader.all_stored_fields()}
        assert reader.stored_fields(0)["date"] == datetime(1945, 8, 1)  # noqa: DTZ001
