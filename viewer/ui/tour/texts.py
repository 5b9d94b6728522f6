"""The files that the tour imports: three short texts and one that cannot be read."""

from __future__ import annotations

from pathlib import Path

_TEXTS = {
    "1945-08-10 Declaration of war.txt": (
        "Mongolia declares war on Japan\r\n\r\n"
        "Ulaanbaatar 🇲🇳. The Little Khural and the government met together and declared war on "
        "Japan; the border troops crossed into Inner\u00a0Mongolia the same day.\r\n"
    ),
    "1945-08-12 Фронт.txt": (
        "На Забайкальском фронте\r\n\r\n"
        "Конно-механизированная группа советских и монгольских войск прошла пустыню Го\u0301би и "
        "вышла к отрогам Большого Хингана.\r\n"
    ),
}
#: In an encoding that the file does not tell.
_OLD_NAME = "1945-08-14 Хроника.txt"
_OLD_TEXT = (
    "Хроника дня\r\n\r\n"
    "Передовые отряды 39-й армии заняли перевалы и вышли на Маньчжурскую равнину.\r\n"
)


def write_texts(folder: Path) -> Path:
    """Write the texts into a new folder inside `folder`; returns it."""
    made = folder / "texts to import"
    made.mkdir()
    for name, text in _TEXTS.items():
        (made / name).write_bytes(text.encode("utf-8"))
    (made / _OLD_NAME).write_bytes(_OLD_TEXT.encode("cp866"))
    (made / "picture.txt").write_bytes(
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\xff"
    )
    return made
