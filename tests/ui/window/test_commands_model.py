"""Finding a command by a few letters."""

import pytest
from PySide6.QtCore import Qt

from viewer.ui.window.commands_model import CommandsModel, PaletteEntry

COMMANDS = (
    PaletteEntry("tag-matches", "Tag every match…", "Ctrl+Shift+T", "bulk"),
    PaletteEntry("theme", "Next theme", "Ctrl+Shift+L", "dark light sepia"),
    PaletteEntry("import", "Import texts…", "Ctrl+I"),
    PaletteEntry("export", "Export passages…", enabled=False),
    PaletteEntry("manul", "Показать 🐈 манула", words="cafe\u0301"),
)


@pytest.fixture
def model(qapp) -> CommandsModel:
    model = CommandsModel()
    model.set_commands(COMMANDS)
    return model


def found(model: CommandsModel, typed: str) -> list[str]:
    model.rank(typed)
    return [model.command(row).id for row in range(model.rowCount())]


def test_it_is_a_sound_model(model: CommandsModel, qtmodeltester) -> None:
    qtmodeltester.check(model)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tem", "tag-matches"),
        ("t e m", "tag-matches"),
        ("match tag", "tag-matches"),
        ("the", "theme"),
        ("dark", "theme"),
        ("imp", "import"),
        ("imprt", "import"),
        ("improt", "import"),
        ("ман", "manul"),
        ("every m", "tag-matches"),
    ],
)
def test_initials_beginnings_and_near_spellings_find(
    model: CommandsModel, typed: str, first: str
) -> None:
    assert found(model, typed)[0] == first


@pytest.mark.parametrize("typed", ["xyz", "qq", "🚩", "tegm t", "tgm", "delete", "every xyz"])
def test_what_does_not_fit_is_not_offered(model: CommandsModel, typed: str) -> None:
    assert found(model, typed) == []


def test_nothing_typed_is_everything_in_order(model: CommandsModel) -> None:
    assert found(model, "  ") == [command.id for command in COMMANDS]


def test_what_cannot_be_done_now_is_shown_but_stepped_over(model: CommandsModel) -> None:
    model.rank("")
    assert not model.flags(model.index(3)) & Qt.ItemFlag.ItemIsEnabled
    assert "not available" in model.index(3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.enabled_row(2, 1) == 4
    assert model.enabled_row(4, -1) == 2
    assert model.enabled_row(-1, 1) == 0
    assert model.enabled_row(4, 8) == 4
    model.rank("export")
    assert model.enabled_row(-1, 1) == -1
    model.set_commands(())
    assert model.enabled_row(-1, 1) == -1
