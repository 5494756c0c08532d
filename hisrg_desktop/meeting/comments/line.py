"""The capture line: what a line typed at speaking speed says about speaker, place and kind. What is not understood is words."""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.capture import TakeDown, latest_open
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.lists import UNDECIDED, TakenDown
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record, derived
from hisrg_desktop.meeting.roll.attendance import room
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.meeting.text.parts import Provision

KINDS: dict[str, TakenDown] = {
    "?": "question",
    "!": "summing-up",
    "+": "support",
    "-": "oppose",
    ">": "proposal",
}
"""The signs that open a line, and what they make of it."""

_NAME = re.compile(r"^([^\W\d_][^:;@\"“”]{0,40}?):\s+")
_PLACE = re.compile(r"(?:^|\s)@(\*|[\w.()]+)(?=\s|$)")
_TAG = re.compile(r"(?:^|\s)#(\w+)")
_REPLACEMENT = re.compile(r"[\"“”]([^\"“”]+)[\"“”]\s*(?:->|→)\s*[\"“”]([^\"“”]*)[\"“”]\s*")
_NUMBER = re.compile(r"^P-?(\d+)\b\s*", re.IGNORECASE)
_STANCE = re.compile(r"[+-]\s*(?:$|[^\W\d_]|[\"“(#])")
"""A stance is a sign before a word or alone: "-5 degrees", "- 5" and "->" are words."""


@dataclass(frozen=True)
class Understood:
    """What a line says: who, where, what kind, the words, and what could not be made of it."""

    words: str
    speaker: str | None = None
    block: str | None = None
    provision: str | None = None
    footnote: str | None = None
    kind: TakenDown = "remark"
    proposes: str | None = None
    supports: str | None = None
    opposes: str | None = None
    tags: tuple[str, ...] = ()
    doubts: tuple[str, ...] = field(default=())

    def act(self) -> TakeDown:
        """The act that takes it down."""
        return TakeDown(
            text=self.words,
            speaker=self.speaker,
            block=self.block,
            provision=self.provision,
            footnote=self.footnote,
            kind=self.kind,
            tags=self.tags,
            proposes=self.proposes,
            supports=self.supports,
            opposes=self.opposes,
        )


def understand(record: Record, line: str) -> Understood:
    """What the line says, the floor and the active provision being what it means where it does not say otherwise."""
    there, at = running(record), now(record)
    said = Understood(
        words=line.strip(),
        speaker=there.speaker if there else None,
        block=at.block if at else None,
        provision=at.provision if at else None,
    )
    named = _speaker(record, said)
    rest = _sign(record, _place(record, named))
    if (
        named is said
    ):  # the name may stand after the place or the sign, but one that was understood is not asked for again
        rest = _speaker(record, rest)
    return _tags(record, _replacement(record, rest))


def _speaker(record: Record, said: Understood) -> Understood:
    match = _NAME.match(said.words)
    if not match:
        return said
    found = meant(record, match[1])
    if len(found) == 1:
        return replace(said, speaker=found[0].id, words=said.words[match.end() :])
    if len(found) > 1:
        names = ", ".join(p.name for p in found[:4])
        return replace(said, doubts=(*said.doubts, f"“{match[1]}” could be {names}"))
    return said


def _place(record: Record, said: Understood) -> Understood:
    match = _PLACE.search(said.words)
    if not match:
        return said
    place = find_place(record, match[1])
    if place is None:
        return replace(said, doubts=(*said.doubts, f"there is no {match[1]}"))
    words = (said.words[: match.start()] + said.words[match.end() :]).strip()
    return replace(said, words=words, block=place.block, provision=place.provision, footnote=place.footnote)


def _sign(record: Record, said: Understood) -> Understood:
    kind = KINDS.get(said.words[:1])
    if kind is None or (said.words[:1] in "+-" and not _STANCE.match(said.words)):
        return said
    said = replace(said, kind=kind, words=said.words[1:].strip())
    if kind in ("support", "oppose"):
        return _stance(record, said)
    if kind == "proposal" and not _REPLACEMENT.search(said.words):
        return _whole_text(record, said)
    return said


