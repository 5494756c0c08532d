"""The controlled lists of the meeting: the words a fact may carry, one meaning each."""

from typing import Literal

Class = Literal["member", "observer", "external"]
Role = Literal["chair", "vice-chair", "executive secretary", "secretariat", "rapporteur", "panel chair", "host"]
MeetingKind = Literal["face-to-face", "teleconference"]
Purpose = Literal["information", "discussion", "decision"]
Outcome = Literal["", "finished", "to be continued", "put off"]
"""What became of an item of the agenda, where somebody said so."""
Channel = Literal["in session", "written", "consultation", "panel", "informal"]
CommentType = Literal["ge", "te", "ed"]
TakenDown = Literal[
    "remark",
    "question",
    "answer",
    "support",
    "oppose",
    "proposal",
    "drafting point",
    "statement for the record",
    "presentation",
    "procedural",
    "point of order",
    "summing-up",
]
DispositionWord = Literal[
    "accepted",
    "accepted with modification",
    "accepted in principle",
    "partially accepted",
    "noted",
    "not accepted",
    "deferred",
    "referred",
    "duplicate",
    "out of scope",
    "withdrawn",
    "not taken up",
]
NEEDS_REASON = frozenset(
    {
        "accepted with modification",
        "accepted in principle",
        "partially accepted",
        "not accepted",
        "out of scope",
        "deferred",
        "referred",
    }
)
"""The dispositions that are given only with a reason."""
ACCEPTED = frozenset({"accepted", "accepted with modification", "accepted in principle", "partially accepted"})
"""The dispositions by which a comment is accepted in some form."""
ProvisionState = Literal[
    "unopened",
    "open",
    "bracketed",
    "alternatives",
    "deferred",
    "referred",
    "provisionally agreed",
    "adopted",
    "deletion proposed",
    "deleted",
    "new",
]
ProposalState = Literal[
    "tabled",
    "supported",
    "agreed",
    "agreed as amended",
    "bracketed",
    "not agreed",
    "withdrawn",
    "parked",
    "referred",
    "merged into",
    "superseded",
]
UNDECIDED: frozenset[str] = frozenset({"tabled", "supported", "bracketed", "parked", "referred"})
"""The states of a proposal that the room has still to decide."""
Operation = Literal[
    "replace",
    "insert",
    "delete",
    "move",
    "split",
    "merge",
    "rename",
    "add footnote",
    "edit footnote",
    "delete footnote",
]
Method = Literal["consensus", "silence procedure", "vote"]
"""How a decision is reached. A show of hands is indicative and reaches none; a vote is off unless switched on."""
PositionKind = Literal["stand aside", "reservation", "objection"]
PanelItemKind = Literal["remark", "case study", "finding", "challenge", "recommendation", "proposed block", "work plan"]
QueueKind = Literal["floor", "point of order", "when asked", "last word"]
