"""Lists on the command line say what words a text is made of."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from viewer.base.paths import shipped_archive


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.db"
    shutil.copyfile(shipped_archive(), path)
    return path


def test_hits_and_passages_have_their_kind(cli: Cli, sample: Path) -> None:
    said = cli("search", sample, "kind:abstract hiroshima")
    assert "The Stars and Stripes, 9 August 1945, abstract" in said.out
    said = cli("search", sample, "newspaper:izvestia stalin comrades")
    assert "Izvestia, 4 September 1945, translation" in said.out
    assert "\tabstract\t" in cli("passages", sample).out
