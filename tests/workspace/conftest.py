"""Executors that a test waits for, with and without threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from tests.workspace.executors import ImmediateExecutor, Mailbox
from viewer.workspace.executor import Executor


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
