"""The next draft: a draft revised in Word becomes the text, its parts keep their identities, what was said follows them.

The working text changes only through amendments, here as anywhere. A rapporteur's revision was decided by nobody: each
amendment is editorial, under the name of who revised if that is known, and says which draft brought it (`Amendment.draft`).
The new draft is the one against which the text is read from then on. Its id is the last of its entry, so that
"since the draft" is: amendments with later ids.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.comments.proposals import Proposal, standing_of
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import Function
from hisrg_desktop.meeting.record import Change, Record, Row, added, changed_only, replaced
from hisrg_desktop.meeting.redline.align import ascending
from hisrg_desktop.meeting.redline.compose import carry
from hisrg_desktop.meeting.roll.meetings import current_sitting, named
from hisrg_desktop.meeting.text.amendments import Amendment, Place, Reopening, Said, amendment, changes_words
from hisrg_desktop.meeting.text.brackets import Part, brackets_merged, brackets_split
from hisrg_desktop.meeting.text.concordance import Concordance, Renumbering
from hisrg_desktop.meeting.text.crossreferences import CrossReference, references
from hisrg_desktop.meeting.text.drafts import Draft, frozen, frozen_note, latest_draft, not_placed
from hisrg_desktop.meeting.text.matching import Matching, Settled, is_part, match
from hisrg_desktop.meeting.text.numbers import full_number, numbers
from hisrg_desktop.meeting.text.parts import (
    AGREED,
    Block,
    Footnote,
    Provision,
    Text,
    blocks,
    provisions_of,
    siblings_of,
)
from hisrg_desktop.meeting.text.reading import DraftReading, PartRead
from hisrg_desktop.meeting.text.renumbering import GONE, Formerly
from hisrg_desktop.meeting.text.words import plain_words

_NAMED = 6
"""How many places a refusal names."""


class TakeInNextDraft(Act):
    """Take in the next draft.

    `settled` is what a person said of the parts that could not be told; `as_listed` takes the rest as it was matched.
    `by` revised it. Where it changes provisions that are agreed, `reopened_by` presides and reopens them.
    """

    reading: DraftReading
    label: str = "Next draft"
    dated: date | None = None
    reference: str = ""
    attachment: Attachment | None = None
    settled: tuple[Settled, ...] = ()
    as_listed: bool = False
    by: str | None = None
    reopened_by: str | None = None
    while_sitting: bool = False

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The text as the draft has it, part by part; refused while a person has still to say what something is."""
        draft = latest_draft(record)
        if draft is None:
            raise OutOfOrder("This dossier has no text yet; take the draft in as its first.")
        if not any(part.text.strip() for part in self.reading.parts if is_part(part)):
            raise OutOfOrder("The draft holds no text.")
        sitting = current_sitting(record)
        if sitting and not self.while_sitting:
            raise OutOfOrder(
                f"{named(sitting).capitalize()} is {sitting.state}; the room speaks of the text it has before it. The next"
                " draft can be taken in now all the same.",
                remedy=self.model_copy(update={"while_sitting": True}),
            )
        if self.attachment and self.attachment.id == draft.source:
            raise OutOfOrder(
                f"This file is “{draft.label}”, which the text goes back to; it has been taken in already."
            )
        matching = match(record, self.reading, self.settled)
        if matching.doubtful and not self.as_listed:
            raise OutOfOrder(in_doubt(record, self.reading, matching))
        return _Revision(self, record, moment, matching).changes()

    def sentence(self, record: Record) -> str:
        """Names the draft."""
        return f"Take in the next draft “{self.label}”"


def in_doubt(record: Record, reading: DraftReading, matching: Matching) -> str:
    """What a person has still to settle, in a sentence that names the first of them."""
    places = [named_part(reading, one.part) for one in matching.found if not one.sure]
    places += [f"{full_number(record, one.old) or 'a paragraph'} of the text" for one in matching.gone if not one.sure]
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    what = "paragraph has" if len(places) == 1 else "paragraphs have"
    return f"{len(places)} {what} to be settled first: {', '.join(places[:_NAMED])}{more}."


