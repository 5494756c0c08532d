"""The tables: one for each kind of fact, made from the kind itself; schema only, rows go in and out by Core."""

from collections.abc import Callable
from functools import cache
from typing import Any, Literal, get_args, get_origin

from sqlalchemy import JSON, Column, Integer, LargeBinary, MetaData, String, Table
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig
from sqlmodel.main import SQLModelMetaclass

from hisrg_desktop.meeting.everything import KINDS
from hisrg_desktop.meeting.record import Row, name_of

metadata: MetaData = SQLModel.metadata

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
    # Erasing a person's data removes salt and payload and leaves the digest, so that the chain can still be verified.
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
    """The table of a kind: `class CommentTable(Comment, table=True)`, with its lists in JSON columns."""
    annotations: dict[str, Any] = {}
    namespace: dict[str, Any] = {
        "__tablename__": name_of(kind),
        "__module__": __name__,
        "__annotations__": annotations,
        # Rows are made of the kind; the table's own validator is never asked and need not be built.
        "model_config": SQLModelConfig(defer_build=True),
    }
    for field, info in kind.model_fields.items():
        stored = _stored(info.annotation)
        if stored is not None:
            annotations[field] = info.annotation
            optional = type(None) in get_args(info.annotation)
            namespace[field] = Field(default=None, sa_type=stored, nullable=optional)
    made = SQLModelMetaclass(f"{kind.__name__}Table", (kind,), namespace, table=True)
    table: Table = made.__table__  # type: ignore[attr-defined]
    return table


def tables() -> dict[str, Table]:
    """All tables of facts by the name of their kind."""
    return {name: table_of(kind) for name, kind in KINDS.items()}


Maker = Callable[[Any], Row]


@cache
def maker_of(kind: type[Row]) -> Maker:
    """A function that builds a row from the values of its table, in the order of the kind's fields.

    The values were validated when the row was first made. They are set one by one and in the same order for each row,
    so that the interpreter shares one set of keys among all rows of a kind.
    """
    names = tuple(kind.model_fields)
    lists = frozenset(i for i, n in enumerate(names) if _is_list(kind.model_fields[n].annotation))
    fields_set = set(names)
    assign = object.__setattr__

    def make(values: Any) -> Row:
        row = object.__new__(kind)
        for index, name in enumerate(names):
            value = values[index]
            assign(row, name, tuple(value) if index in lists else value)
        assign(row, "__pydantic_fields_set__", fields_set)
        assign(row, "__pydantic_extra__", None)
        assign(row, "__pydantic_private__", None)
        return row

    return make
