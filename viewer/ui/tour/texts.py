"""The files that the tour imports: four short texts and one that cannot be read."""

from __future__ import annotations

from pathlib import Path

#: 618 code points, as an early newspaper set its headlines one below the other.
LONG_HEADLINE = (
    "RED ARMY OVER THE GREAT KHINGAN: TANKS CROSS PASSES HELD TO BE IMPASSABLE; Rain and Lack of "
    "Fuel Delay the Van, Supplied From the Air; Columns From Mongolia Reach the Plain of Central "
    "Manchuria on the Fourth Day; TOKYO SILENT ON THE FRONT; Harbin Awaits the Troops of the First "
    "Far Eastern Front, Which Has Broken Through Concrete Works at the Border; LANDINGS IN KOREA; "
    "Fleets Take Yuki and Rashin With Small Losses; Naval Airmen Sink Transports in Three Ports; "
    "GARRISONS SURROUNDED; Many Thousands of Prisoners, Says the Evening Report; Mongolian "
    "Horsemen Cross the Gobi Beside Soviet Armour, Water Carried in Skins."
)

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
#: With its headline stated, which no first line of a text could be.
_STATED_NAME = "1945-08-13 Khingan.md"
_STATED_TEXT = (
    "---\ntitle: '{headline}'\ndate: 1945-08-13\nnewspaper: The Guardian\nlanguage: en\n---\n"
    "The tanks of the Trans-Baikal Front are over the Great Khingan. Reports from the passes speak "
    "of rain, of mud, and of petrol that was flown in.\n"
)
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
    stated = _STATED_TEXT.format(headline=LONG_HEADLINE)
    (made / _STATED_NAME).write_text(stated, encoding="utf-8")
    (made / _OLD_NAME).write_bytes(_OLD_TEXT.encode("cp866"))
    (made / "picture.txt").write_bytes(
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\xff"
    )
    return made
