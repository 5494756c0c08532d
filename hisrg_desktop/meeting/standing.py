"""Standing rules: what every entry must leave true, undo and redo included."""

from collections.abc import Callable, Iterable

from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import KINDS, Change, Record, Row, name_of, references

Rule = Callable[[Record, Record, list[Change]], str | None]
"""Given the record before, the record after and the changes: the broken rule in words, or None."""

_RULES: list[tuple[frozenset[type[Row]], Rule]] = []


def standing(*kinds: type[Row]) -> Callable[[Rule], Rule]:
    """Makes a function a standing rule, asked whenever a row of these kinds changes; without kinds, at every entry."""

    def keep(rule: Rule) -> Rule:
        _RULES.append((frozenset(kinds), rule))
        return rule

    return keep


def check(before: Record, after: Record, changes: list[Change]) -> None:
    """Refuse changes that would break a standing rule or leave something pointing at nothing."""
    touched = {change.kind for change in changes}
    for kinds, rule in _RULES:
        if not kinds or kinds & touched:
            broken = rule(before, after, changes)
            if broken:
                raise OutOfOrder(broken)
    dangling = _dangling(after, changes)
    if dangling:
        raise OutOfOrder(dangling)


def _dangling(after: Record, changes: Iterable[Change]) -> str | None:
    for change in changes:
        if change.after is not None:
            for field, target in references(change.kind):
                wanted = getattr(change.after, field)
                if wanted is not None and after.find(KINDS[target], wanted) is None:
                    return f"This {_plain(change.kind)} belongs to a {target.replace('_', ' ')} that is not on record."
        else:
            user = using(after, change.kind, change.row.id)
            if user:
                return f"A {_plain(type(user))} on record still belongs to this {_plain(change.kind)}."
    return None


def using(record: Record, kind: type[Row], key: str) -> Row | None:
    """A row that points at this one, or None."""
    target = name_of(kind)
    for other in KINDS.values():
        for field, points_at in references(other):
            if points_at == target and record.all(other):
                for row in record.where(other, **{field: key}):
                    return row
    return None


def _plain(kind: type[Row]) -> str:
    return name_of(kind).replace("_", " ")
