"""Carrying out a proposal: what it changes in the working text, whatever its operation."""

from collections.abc import Callable
from datetime import UTC, datetime

from pydantic import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.proposals import Proposal, would_read
from hisrg_desktop.meeting.lists import Operation
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record
from hisrg_desktop.meeting.redline.compose import carry
from hisrg_desktop.meeting.text import structure
from hisrg_desktop.meeting.text.amendments import Place, Said, amend, refuse_agreed
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision

_NEVER = datetime.min.replace(tzinfo=UTC)
"""When a change was proposed that nobody proposed."""
Carry = Callable[[Record, Moment, Proposal, Provision, Said], list[Change]]


def carried_out(record: Record, moment: Moment, proposal: Proposal, *, decision: str | None) -> list[Change]:
    """The changes of the text that a proposal asks for, each amendment with the proposal and the decision.

    Refuses where the provision is agreed or deleted, or has changed under the proposal; what becomes of the proposal and
    its comment is the caller's.
    """
    said = Said(proposal=proposal.id, decision=decision, author=proposal.sponsor)
    return _made(record, moment, proposal, said)


def _made(record: Record, moment: Moment, proposal: Proposal, said: Said) -> list[Change]:
    provision = record.get(Provision, proposal.provision)
    block = record.find(Block, proposal.target)
    if block and proposal.operation != "move":
        return _ON_BLOCKS[proposal.operation](record, moment, proposal, provision, said)
    return _ON_PROVISIONS[proposal.operation](record, moment, proposal, provision, said)


class ChangeEditorially(Act):
    """Change the text editorially.

    The fields are those of a `Proposal`, which says what each operation uses; there is a reason and no decision.
    """

    operation: Operation
    provision: str
    after: str = ""
    target: str | None = None
    texts: tuple[str, ...] = ()
    offset: int = 0
    reason: str = Field(min_length=1)

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The text changed so, marked as the secretariat's own correction."""
        return _made(record, moment, self._asked(record), Said(editorial=True, reason=self.reason))

    def _asked(self, record: Record) -> Proposal:
        """The same change as a proposal, which is not put on record."""
        return Proposal(
            id="",
            number="",
            comment="",
            provision=self.provision,
            operation=self.operation,
            before=record.get(Provision, self.provision).text,
            after=self.after,
            target=self.target,
            texts=self.texts,
            offset=self.offset,
            at=_NEVER,
        )

    def sentence(self, record: Record) -> str:
        """Says what is done where."""
        return f"{in_words(record, self._asked(record))} editorially"


def in_words(record: Record, proposal: Proposal) -> str:
    """What a proposal would do, as the room would say it: ``Move 10.3 after 12.4``, ``Cut block 10 in two before 10.4``."""
    where = label(record, proposal.provision) or "the paragraph"
    target = label(record, proposal.target)
    if record.find(Block, proposal.target):
        on_block = {
            "insert": f"Insert a block “{proposal.after}” after block {target}",
            "delete": f"Delete block {target}",
            "split": f"Cut block {target} in two before {where}: “{proposal.after}”",
            "rename": f"Rename block {target}: “{proposal.after}”",
            "move": f"Move {where} to the beginning of block {target}",
        }
        return on_block.get(proposal.operation, f"Change block {target}")
    return {
        "replace": f"Change {where}",
        "rename": f"Rename {where}: “{proposal.after}”",
        "insert": f"Insert a provision after {where}",
        "delete": f"Delete {where}",
        "move": f"Move {where} after {target}",
        "split": f"Split {where} in {len(proposal.texts)}",
        "merge": f"Merge {target} into {where}",
        "add footnote": f"Add a footnote to {where}",
        "edit footnote": f"Change the footnote of {where}",
        "delete footnote": f"Delete the footnote of {where}",
    }[proposal.operation]


