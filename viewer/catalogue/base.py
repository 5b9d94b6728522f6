"""The declarative base: naming convention of constraints, and column types used throughout."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from sqlalchemy import MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

#: Surrogate key. SQLite gives the next free integer.
Key = Annotated[int, mapped_column(primary_key=True)]
#: Stable identity across archives and exports: an RFC 4122 UUID as 36 lower-case characters.
Uid = Annotated[str, mapped_column(String(36), unique=True)]
#: Free text, empty where unknown.
Words = Annotated[str, mapped_column(Text, default="")]
#: ISO 8601 UTC instant, `YYYY-MM-DDTHH:MM:SSZ`: sorts as text, the same in every database.
Instant = Annotated[str, mapped_column(String(20))]


class Base(DeclarativeBase):
    """Base of every catalogue class."""

    metadata = MetaData(naming_convention=NAMING)


def one_of(column: str, values: type[StrEnum]) -> str:
    """The condition that a column holds one of `values`."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"
