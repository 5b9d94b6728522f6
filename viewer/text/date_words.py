"""The words of dates in English, Russian and Mongolian: months, weekdays, doubts."""

from __future__ import annotations

import re

#: English month names, January first.
MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

#: English weekday names, Monday first.
WEEKDAY_NAMES = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)

_SILENT = """
of the in on day year
г гг год года году
оны он онд сарын сар сард өдөр өдрийн гараг
"""
#: Words that may stand in a date and say nothing.
NOISE = frozenset(_SILENT.split())

#: Words before and after a date that say that it is not sure.
DOUBT_BEFORE = re.compile(
    r"^(?:c\.|ca\.|ca\b|circa\b|about\b|around\b|probably\b|perhaps\b|около\b|ок\.|примерно\b"
    r"|вероятно\b|ойролцоогоор\b|магадгүй\b)\s*"
)
DOUBT_AFTER = re.compile(r",?\s*\(?(?:uncertain|approximately|приблизительно|орчим)\)?$")

# One line for each month, every form in lower case.
_MONTH_FORMS = """
january jan январь января янв нэгдүгээр i
february feb февраль февраля февр фев хоёрдугаар ii
march mar март марта мар гуравдугаар iii
april apr апрель апреля апр дөрөвдүгээр iv
may май мая тавдугаар v
june jun июнь июня июн зургаадугаар зургадугаар vi
july jul июль июля июл долоодугаар долдугаар vii
august aug август августа авг наймдугаар viii
september sept sep сентябрь сентября сент сен есдүгээр ix
october oct октябрь октября окт аравдугаар x
november nov ноябрь ноября нояб ноя xi
december dec декабрь декабря дек xii
"""
_MONTHS = {
    form: number
    for number, line in enumerate(_MONTH_FORMS.split("\n")[1:-1], start=1)
    for form in line.split()
}
_MONGOLIAN_MONTH = frozenset({"сарын", "сар", "сард"})

# Monday first.
_WEEKDAY_FORMS = """
monday mon понедельник пн даваа
tuesday tue tues вторник вт мягмар
wednesday wed среда ср лхагва
thursday thu thur thurs четверг чт пүрэв
friday fri пятница пт баасан
saturday sat суббота сб бямба
sunday sun воскресенье вс ням
"""
_WEEKDAYS = {
    form: number
    for number, line in enumerate(_WEEKDAY_FORMS.split("\n")[1:-1])
    for form in line.split()
}


def with_single_words(tidy: str) -> str:
    """`tidy` with the Mongolian names of the eleventh and twelfth month as one word each."""
    return tidy.replace("арван нэгдүгээр", "xi").replace("арван хоёрдугаар", "xii")


def month_of(token: str, following: str) -> int | None:
    """The month (1 to 12) that a lower-case word names, or None.

    `following` is the word after it: Mongolian says `8 сарын`, the number and then the month.
    """
    if token in _MONTHS:
        return _MONTHS[token]
    if token.isdecimal() and following in _MONGOLIAN_MONTH:
        return int(token)
    return None


def weekday_of(token: str) -> int | None:
    """The weekday (0 is Monday) that a lower-case word names, or None."""
    return _WEEKDAYS.get(token)
