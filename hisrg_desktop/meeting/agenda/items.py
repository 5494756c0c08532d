"""The agenda: what is to be dealt with, in which order and time; items stand under items."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.lists import Outcome, Purpose
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import roles_of
from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, derived, removed, replaced
from hisrg_desktop.meeting.standing import standing, using


class AgendaItem(Row):
    """One item: its number and title, its purpose, the blocks and documents it deals with, and its share of time.

    `rank` orders the items under one `parent`. A number follows the place unless it was typed (`own_number`).
    `minutes` is the time box as planned; `limit` what the room then gives it, and no more. `outcome` is said by hand where
    it does not follow from what was taken up. `carried_from` is the item of an earlier meeting that was left unfinished.
    An item that is `usual` belongs to every meeting, such as its opening, and is never carried over.
    `members_only_since` is when it was marked so.
    """

    meeting: str = Field(foreign_key="meeting.id", index=True)
    parent: str | None = Field(default=None, foreign_key="agenda_item.id", index=True)
    rank: int = 0
    number: str
    own_number: bool = False
    title: str
    purpose: Purpose = "discussion"
    blocks: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    presenter: str | None = Field(default=None, foreign_key="person.id")
    minutes: int | None = None
    limit: int | None = None
    members_only: bool = False
    members_only_since: datetime | None = None
    observers_may_speak: bool = False
    attributed: bool = True
    annotation: str = ""
    outcome: Outcome = ""
    usual: bool = False
    carried_from: str | None = Field(default=None, foreign_key="agenda_item.id", index=True)


# --- the tree ---------------------------------------------------------------------------------------------------------


Children = dict[tuple[str, str | None], tuple[AgendaItem, ...]]


@derived(AgendaItem)
def children(record: Record) -> Children:
    """The items by meeting and parent, each group in its order."""
    groups: dict[tuple[str, str | None], list[AgendaItem]] = {}
    for item in record.each(AgendaItem):
        groups.setdefault((item.meeting, item.parent), []).append(item)
    return {key: tuple(sorted(items, key=lambda item: item.rank)) for key, items in groups.items()}


def items_under(record: Record, meeting: str, parent: str | None) -> tuple[AgendaItem, ...]:
    """The items directly under an item of a meeting's agenda, or at its top, in their order."""
    return record.derive(children).get((meeting, parent), ())


def agenda_of(record: Record, meeting: str) -> list[AgendaItem]:
    """The items of a meeting's agenda in their order, each followed by those under it."""
    return list(_from(record, meeting, None))


def _from(record: Record, meeting: str, parent: str | None) -> Iterator[AgendaItem]:
    for item in items_under(record, meeting, parent):
        yield item
        yield from _from(record, meeting, item.id)


def subtree(record: Record, item: AgendaItem) -> list[AgendaItem]:
    """The item and all that stand under it, in their order."""
    return [item, *_from(record, item.meeting, item.id)]


def above(record: Record, item: AgendaItem) -> Iterator[AgendaItem]:
    """The items under which an item stands, the nearest first."""
    parent = record.find(AgendaItem, item.parent)
    while parent:
        yield parent
        parent = record.find(AgendaItem, parent.parent)


def depth_of(record: Record, item: AgendaItem) -> int:
    """How many items an item stands under."""
    return sum(1 for _ in above(record, item))


def for_members_only(record: Record, item: AgendaItem | None) -> bool:
    """Whether only members may know of an item: it is marked so, or one above it is."""
    return item is not None and (item.members_only or any(one.members_only for one in above(record, item)))


def hidden_for_itself(record: Record, item: AgendaItem) -> dict[str, object]:
    """The fields by which an item is for members only wherever it stands, as one that stood under such an item was."""
    marks = [one.members_only_since for one in (item, *above(record, item)) if one.members_only]
    since = min((at for at in marks if at), default=None)
    return {"members_only": True, "members_only_since": since, "observers_may_speak": False}


