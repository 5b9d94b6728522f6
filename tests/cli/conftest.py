"""The command line run in-process, on an archive filled from real files."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from viewer.cli.main import run
from viewer.services.archive.archive import Archive
from viewer.services.exchange.import_texts import import_texts
from viewer.services.types import ImportOptions

_ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Said:
    """How a run of the command line ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON object on stdout."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def sentence(self) -> str:
        """The one line on stderr of a run that met expected trouble."""
        assert self.code == 1, self
        assert "Traceback" not in self.err
        (line,) = self.err.splitlines()
        assert line.rstrip().endswith((".", "!", "?")), line
        return line


Cli = Callable[..., Said]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """`cli("search", path, "word")` runs the entry point in this process."""

    def call(*words: object) -> Said:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run([str(word) for word in words])
        said = capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return Said(code, said.out, said.err)

    return call


@pytest.fixture
def program() -> Cli:
    """`program("search", path, "word")` runs it as a process of its own; `env=` and `code=` too.

    `code` is Python that runs before the entry point, in the same process.
    """

    def call(*words: object, code: str = "", env: dict[str, str] | None = None) -> Said:
        start = f"{code}\nimport sys\nfrom viewer.cli.main import run\nrun(sys.argv[1:])"
        done = subprocess.run(
            [sys.executable, "-c", start, *map(str, words)],
            capture_output=True,
            encoding="utf-8",
            cwd=_ROOT,
            env=env,
            check=False,
            timeout=120,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of texts that hold everything that positions and pipes trip over."""
    folder = tmp_path / "тексты"
    folder.mkdir()
    (folder / "война.txt").write_bytes(
        "Война 🚩 Японии\r\n\r\nКвантунская\u00a0армия сдалась у Харби\u0301на.\r\n".encode()
    )
    (folder / "advance.txt").write_bytes(
        "THE RUSSIAN ADVANCES\r\n\r\nThe army took Harbin 🚩; the\u00a0army of Мука\u0301ден "
        "gave up, and no other army was left.\r\n".encode()
    )
    return folder


@pytest.fixture
def filled(tmp_path: Path, texts: Path) -> Path:
    """The path of a closed archive that holds the two texts."""
    path = tmp_path / "filled.db"
    with Archive.create(path, "Filled") as archive:
        options = ImportOptions(publication="The Guardian", issue_date="1945-08-14")
        import_texts(archive, [texts], options)
    return path