def _stance(record: Record, said: Understood) -> Understood:
    number = _NUMBER.match(said.words)
    if number:
        proposal = record.one(Proposal, number=f"P-{int(number[1]):03d}")
        words = said.words[number.end() :].strip(" :;,")
        if proposal and proposal.state not in UNDECIDED:
            return replace(said, doubts=(*said.doubts, f"{proposal.number} has been decided: {proposal.state}"))
    else:
        proposal, words = _named_proposal(record, said)
    if proposal is None:
        return replace(said, doubts=(*said.doubts, "no open proposal here"))
    field_name = "supports" if said.kind == "support" else "opposes"
    fallback = f"{'Supports' if said.kind == 'support' else 'Opposes'} {proposal.number}."
    return replace(said, words=words or fallback, **{field_name: proposal.id})  # type: ignore[arg-type]


def _named_proposal(record: Record, said: Understood) -> tuple[Proposal | None, str]:
    first, _, rest = said.words.partition(" ")
    # A beginning may be any small word ("+ a good idea"); only a whole name says whose proposal is meant.
    sponsors = meant(record, first.rstrip(":;,"), beginnings=False) if first else []
    if len(sponsors) == 1:
        theirs = latest_open(record, said.provision, sponsors[0].id)
        if theirs:
            return theirs, rest.strip(" :;,")
    return latest_open(record, said.provision), said.words


def _whole_text(record: Record, said: Understood) -> Understood:
    if said.provision is None or not said.words:
        return replace(said, doubts=(*said.doubts, "a proposal of text needs a provision and words"))
    return replace(said, proposes=said.words, words="Proposes new wording.")


def _replacement(record: Record, said: Understood) -> Understood:
    match = _REPLACEMENT.search(said.words)
    provision = record.find(Provision, said.provision)
    if not match or provision is None:
        return said
    before, after = match[1], match[2]
    said = replace(said, kind="proposal")
    count = provision.text.count(before)
    if count == 0:
        return replace(said, doubts=(*said.doubts, f"“{before}” does not stand there"))
    doubts = said.doubts if count == 1 else (*said.doubts, f"“{before}” stands {count} times; the first is meant")
    words = (said.words[: match.start()] + said.words[match.end() :]).strip(" ;,")
    fallback = f"Proposes “{after}” instead of “{before}”." if after else f"Proposes to delete “{before}”."
    proposes = _exchanged(provision.text, before, after)
    return replace(said, words=words or fallback, proposes=proposes, doubts=doubts)


def _exchanged(text: str, before: str, after: str) -> str:
    """The text with the words exchanged; deleted words leave no double space, and nothing else is touched."""
    left, _, right = text.partition(before)
    if after.strip():
        return left + after + right
    if not left or left.endswith(" "):
        right = right.lstrip(" ")
    if right[:1] in (",", ".", ";", ":", ""):
        left = left.rstrip(" ")
    return left + right


def _tags(record: Record, said: Understood) -> Understood:
    tags = tuple(_TAG.findall(said.words))
    return replace(said, tags=tags, words=_TAG.sub("", said.words).strip()) if tags else said


# --- who is meant ---------------------------------------------------------------------------------------------------


def folded(text: str) -> str:
    """Letters without case, diacritics, hyphens and full stops, as people type names in a hurry."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "-'’.")
    return " ".join(bare.split())


_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
    | {"ð": "d", "Ð": "D", "þ": "th", "Þ": "Th"}
)


@derived(Person, Participation, Organisation)
def _index(record: Record) -> list[tuple[Person, tuple[str, ...]]]:
    """Each person with the ways in which they may be called."""
    latest = {p.person: p for p in record.each(Participation)}
    called = []
    for person in record.each(Person):
        names = {folded(person.name), folded(person.family or ""), folded(person.given)}
        names |= {folded(word) for word in person.name.split()}
        names.add("".join(word[0] for word in folded(person.name).split()))
        names.add(folded(person.initialled))
        held = latest.get(person.id)
        organisation = record.find(Organisation, held.organisation) if held else None
        if organisation and organisation.short:
            names.add(folded(organisation.short))
        called.append((person, tuple(name for name in names if name)))
    return called


def meant(record: Record, typed: str, *, beginnings: bool = True) -> list[Person]:
    """The people who may be meant; where several are called so, those in the room."""
    found = people_called(record, typed, beginnings=beginnings)
    if len(found) > 1:
        here = record.derive(room)
        return [person for person in found if person.id in here] or found
    return found


def people_called(record: Record, typed: str, *, beginnings: bool = True) -> list[Person]:
    """The people who may be meant by what was typed: exact names, initials and short names first, else beginnings."""
    wanted = folded(typed)
    if not wanted:
        return []
    index = record.derive(_index)
    exact = [person for person, names in index if wanted in names]
    if exact or not beginnings:
        return exact
    return [person for person, names in index if any(name.startswith(wanted) for name in names)]
