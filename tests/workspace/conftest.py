"""Executors that a test waits for, with and without threads, and a workspace on a small archive."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workspace.executors import ImmediateExecutor, Mailbox
from viewer.base.settings import Settings
from viewer.services.archive.archive import Archive
from viewer.services.exchange.import_texts import import_texts
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ImportOptions
from viewer.workspace.executor import Executor
from viewer.workspace.workspace import Workspace

#: The texts, by the number of the excerpt that each becomes.
TEXTS = {
    1: "Война 🚩 Японии\r\n\r\nКвантунская\u00a0армия сдалась у Харби\u0301на; the army\r\n",
    2: "Harbin taken\n\nThe army 😀 entered Harbin at once, and Harbin was quiet.",
    3: "Mukden\n\nNo army was seen at Mukden.",
}


@pytest.fixture
def mailbox() -> Mailbox:
    """Where the outcomes of `executor` wait for the test."""
    return Mailbox()


@pytest.fixture
def executor(mailbox: Mailbox) -> Iterator[Executor]:
    """A real executor, with threads."""
    executor = Executor(mailbox)
    yield executor
    executor.shutdown()


@pytest.fixture
def immediate() -> ImmediateExecutor:
    """An executor without threads: its jobs wait for `run`."""
    return ImmediateExecutor()


@pytest.fixture
def go() -> Iterator[threading.Event]:
    """Jobs that wait for this are let go at the end of the test, whatever happens."""
    go = threading.Event()
    yield go
    go.set()


@pytest.fixture
def archive_path(tmp_path: Path) -> Path:
    """An archive with `TEXTS`."""
    folder = tmp_path / "тексты"
    folder.mkdir()
    path = tmp_path / "small.db"
    with Archive.create(path, "Small") as archive:
        for number, text in TEXTS.items():
            file = folder / f"1945-08-1{number} {number}.txt"
            file.write_bytes(text.encode())
            import_texts(archive, [file], ImportOptions(publication=f"Paper {number}"))
    return path


@pytest.fixture
def workspace(archive_path: Path, immediate: ImmediateExecutor) -> Iterator[Workspace]:
    """A workspace on that archive which has read what is shown at first."""
    archive = Archive.open(archive_path, who="reader")
    workspace = Workspace(archive, ArchiveSearch(archive), immediate, Settings())
    workspace.begin()
    immediate.run()
    yield workspace
    workspace.close()


@pytest.fixture
def told(workspace: Workspace) -> list[str]:
    """What the workspace says, sentences about trouble with an exclamation mark before them."""
    told: list[str] = []
    workspace.notices.told.connect(lambda sentence: told.append(sentence) if sentence else None)
    workspace.executor.trouble.connect(lambda sentence: told.append(f"! {sentence}"))
    return told