@standing(AgendaItem)
def items_stand_in_a_tree(before: Record, after: Record, changes: list[Change]) -> str | None:
    """An item stands under an item of the same meeting, never under itself."""
    for change in changes:
        item = change.after
        if not isinstance(item, AgendaItem):
            continue
        parent = after.find(AgendaItem, item.parent)
        if parent and parent.meeting != item.meeting:
            return f"“{item.title}” cannot stand under an item of another meeting."
        if parent and _goes_round(after, item):
            return f"“{item.title}” cannot stand under itself."
        if item.members_only and item.observers_may_speak:
            return f"“{item.title}” is for members only, and so observers cannot speak on it."
    return None


def _goes_round(record: Record, item: AgendaItem) -> bool:
    passed = {item.id}
    parent = record.find(AgendaItem, item.parent)
    while parent and parent.id not in passed:
        passed.add(parent.id)
        parent = record.find(AgendaItem, parent.parent)
    return parent is not None


def ordered(record: Record, meeting: str, parent: str | None, items: list[AgendaItem]) -> list[Change]:
    """These items in this order under one, with numbers that follow their places, and so the numbers below them."""
    above_them = record.find(AgendaItem, parent)
    return list(_numbered(record, f"{above_them.number}." if above_them else "", parent, items))


def _numbered(record: Record, prefix: str, parent: str | None, items: list[AgendaItem]) -> Iterator[Change]:
    for rank, item in enumerate(items, 1):
        number = item.number if item.own_number else f"{prefix}{rank}"
        yield replaced(item, parent=parent, rank=rank, number=number)
        yield from _numbered(record, f"{number}.", item.id, list(items_under(record, item.meeting, item.id)))


# --- acts -------------------------------------------------------------------------------------------------------------


class _Fields(Act):
    """What can be said of an item."""

    title: str = ""
    number: str = ""
    purpose: Purpose = "discussion"
    blocks: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    presenter: str | None = None
    minutes: int | None = Field(default=None, ge=1)
    limit: int | None = Field(default=None, ge=1)
    members_only: bool = False
    observers_may_speak: bool = False
    attributed: bool = True
    annotation: str = ""
    usual: bool = False


class AddAgendaItem(_Fields):
    """Put an item on the agenda."""

    meeting: str
    parent: str | None = None
    title: str = Field(min_length=1)

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item after the others under its parent, or at the end of the agenda."""
        refuse_external(record, self.presenter, moment)
        beside = items_under(record, self.meeting, self.parent)
        above_it = record.get(AgendaItem, self.parent) if self.parent else None
        place = f"{above_it.number}." if above_it else ""
        number = f"{place}{len(beside) + 1}"
        own = bool(self.number) and self.number != number
        fields = {**self.model_dump(), "number": self.number or number, "own_number": own, "rank": len(beside) + 1}
        fields["members_only_since"] = moment.at if self.members_only else None
        return [added(AgendaItem.model_validate({"id": moment.new_id(), **fields}))]

    def sentence(self, record: Record) -> str:
        """Names the item."""
        return f"Put “{self.title}” on the agenda"


class ChangeAgendaItem(_Fields):
    """Change an item of the agenda.

    What is given is changed, to nothing as well; an empty number lets it follow the place again.
    """

    item: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item with the values given."""
        item = record.get(AgendaItem, self.item)
        given = {name: getattr(self, name) for name in self.model_fields_set if name != "item"}
        if given.get("title") == "":
            raise OutOfOrder("An item of the agenda needs a title.")
        if "presenter" in given and given["presenter"] != item.presenter:
            refuse_external(record, self.presenter, moment)
        if "number" in given:
            given["own_number"] = bool(self.number)
        if given.get("members_only", item.members_only) != item.members_only:
            given["members_only_since"] = moment.at if self.members_only else None
        changed: list[Change] = [replaced(item, **given)]
        if item.members_only and not given.get("members_only", True):
            from hisrg_desktop.meeting.agenda.disclosing import refuse_to_disclose

            refuse_to_disclose(record, item, changed)
        if "number" not in given:
            return changed
        then = record.after(changed)
        return changed + ordered(then, item.meeting, item.parent, list(items_under(then, item.meeting, item.parent)))

    def sentence(self, record: Record) -> str:
        """Names the item."""
        item = record.get(AgendaItem, self.item)
        return f"Change item {item.number}, {item.title}"