def named_part(reading: DraftReading, part: int) -> str:
    """A part of a reading as one points at it: its number, or its first words."""
    there = reading.parts[part]
    words = there.text.split()
    return there.label or f"“{' '.join(words[:4])}{' …' if len(words) > 4 else ''}”"


class _Unit:
    """A part of the new draft: as it was read, what it is, what it was, where it will stand."""

    def __init__(
        self, part: int, read: PartRead, key: str, old: Block | Provision | None, split_from: str | None
    ) -> None:
        self.part, self.read, self.key, self.old, self.split_from = part, read, key, old, split_from
        self.heading = read.kind == "block"
        self.block, self.parent = "", None  # type: tuple[str, str | None]
        self.rank = 0.0

    @property
    def number(self) -> str:
        """The number that the draft gives it."""
        return self.read.label.rstrip(".) ") if self.heading else self.read.label

    @property
    def place(self) -> Place:
        """Where a provision will stand."""
        kind = self.read.kind if self.read.kind in ("heading", "paragraph", "item") else "provision"
        return Place(self.block, self.parent, kind, self.rank, self.number)


class _Revision:
    """Turns the working text into the new draft, each change with its amendment."""

    def __init__(self, act: TakeInNextDraft, record: Record, moment: Moment, matching: Matching) -> None:
        self._act, self._record, self._moment, self._matching = act, record, moment, matching
        self._said = Said(editorial=True, author=act.by, reason=f"Taken in with “{act.label}”.")
        draft = latest_draft(record)
        assert draft is not None
        self._previous, self._text = draft, record.get(Text, draft.in_text)
        self._made: list[Change] = []
        self._found = {one.part: one for one in matching.found}
        self._front = next((b for b in record.derive(blocks) if b.front and b.in_text == self._text.id), None)
        self._units = self._placed([self._unit(i, p) for i, p in enumerate(act.reading.parts) if is_part(p)])
        self._by_key = {unit.key: unit for unit in self._units}
        self._by_part = {unit.part: unit for unit in self._units}
        self._merged = {g.old: self._by_part[g.into].key for g in matching.gone if g.into is not None}
        self._ranks: dict[str, float] = {}
        self._kept = {s.part for s in act.settled if s.how == "keep"}
        """Parts whose words a person left to the text."""

    def changes(self) -> list[Change]:
        """All changes: the draft first, then the text with its amendments, the numbers, the draft's parts."""
        self._rank_all()
        self._keep_agreed()
        moved = self._moved()
        for unit in self._units:
            if unit.heading:
                self._block(unit, unit.key in moved)
            else:
                self._provision(unit, unit.key in moved)
        self._gone()
        self._brackets()
        self._notes()
        self._titles()
        made = changed_only(self._made)
        return self._with_draft(made, self._record.after(made))

    # --- where everything stands -------------------------------------------------------------------------------------

    def _unit(self, part: int, read: PartRead) -> _Unit:
        found = self._found[part]
        if found.how == "split off":
            return _Unit(part, read, self._moment.new_id(), None, found.old)
        old: Block | Provision | None = self._record.find(Block, found.old) or self._record.find(Provision, found.old)
        return _Unit(part, read, old.id if old else self._moment.new_id(), old, None)

    def _placed(self, units: list[_Unit]) -> list[_Unit]:
        """Each provision under the heading and the chapeau before it; what stands before the first is front matter."""
        block = ""
        above: list[tuple[int, str]] = []
        for unit in units:
            if unit.heading:
                block, above = unit.key, []
                continue
            block = block or self._front_block().id
            while above and above[-1][0] >= unit.read.depth:
                above.pop()
            unit.block, unit.parent = block, above[-1][1] if above and unit.read.depth > 1 else None
            above.append((unit.read.depth, unit.key))
        return units

    def _front_block(self) -> Block:
        if self._front is None:
            self._front = Block(id=self._moment.new_id(), in_text=self._text.id, front=True, rank=0.0)
            self._made.append(added(self._front))
        return self._front

    def _rank_all(self) -> None:
        """Everything in the order of the draft; what is deleted stands behind what it stood behind."""
        behind = self._deleted_behind()
        order = list(_with_followers("", behind))
        for unit in self._units:
            order += [unit.key, *_with_followers(unit.key, behind)]
        self._ranks = {key: float(rank) for rank, key in enumerate(order, 1)}
        for unit in self._units:
            unit.rank = self._ranks[unit.key]

    def _deleted_behind(self) -> dict[str, list[str]]:
        """What is or was deleted, under what it stood behind among its like; under nothing where it stood first."""
        behind: dict[str, list[str]] = {}
        groups: dict[tuple[str, str | None], list[str]] = {("", None): [b.id for b in self._record.derive(blocks)]}
        for provision in self._record.each(Provision):
            group = (provision.block, provision.parent)
            if group not in groups:
                groups[group] = [p.id for p in siblings_of(self._record, *group)]
        front = self._front.id if self._front else ""
        for keys in groups.values():
            for before, key in zip(["", *keys], keys, strict=False):
                if key not in self._by_key and key != front:
                    behind.setdefault("" if before == front else before, []).append(key)
        return behind

    def _moved(self) -> set[str]:
        """The parts that stand under something else, or that must change their order among those they stood with."""
        order = {b.id: n for n, b in enumerate(self._record.derive(blocks))}
        for block in self._record.derive(blocks):
            order |= {p.id: n for n, p in enumerate(provisions_of(self._record, block.id))}
        groups: dict[tuple[str, str | None], list[str]] = {}
        moved: set[str] = set()
        for unit in self._units:
            group = (unit.block, unit.parent)
            if isinstance(unit.old, Provision) and (unit.old.block, unit.old.parent) != group:
                moved.add(unit.key)
            elif unit.old:
                groups.setdefault(group, []).append(unit.key)
        for keys in groups.values():
            chain = ascending([(n, order[key]) for n, key in enumerate(keys)])
            moved |= set(keys) - {keys[n] for n, _ in chain}
        return moved

    # --- what is agreed ----------------------------------------------------------------------------------------------

    def _keep_agreed(self) -> None:
        """Agreed words change only where the presiding chair reopens them."""
        touched = [p for p in self._record.each(Provision) if p.state in AGREED and self._reads_otherwise(p)]
        if touched and self._act.reopened_by is None:
            places = ", ".join(full_number(self._record, p.id) or "a paragraph" for p in touched[:_NAMED])
            more = f" and {len(touched) - _NAMED} more" if len(touched) > _NAMED else ""
            chair = _chair(self._record, self._moment)
            raise OutOfOrder(
                f"{places}{more}: agreed, but not so in “{self._act.label}”. The presiding chair can reopen it.",
                remedy=self._act.model_copy(update={"reopened_by": chair}) if chair else None,
            )
        for provision in touched:
            assert self._act.reopened_by is not None
            row = Reopening(
                id=self._moment.new_id(),
                provision=provision.id,
                by=self._act.reopened_by,
                reason=f"Revised in “{self._act.label}”.",
                at=self._moment.at,
            )
            self._made.append(added(row))

    def _reads_otherwise(self, provision: Provision) -> bool:
        unit = self._by_key.get(provision.id)
        if unit and unit.part in self._kept:
            return False
        return unit is None or plain_words(unit.read.text) != plain_words(provision.text)

    # --- blocks and provisions ---------------------------------------------------------------------------------------

    def _amended(self, **fields: object) -> Amendment:
        change = amendment(self._moment, self._said, **fields)
        self._made.append(change)
        assert isinstance(change.after, Amendment)
        return change.after

    def _block(self, unit: _Unit, moved: bool) -> None:
        old, text, becomes = unit.old, unit.read.text, (repr(unit.rank), unit.number)
        if not isinstance(old, Block):
            new = Block(id=unit.key, in_text=self._text.id, number=unit.number, heading=text, rank=unit.rank)
            self._made.append(added(new))
            operation = "split" if unit.split_from else "insert"
            partner = unit.split_from or self._block_before(unit)
            self._amended(block=new.id, operation=operation, partner=partner, after=text, becomes=becomes)
            return
        if moved:
            was = (repr(old.rank), old.number)
            partner = self._block_before(unit)
            words = {"before": old.heading, "after": old.heading}
            self._amended(block=old.id, operation="move", partner=partner, **words, was=was, becomes=becomes)
        if old.heading != text:
            self._amended(block=old.id, operation="rename", before=old.heading, after=text)
        self._made.append(replaced(old, heading=text, number=unit.number, rank=unit.rank))

    def _block_before(self, unit: _Unit) -> str | None:
        earlier = [u.key for u in self._units if u.heading and u.rank < unit.rank]
        return earlier[-1] if earlier else self._front.id if self._front else None

    def _provision(self, unit: _Unit, moved: bool) -> None:
        old, text, place = unit.old, unit.read.text, unit.place
        if not isinstance(old, Provision):
            new = Provision.model_validate({**place._asdict(), "id": unit.key, "text": text})
            self._made.append(added(new))
            operation = "split" if unit.split_from else "insert"
            self._amended(
                provision=new.id, operation=operation, partner=unit.split_from, after=text, becomes=place.kept()
            )
            return
        if moved:
            words = {"before": old.text, "after": old.text}
            was = Place.of(old).kept()
            self._amended(provision=old.id, operation="move", **words, was=was, becomes=place.kept())
        if old.text != text:
            operation, other = self._how(unit)
            self._amended(provision=old.id, operation=operation, partner=other, before=old.text, after=text)
        if unit.part in self._kept:
            text = old.text
        state = "open" if old.state in AGREED and self._reads_otherwise(old) else old.state
        self._made.append(replaced(old, **place._asdict(), text=text, state=state))

    def _how(self, unit: _Unit) -> tuple[str, str | None]:
        """By what a provision's words changed: something was split off, or merged into it, or neither; and what."""
        if unit.part in self._kept:
            return "replace", None
        off = next((u.key for u in self._units if u.split_from == unit.key), None)
        if off:
            return "split", off
        other = next((old for old, into in self._merged.items() if into == unit.key), None)
        return ("merge", other) if other else ("replace", None)

    def _gone(self) -> None:
        """What the draft has not: deleted now, or deleted before; each with the number it had."""
        formerly = Formerly()
        for block in self._record.derive(blocks):
            if block.id in self._by_key or block.front:
                continue
            if not block.deleted:
                self._amended(block=block.id, operation="delete", before=block.heading)
            number = formerly.named(block.number)
            self._made.append(replaced(block, deleted=True, number=number, rank=self._ranks[block.id]))
        for block in self._record.derive(blocks):
            for provision in provisions_of(self._record, block.id):
                if provision.id not in self._by_key:
                    self._provision_gone(provision, formerly)

    def _provision_gone(self, provision: Provision, formerly: Formerly) -> None:
        into = self._merged.get(provision.id)
        if provision.state != "deleted":
            operation = "merge" if into else "delete"
            self._amended(provision=provision.id, operation=operation, partner=into, before=provision.text, after="")
        above = self._by_key.get(self._highest(provision))
        fields: dict[str, object] = {"block": above.block} if above else {}
        number = formerly.named(provision.numbered) if provision.numbered else ""
        rank = self._ranks[provision.id]
        self._made.append(replaced(provision, **fields, state="deleted", numbered=number, rank=rank))

    def _highest(self, provision: Provision) -> str:
        """The nearest of those it stands under that the draft still has; itself where there is none."""
        above = provision.parent
        while above and above not in self._by_key:
            above = self._record.get(Provision, above).parent
        return above or provision.id

    def _brackets(self) -> None:
        """Who asked for brackets is known also where their words have gone to another provision."""
        for made in [c.after for c in self._made if isinstance(c.after, Amendment)]:
            if not (made.provision and changes_words(made)) or made.operation not in ("split", "merge"):
                continue
            provision = self._record.get(Provision, made.provision)
            if made.operation == "split":
                parts = [Part(provision.id, made.id, made.after)]
                parts += [
                    Part(unit.key, self._amendment_of(unit.key).id, unit.read.text)
                    for unit in self._units
                    if unit.split_from == provision.id
                ]
                self._made += brackets_split(self._record, self._moment, provision, parts)
            elif made.partner:
                other = self._record.get(Provision, made.partner)
                self._made += brackets_merged(self._record, provision, other, made.after, made.id)

    def _amendment_of(self, key: str) -> Amendment:
        return next(c.after for c in self._made if isinstance(c.after, Amendment) and c.after.provision == key)

    # --- footnotes ---------------------------------------------------------------------------------------------------

    def _notes(self) -> None:
        """Each footnote of the draft: the one with the same words, else the next of its provision, else a new one."""
        left = {n.id: n for n in self._record.each(Footnote) if not n.deleted}
        wanted = [(unit, number) for unit in self._units for number in range(len(unit.read.notes))]
        known: dict[tuple[str, int], Footnote] = {}
        for choose in (_same_note, _own_note):
            for unit, number in wanted:
                note = choose(unit, number, left.values()) if (unit.key, number) not in known else None
                if note:
                    known[unit.key, number] = left.pop(note.id)
        last = float(len(self._ranks))
        for count, (unit, number) in enumerate(wanted, 1):
            self._note(unit, number, known.get((unit.key, number)), last + count)
        for note in left.values():
            where = {"provision": note.provision, "footnote": note.id}
            self._amended(**where, operation="delete footnote", before=note.text)
            self._made.append(replaced(note, deleted=True))

    def _note(self, unit: _Unit, number: int, old: Footnote | None, rank: float) -> None:
        read = unit.read.notes[number]
        offset = read.offset
        if unit.part in self._kept and isinstance(unit.old, Provision):
            offset = carry(offset, unit.read.text, unit.old.text)
        fields = {"provision": unit.key, "offset": offset, "text": read.text, "rank": rank}
        if old is None:
            new = Footnote.model_validate({"id": self._moment.new_id(), **fields})
            self._made.append(added(new))
            where = {"provision": unit.key, "footnote": new.id, "becomes": (str(read.offset),)}
            self._amended(**where, operation="add footnote", after=new.text)
            return
        if old.text != read.text:
            where = {"provision": unit.key, "footnote": old.id}
            self._amended(**where, operation="edit footnote", before=old.text, after=read.text)
        self._made.append(replaced(old, **fields))

    # --- the draft itself --------------------------------------------------------------------------------------------

    def _titles(self) -> None:
        title, subtitle = self._act.reading.title, self._act.reading.subtitle
        if title:
            self._made.append(replaced(self._text, name=title, subtitle=subtitle))
        if self._front:
            self._made.append(replaced(self._front, rank=0.0))

    def _with_draft(self, made: list[Change], after: Record) -> list[Change]:
        """The changes with the draft in front, its concordance and its parts behind, each amendment naming it."""
        act, moment = self._act, self._moment
        listed = list(self._listed(after))
        draft = Draft(
            id=moment.new_id(),
            in_text=self._text.id,
            label=act.label,
            dated=act.dated,
            reference=act.reference,
            source=act.attachment.id if act.attachment else None,
        )
        rows: list[Row] = [frozen(moment, draft.id, p, self._key(i, p)) for i, p in enumerate(act.reading.parts)]
        noted = sorted((n for n in after.each(Footnote) if not n.deleted), key=lambda n: n.rank)
        rows += [frozen_note(moment, draft.id, note) for note in noted]
        rows += not_placed(moment, draft.id, act.reading)
        new = act.attachment and self._record.find(Attachment, act.attachment.id) is None
        first = [added(act.attachment), added(draft)] if act.attachment and new else [added(draft)]
        brought = [
            added(change.after.model_copy(update={"draft": draft.id}))
            if isinstance(change.after, Amendment)
            else change
            for change in made
        ]
        return [*first, *brought, *map(added, [*listed, *rows]), *self._kept_words()]

    def _kept_words(self) -> Iterator[Change]:
        """The words that were kept, as changes of the new draft: against it the text reads otherwise."""
        said = Said(editorial=True, reason=f"Kept as it stood; “{self._act.label}” had other words.")
        for unit in self._units:
            if unit.part in self._kept and isinstance(unit.old, Provision) and unit.old.text != unit.read.text:
                words = {"before": unit.read.text, "after": unit.old.text}
                yield amendment(self._moment, said, provision=unit.key, operation="replace", **words)

    def _key(self, index: int, part: PartRead) -> str:
        return self._by_part[index].key if is_part(part) else self._text.id

    def _listed(self, after: Record) -> Iterator[Row]:
        """The concordance of the numbers before and since, and the references that now point elsewhere."""
        act = Renumbering(
            id=self._moment.new_id(), draft=self._previous.id, reason=self._said["reason"], at=self._moment.at
        )
        yield act
        for key in after.derive(numbers).labels:
            old = full_number(self._record, key)
            new = full_number(after, key)
            new = "" if new.startswith(GONE) or self._is_gone(after, key) else new
            if (old or new) and not old.startswith(GONE):
                yield Concordance(id=self._moment.new_id(), renumbering=act.id, part=key, old=old, new=new)
        for found in references(self._record):
            if found.target and full_number(self._record, found.target) != full_number(after, found.target):
                yield CrossReference(
                    id=self._moment.new_id(),
                    renumbering=act.id,
                    provision=found.provision,
                    footnote=found.footnote,
                    offset=_carried(self._record, after, found.provision, found.footnote, found.start),
                    words=found.words,
                    named=found.named,
                    target=found.target,
                )

    @staticmethod
    def _is_gone(record: Record, key: str) -> bool:
        provision, block = record.find(Provision, key), record.find(Block, key)
        return (provision is not None and provision.state == "deleted") or (block is not None and block.deleted)


