"""What may open an entry of the capture line: one table from which grammar, help and completion derive.

Every sign has a word that begins with a slash, because some signs need AltGr on some keyboards and are missing on
others; a slash begins no sentence, so no word that somebody says is taken for a prefix.
"""

from dataclasses import dataclass
from typing import Literal

from hisrg_desktop.meeting.lists import TakenDown

Makes = Literal["kind", "text", "place", "tag", "continues", "act", "window"]


@dataclass(frozen=True, slots=True)
class Prefix:
    """A prefix: its word, its sign if it has one, what follows it, and what it makes of the entry.

    `makes` says who carries it out: it gives the words a kind, changes the text, points, or asks for an act; `window`
    asks for something that only a window can do. `whole` takes the rest of the line as it is, semicolons included.
    """

    word: str
    sign: str
    takes: str
    says: str
    makes: Makes
    kind: TakenDown = "remark"
    whole: bool = False


PREFIXES: tuple[Prefix, ...] = (
    Prefix("ask", "?", "words", "a question", "kind", "question"),
    Prefix("for", "+", "P-3 or a name, words", "support for a proposal", "kind", "support"),
    Prefix("against", "-", "P-3 or a name, words", "opposition to a proposal", "kind", "oppose"),
    Prefix("text", ">", "the whole new wording", "a proposal of text", "kind", "proposal"),
    Prefix("replace", '"a" -> "b"', "a by b", "other words in the provision, proposed", "text", "proposal"),
    Prefix("sum", "!", "words", "the chair's summing-up", "kind", "summing-up"),
    Prefix("more", "...", "words", "continues the last entry", "continues"),
    Prefix("at", "@", "10.4a", "another place of the text", "place"),
    Prefix("tag", "#", "word", "a tag", "tag"),
    Prefix("answer", "", "words", "an answer", "kind", "answer"),
    Prefix("drafting", "", "words", "a drafting point", "kind", "drafting point"),
    Prefix("present", "", "words", "a presentation", "kind", "presentation"),
    Prefix("procedure", "", "words", "a procedural remark", "kind", "procedural"),
    Prefix("next", "", "", "the floor to the next speaker", "act"),
    Prefix("q", "", "name about …", "puts a person on the queue", "act"),
    Prefix("poo", "", "name", "a point of order", "act"),
    Prefix("to", "", "name or place", "moves the last entry to another speaker or place", "act"),
    Prefix("park", "", "what", "parks the place", "act"),
    Prefix("agreed", "", "the words read out", "prepares the decision", "window", whole=True),
    Prefix("action", "", "name what by date", "an action item", "act"),
    Prefix("note", "", "words", "a private note", "act", whole=True),
    Prefix("off", "", "", "off the record, and on again", "act"),
    Prefix("s", "", "name, or name = words", "a stored text, put in or stored", "window", whole=True),
    Prefix("abbr", "", "short = long", "an abbreviation; alone: the list of them", "window", whole=True),
)
"""In the order of the help."""

BY_WORD = {prefix.word: prefix for prefix in PREFIXES}
BY_SIGN = {prefix.sign: prefix for prefix in PREFIXES if prefix.makes == "kind" and prefix.sign}
NOT_TABLED = (
    ("Lind:", "another speaker: the beginning of a name, initials or a short name of an organisation"),
    ("; +", "a semicolon, a blank and a prefix: another entry of the same turn"),
)
"""What the help says besides the table."""


def begun_with(typed: str) -> tuple[Prefix, ...]:
    """The prefixes whose word begins so, without the slash."""
    return tuple(prefix for prefix in PREFIXES if prefix.word.startswith(typed.casefold()))
