"""The tables: one for each kind of fact, made from the fields of the kind; rows go in and out by Core."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from sqlalchemy import JSON, Column, Integer, LargeBinary, MetaData, String, Table
from sqlmodel.main import get_column_from_field

from hisrg_desktop.meeting.everything import KINDS
from hisrg_desktop.meeting.record import Row, name_of

metadata = MetaData()

journal = Table(
    "journal",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("station", String, nullable=False),
    Column("act", String, nullable=False),
    Column("sentence", String, nullable=False),
    Column("undoes", Integer),
    Column("redoes", Integer),
    Column("scratch", String, nullable=False),
    # Erasing a person's data replaces salt and payload and leaves the digest, so that the chain can still be verified.
    Column("salt", LargeBinary),
    Column("payload", String),
    Column("digest", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

attachment_bytes = Table(
    "attachment_bytes",
    metadata,
    Column("digest", String, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

searched = Table(
    "searched",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("row", String, nullable=False, unique=True),
)

unswept = Table(
    "unswept",
    metadata,
    # As JSON the names by which remains of erasures are known that still lie about (in free pages, scratch, backups):
    # what was cut off is finished when the dossier is opened again.
    Column("number", Integer, primary_key=True),
    Column("names", String, nullable=False),
)

FULL_TEXT = "CREATE VIRTUAL TABLE search USING fts5(body, tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
"""The search index; its rowid is the number in `searched`, so that the newest are found first."""


def _is_list(annotation: object) -> bool:
    return get_origin(annotation) is tuple


def _stored(annotation: object) -> Any:
    """The column type of what SQLModel has none for: lists are JSON, the words of a controlled list are text."""
    if _is_list(annotation):
        return JSON
    choices = [a for a in get_args(annotation) if a is not type(None)]
    if get_origin(annotation) is Literal or any(get_origin(choice) is Literal for choice in choices):
        return String
    return None


@cache
def table_of(kind: type[Row]) -> Table:
    """The table of a kind, a column for each of its fields; lists are JSON columns.

    A plain table and no class: rows are made of the kind, and a second class for each would only have to be built anew
    at every start.
    """
    return Table(name_of(kind), metadata, *(_column(name, info) for name, info in kind.model_fields.items()))


def _column(name: str, info: FieldInfo) -> Column[Any]:
    """The column SQLModel makes of a field; of its own making where SQLModel has no type for it."""
    stored = _stored(info.annotation)
    if stored is None:
        column = get_column_from_field(info)
        column.name = column.key = name
        return column
    return Column(name, stored, nullable=type(None) in get_args(info.annotation))


def tables() -> dict[str, Table]:
    """All tables of facts by the name of their kind."""
    return {name: table_of(kind) for name, kind in KINDS.items()}


Maker = Callable[[Sequence[Any]], Row]


@cache
def maker_of(kind: type[Row]) -> Maker:
    """A function that builds a row from the values of its table, in the order of the kind's fields.

    The values were validated when the row was first made. They are set one by one and in the same order for each row,
    so that the interpreter shares one set of keys among all rows of a kind.
    """
    names = tuple(kind.model_fields)
    fields_set, new = set(names), object.__new__
    set_fields, set_extra, set_private = (vars(BaseModel)[slot].__set__ for slot in _SLOTS)

    def make(values: Sequence[Any]) -> Row:
        row = new(kind)
        row.__dict__.update(zip(names, values, strict=True))
        set_fields(row, fields_set)
        set_extra(row, None)
        set_private(row, None)
        return row

    return make


_SLOTS = ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