class MoveAgendaItem(Act):
    """Move an item of the agenda."""

    item: str
    to: int = Field(ge=1)
    parent: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item at this position under the parent, or at the top; numbers that were not typed follow the order.

        One that was for members only because of where it stood is so of itself from now on.
        """
        moved = record.get(AgendaItem, self.item)
        if self.parent in {one.id for one in subtree(record, moved)}:
            raise OutOfOrder(f"“{moved.title}” cannot stand under itself.")
        under = record.find(AgendaItem, self.parent)
        if for_members_only(record, moved) and not moved.members_only and not for_members_only(record, under):
            marked = replaced(moved, **hidden_for_itself(record, moved))
            return [marked, *self._moved(record.after([marked]))]
        return self._moved(record)

    def _moved(self, record: Record) -> list[Change]:
        moved = record.get(AgendaItem, self.item)
        out: list[Change] = [replaced(moved, parent=self.parent)]
        record = record.after(out)
        there = [i for i in items_under(record, moved.meeting, self.parent) if i.id != moved.id]
        there.insert(self.to - 1, record.get(AgendaItem, moved.id))
        changes = ordered(record, moved.meeting, self.parent, there)
        if moved.parent == self.parent:
            return [*out, *changes]
        left = list(items_under(record, moved.meeting, moved.parent))
        closed_up = ordered(record, moved.meeting, moved.parent, left)
        # What it moved under may itself have moved up: numbers are given once more, from the top.
        then = record.after([*closed_up, *changes])
        again = ordered(then, moved.meeting, None, list(items_under(then, moved.meeting, None)))
        return [*out, *closed_up, *changes, *again]

    def sentence(self, record: Record) -> str:
        """Names the item."""
        item = record.get(AgendaItem, self.item)
        under = record.find(AgendaItem, self.parent)
        if under and item.parent != under.id:
            return f"Move “{item.title}” under item {under.number}"
        return f"Move “{item.title}” on the agenda"


class RemoveAgendaItem(Act):
    """Take an item off the agenda."""

    item: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item and those under it gone, unless the room has dealt with one of them."""
        item = record.get(AgendaItem, self.item)
        gone = subtree(record, item)
        ids = {one.id for one in gone}
        for one in gone:
            user = using(record, AgendaItem, one.id)
            if isinstance(user, AgendaItem) and user.id not in ids:
                raise OutOfOrder(f"Item {one.number} was carried over to another meeting, and stays on record.")
            if user is not None and not isinstance(user, AgendaItem):
                raise OutOfOrder(
                    f"The room has been at item {one.number}; it stays on record, and can be put off instead.",
                    remedy=SayOutcome(item=one.id, outcome="put off"),
                )
        left = [i for i in items_under(record, item.meeting, item.parent) if i.id != item.id]
        return [*(removed(one) for one in reversed(gone)), *ordered(record, item.meeting, item.parent, left)]

    def sentence(self, record: Record) -> str:
        """Names the item."""
        item = record.get(AgendaItem, self.item)
        return f"Take item {item.number}, {item.title}, off the agenda"


class SayOutcome(Act):
    """Say what became of an item of the agenda."""

    item: str
    outcome: Outcome

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item finished, to be continued or put off; with nothing it follows from what was taken up."""
        return [replaced(record.get(AgendaItem, self.item), outcome=self.outcome)]

    def sentence(self, record: Record) -> str:
        """Names the item and what became of it."""
        item = record.get(AgendaItem, self.item)
        said = {
            "finished": "is finished",
            "to be continued": "is to be continued",
            "put off": "is put off to the next meeting",
            "": "stands on the agenda as before",
        }
        return f"Item {item.number}, {item.title}, {said[self.outcome]}"


def refuse_external(record: Record, person: str | None, moment: Moment) -> None:
    """Refuse as presenter who has no floor at any meeting."""
    if person is None:
        return
    day = moment.at.date()
    if class_of(record, person, day) == "external" and not roles_of(record, person, day):
        raise OutOfOrder(f"{record.get(Person, person).name} is an external person; external persons have no floor.")
