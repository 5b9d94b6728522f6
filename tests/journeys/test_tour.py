"""The tour goes through in the real window, and leaves what it promises."""

from pathlib import Path

import pytest

from viewer.cli.main import run

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(("size", "theme"), [("1440x900", "light"), ("1024x700", "dark")])
def test_the_tour_goes_through(tmp_path: Path, size: str, theme: str, qapp) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["tour", "--to", str(tmp_path / "tour"), "--size", size, "--theme", theme])
    assert ended.value.code == 0
    pictures = sorted(path.name for path in (tmp_path / "tour").glob("*.png"))
    assert len(pictures) >= 16
    assert all(path.stat().st_size > 10_000 for path in (tmp_path / "tour").glob("*.png"))
    exports = {path.name for path in (tmp_path / "tour" / "exports").iterdir()}
    assert exports == {"passages.csv", "passages.md", "passages.jsonld"}


def test_a_tour_of_what_is_not_an_archive_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp
) -> None:
    (tmp_path / "no.db").write_text("not an archive")
    with pytest.raises(SystemExit) as ended:
        run(["tour", "--to", str(tmp_path / "tour"), str(tmp_path / "no.db")])
    assert ended.value.code == 1
    said = capsys.readouterr().err.strip()
    assert "is not an archive" in said
    assert "Traceback" not in said
