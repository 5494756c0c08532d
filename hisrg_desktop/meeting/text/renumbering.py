"""Renumbering: once, every block and provision gets its final number, with a concordance and what points astray."""

from collections.abc import Iterator

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, added, changed_only, replaced
from hisrg_desktop.meeting.roll.meetings import current_sitting, named
from hisrg_desktop.meeting.text.concordance import Concordance, Renumbering
from hisrg_desktop.meeting.text.crossreferences import CrossReference, references
from hisrg_desktop.meeting.text.drafts import latest_draft
from hisrg_desktop.meeting.text.numbers import full_number, label, number_after, numbers
from hisrg_desktop.meeting.text.parts import Block, Provision, blocks, depth, provisions_of, siblings_of
from hisrg_desktop.meeting.text.sequence import DEFAULTS, Pattern, pattern_of


class Renumber(Act):
    """Renumber the text.

    While a sitting runs people speak by the numbers they have before them: then it is done only with `while_sitting`.
    """

    reason: str = ""
    while_sitting: bool = False

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """All new numbers, the concordance, and the references in the text that now point elsewhere."""
        sitting = current_sitting(record)
        if sitting and not self.while_sitting:
            raise OutOfOrder(
                f"{named(sitting).capitalize()} is {sitting.state}; the room speaks by these numbers. They can be changed now"
                " all the same.",
                remedy=self.model_copy(update={"while_sitting": True}),
            )
        changes = changed_only(new_numbers(record))
        if not changes:
            raise OutOfOrder("The numbers run through already.")
        draft = latest_draft(record)
        act = Renumbering(id=moment.new_id(), draft=draft.id if draft else None, reason=self.reason, at=moment.at)
        after = record.after(changes)
        listed = [added(row) for row in _listed(record, after, moment, act)]
        pointing = [added(row) for row in _pointing(record, after, moment, act)]
        return [added(act), *changes, *listed, *pointing]

    def sentence(self, record: Record) -> str:
        """Says that it is the text."""
        return "Renumber the text"


def _listed(record: Record, after: Record, moment: Moment, act: Renumbering) -> Iterator[Concordance]:
    """Every numbered part with its old and its new number, in the order of the text."""
    for key in record.derive(numbers).labels:
        provision, block = record.find(Provision, key), record.find(Block, key)
        gone = (provision is not None and provision.state == "deleted") or (block is not None and block.deleted)
        old, new = full_number(record, key), "" if gone else full_number(after, key)
        if (old or new) and not old.startswith(GONE):
            yield Concordance(id=moment.new_id(), renumbering=act.id, part=key, old=old, new=new)


def _pointing(record: Record, after: Record, moment: Moment, act: Renumbering) -> Iterator[CrossReference]:
    """The references whose target is called otherwise now, each with what it meant."""
    for found in references(record):
        if found.target and full_number(record, found.target) != full_number(after, found.target):
            yield CrossReference(
                id=moment.new_id(),
                renumbering=act.id,
                provision=found.provision,
                footnote=found.footnote,
                offset=found.start,
                words=found.words,
                named=found.named,
                target=found.target,
            )


# --- the new numbers --------------------------------------------------------------------------------------------------

GONE = "ex "
"""Stands before the number that a deleted part had: ``ex 10.4``."""


def new_numbers(record: Record) -> Iterator[Change]:
    """Every block and provision with its number as it runs through, deleted ones with the number they had."""
    yield from _Numbering(record).changes()


class Formerly:
    """What is deleted gives its number free and is named by it: ``ex 10.4``, and ``ex 10.4 bis`` where that is taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def named(self, number: str) -> str:
        """The name of what is deleted and had this number."""
        name = number if number.startswith(GONE) else GONE + number
        name = name if name not in self._taken else number_after(name, self._taken)
        self._taken.add(name)
        return name


class _Numbering:
    """Gives the parts of a text their numbers, from the first block to the last."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._blocks = [b for b in record.derive(blocks) if not b.front]
        self._stems = {b.number for b in self._blocks}
        self._levels = self._usual()
        self._rank = 0.0
        self._formerly = Formerly()

    def _usual(self) -> dict[int, Pattern]:
        """How the text numbers each level: as the first block does that says it."""
        usual: dict[int, Pattern] = {}
        for block in self._blocks:
            for provision in provisions_of(self._record, block.id):
                level = depth(self._record, provision)
                found = self._pattern(block, provision.parent)
                if found and level not in usual:
                    usual[level] = found
        return usual

    def _pattern(self, block: Block, parent: str | None) -> Pattern | None:
        siblings = siblings_of(self._record, block.id, parent)
        above = label(self._record, parent)
        return pattern_of([p.numbered for p in siblings if p.numbered], self._stems, above)

    def changes(self) -> Iterator[Change]:
        """The blocks and, in each, its provisions."""
        number = 0
        pattern = pattern_of([b.number for b in self._blocks], (), "") or Pattern("", "1", "")
        for block in self._record.derive(blocks):
            if block.front or block.deleted:
                new = block.number if block.front else self._formerly.named(block.number)
            else:
                number += 1
                new = pattern.label(number, "", "")
            yield replaced(block, number=new, rank=self._next())
            yield from self._inside(block, new, None, "", 0)

    def _next(self) -> float:
        self._rank += 1
        return self._rank

    def _inside(self, block: Block, number: str, parent: str | None, above: str, level: int) -> Iterator[Change]:
        """The provisions of one level, each followed by what is under it."""
        siblings = siblings_of(self._record, block.id, parent)
        pattern = self._pattern(block, parent) or self._levels.get(level) or DEFAULTS[min(level, len(DEFAULTS) - 1)]
        count = 0
        for provision in siblings:
            new = provision.numbered
            if provision.state == "deleted":
                new = self._formerly.named(new) if new else new
            elif new and not block.front:
                count += 1
                new = pattern.label(count, number, above)
            yield replaced(provision, numbered=new, rank=self._next())
            yield from self._inside(block, number, provision.id, new, level + 1)