def _with_followers(key: str, behind: dict[str, list[str]]) -> Iterator[str]:
    """What stands behind a part and is deleted, and what is deleted behind that."""
    for follower in behind.get(key, ()):
        yield follower
        yield from _with_followers(follower, behind)


def _same_note(unit: _Unit, number: int, left: Iterable[Footnote]) -> Footnote | None:
    same = [n for n in left if plain_words(n.text) == plain_words(unit.read.notes[number].text)]
    return next((n for n in same if n.provision == unit.key), next(iter(same), None))


def _own_note(unit: _Unit, number: int, left: Iterable[Footnote]) -> Footnote | None:
    return min((n for n in left if n.provision == unit.key), key=lambda n: n.offset, default=None)


def _carried(before: Record, after: Record, provision: str, footnote: str | None, offset: int) -> int:
    """Where words stand in the new draft."""
    was, now = _words(before, provision, footnote), _words(after, provision, footnote)
    return max(carry(offset + 1, was, now) - 1, 0)


def _words(record: Record, provision: str, footnote: str | None) -> str:
    return record.get(Footnote, footnote).text if footnote else record.get(Provision, provision).text


def _chair(record: Record, moment: Moment) -> str | None:
    """Who chairs the Group on this day."""
    day = moment.at.date()
    chairs = [f for f in record.where(Function, role="chair") if f.since <= day and (f.until is None or day < f.until)]
    return chairs[-1].person if chairs else None


# --- what it would do -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Affected:
    """An open proposal that no longer applies once the draft is taken in, and why."""

    proposal: str
    standing: str


def affected(before: Record, after: Record) -> list[Affected]:
    """The open proposals that applied before and do not after."""
    return [
        Affected(proposal.id, now)
        for proposal in after.each(Proposal)
        if proposal.state in UNDECIDED
        and (now := standing_of(after, proposal)) != "applies"
        and before.find(Proposal, proposal.id) is not None
        and standing_of(before, proposal) == "applies"
    ]