def _replace(record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said) -> list[Change]:
    refuse_agreed(record, provision)
    text = would_read(record, proposal)
    if text is None:
        raise _overtaken(record, proposal)
    state = "open" if provision.state == "unopened" else None
    return amend(record, moment, provision, text, operation=proposal.operation, state=state, **said)


def _insert(record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said) -> list[Change]:
    return structure.insert_after(record, moment, provision, proposal.after, **said)


def _delete(record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said) -> list[Change]:
    if would_read(record, proposal) is None:
        raise _overtaken(record, proposal)
    refuse_agreed(record, provision)
    return structure.strike(record, moment, provision, **said)


def _move(record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said) -> list[Change]:
    return structure.move(record, moment, provision, place_at(record, proposal.target), **said)


def place_at(record: Record, target: str | None) -> Place:
    """The place behind a provision, or first in a block."""
    block = record.find(Block, target)
    if block:
        return structure.first_place(record, block)
    neighbour = record.find(Provision, target)
    if neighbour is None:
        raise OutOfOrder("Say where it goes: after which provision, or into which block.")
    return structure.place_after(record, neighbour)


def _split(record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said) -> list[Change]:
    if provision.text != proposal.before:
        raise _overtaken(record, proposal)
    return structure.split(record, moment, provision, proposal.texts, **said)


def _merge(record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said) -> list[Change]:
    other = record.find(Provision, proposal.target)
    if other is None:
        raise OutOfOrder(f"{proposal.number} does not say with what {label(record, provision.id)} is merged.")
    text = would_read(record, proposal)
    if text is None:
        raise _overtaken(record, proposal)
    return structure.merge(record, moment, provision, other, text, **said)


def _add_footnote(record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said) -> list[Change]:
    offset = carry(proposal.offset, proposal.before, provision.text)
    return structure.add_footnote(record, moment, provision, offset, proposal.after, **said)


def _edit_footnote(
    record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said
) -> list[Change]:
    return structure.edit_footnote(record, moment, _footnote(record, proposal), proposal.after, **said)


def _delete_footnote(
    record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said
) -> list[Change]:
    return structure.strike_footnote(record, moment, _footnote(record, proposal), **said)


def _footnote(record: Record, proposal: Proposal) -> Footnote:
    return record.get(Footnote, proposal.target or "")


def _insert_block(record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said) -> list[Change]:
    return structure.insert_block(record, moment, _block(record, proposal), proposal.after, proposal.texts, **said)


def _delete_block(record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said) -> list[Change]:
    return structure.strike_block(record, moment, _block(record, proposal), **said)


def _split_block(record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said) -> list[Change]:
    return structure.split_block(record, moment, provision, proposal.after, **said)


def _rename(record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said) -> list[Change]:
    return structure.rename(record, moment, _block(record, proposal), proposal.after, **said)


def _block(record: Record, proposal: Proposal) -> Block:
    return record.get(Block, proposal.target or "")


def _overtaken(record: Record, proposal: Proposal) -> OutOfOrder:
    where = label(record, proposal.provision)
    return OutOfOrder(f"{where} has changed since {proposal.number} was made; propose it anew on today's text.")


def _unknown(record: Record, moment: Moment, proposal: Proposal, provision: Provision, said: Said) -> list[Change]:
    raise OutOfOrder(f"{proposal.number} cannot be carried out: a proposal cannot {proposal.operation} there.")


_ON_PROVISIONS: dict[str, Carry] = {
    "replace": _replace,
    "rename": _replace,
    "insert": _insert,
    "delete": _delete,
    "move": _move,
    "split": _split,
    "merge": _merge,
    "add footnote": _add_footnote,
    "edit footnote": _edit_footnote,
    "delete footnote": _delete_footnote,
}
_ON_BLOCKS: dict[str, Carry] = {
    **dict.fromkeys(_ON_PROVISIONS, _unknown),
    "insert": _insert_block,
    "delete": _delete_block,
    "split": _split_block,
    "rename": _rename,
}
