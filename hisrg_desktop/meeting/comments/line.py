"""The capture line: what a line typed at speaking speed says about speaker, place and kind. What is not understood is words."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.called import folded as folded
from hisrg_desktop.meeting.comments.called import meant as meant
from hisrg_desktop.meeting.comments.called import people_called as people_called
from hisrg_desktop.meeting.comments.capture import TakeDown, latest_open
from hisrg_desktop.meeting.comments.commands import Here, asked
from hisrg_desktop.meeting.comments.off_the_record import off_the_record
from hisrg_desktop.meeting.comments.prefixes import BY_SIGN, BY_WORD, Prefix
from hisrg_desktop.meeting.comments.private_notes import TakeNote
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.comments.splitting import ContinueComment, continued, last_said
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.hygiene import LONGEST
from hisrg_desktop.meeting.lists import UNDECIDED, TakenDown
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.meeting.text.parts import Provision

_QUOTES = '"“”„«»'
_NAME = re.compile(rf"^([^\W\d_][^:;@{_QUOTES}\n]{{0,60}}?):\s+")
_PLACE = re.compile(r"(?:^|\s)(?:@|/at\s+)(\*|[\w.()]+)(?=\s|$)")
_TAG = re.compile(r"(?:^|\s)(?:#|/tag\s+)(\w+)")
_ARROW = "->|=>|→"
_QUOTED = rf"[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]\s*(?:%s)\s*[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}][ \t,]*"
_REPLACEMENT = re.compile(_QUOTED % _ARROW)
_REPLACED_BY = re.compile(_QUOTED % f"{_ARROW}|by|with")
_BARE = re.compile(rf"^(.+?)\s+(?:{_ARROW}|by|with)\s+(.+)$", re.DOTALL)
_NUMBER = re.compile(r"^P-?(\d+)\b\s*", re.IGNORECASE)
_STANCE = re.compile(r"[+-]\s*(?:$|[^\W\d_]|[\"“(#])")
"""A stance is a sign before a word or alone: "-5 degrees", "- 5" and "->" are words."""
_WORD = re.compile(r"^/([a-z]+)(?=\s|$)\s*", re.IGNORECASE)
_MORE = re.compile(r"^(?:\.\.\.|…)\s*")
_NEXT_ENTRY = re.compile(r";\s+(?=\S)")


@dataclass(frozen=True)
class Understood:
    """What an entry says: who, where, what kind, the words, and what could not be made of it.

    `source` is what was typed for it. `asks` is the act that a command asks for, `wants` the word of a command that
    only a window can carry out, `continues` the entry that these words continue.
    """

    words: str
    source: str = ""
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
    asks: Act | None = None
    wants: str = ""
    continues: str | None = None

    def act(self) -> Act:
        """The act that takes it down, or that it asks for."""
        if self.asks:
            return self.asks
        if self.continues:
            return ContinueComment(comment=self.continues, text=self.words)
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


def read(record: Record, line: str, today: date | None = None) -> tuple[Understood, ...]:
    """The entries of a line, each after a semicolon and a blank where a prefix follows; later ones go on from the first."""
    made: list[Understood] = []
    for part in parts(record, line):
        made.append(understand(record, part, made[-1] if made else None, today))
    return tuple(_private(one) for one in made) if off_the_record(record) else tuple(made)


def understand(record: Record, line: str, after: Understood | None = None, today: date | None = None) -> Understood:
    """What one entry says, the floor and the active provision being what it means where it does not say otherwise."""
    said = _before_anything(record, line, after)
    command = _command(record, said, today)
    if command:
        return command
    named = _speaker(record, said)
    if going_on := _continuing(record, named, said):
        return going_on
    rest = _sign(record, _place(record, named))
    if (
        named is said
    ):  # the name may stand after the place or the sign, but one that was understood is not asked for again
        rest = _speaker(record, rest)
    return _tags(_replacement(record, rest))


def _before_anything(record: Record, line: str, after: Understood | None) -> Understood:
    words = line.strip()
    if after:
        context = {"speaker": after.speaker, "block": after.block, "provision": after.provision}
        return Understood(words, source=words, **context)  # type: ignore[arg-type]
    there, at = running(record), now(record)
    return Understood(
        words,
        source=words,
        speaker=there.speaker if there else None,
        block=at.block if at else None,
        provision=at.provision if at else None,
    )


def _private(said: Understood) -> Understood:
    """The entry as it is kept while the room is off the record: what was typed, as a note."""
    if said.wants or (said.asks and not isinstance(said.asks, TakeNote)) or not said.source:
        return said
    note = TakeNote(text=said.source, person=said.speaker, block=said.block, provision=said.provision)
    return replace(said, asks=said.asks or note, continues=None)


# --- several entries in a line --------------------------------------------------------------------------------------


_MOST_ENTRIES = 40
"""More than so many in one line were pasted, and their semicolons are their own."""
_ENOUGH = 2000
"""So many letters show whether an entry begins with a prefix."""


def parts(record: Record, line: str) -> list[str]:
    """The parts of a line that are entries of their own."""
    quoted = [match.span() for match in _REPLACED_BY.finditer(line)]
    cut: list[str] = []
    begins = 0
    whole = _takes_all(line[:_ENOUGH])
    for match in _NEXT_ENTRY.finditer(line):
        if whole or len(cut) == _MOST_ENTRIES:
            break
        inside = any(start < match.start() < end for start, end in quoted)
        if not inside and _opens(record, line[match.end() : match.end() + _ENOUGH]):
            cut.append(line[begins : match.start()])
            begins = match.end()
            whole = _takes_all(line[begins : begins + _ENOUGH])
    return [*cut, line[begins:]]


def _takes_all(part: str) -> bool:
    prefix = _word(part.lstrip())
    return prefix is not None and prefix.whole


def _opens(record: Record, rest: str) -> bool:
    """Whether an entry of its own begins here."""
    if _word(rest) or _REPLACEMENT.match(rest):
        return True
    if rest[:1] in "+-":
        return bool(_STANCE.match(rest))
    if rest[:1] in BY_SIGN:
        return True
    place = _PLACE.match(rest)
    if place:
        return find_place(record, place[1]) is not None
    name = _NAME.match(rest)
    return bool(name) and len(meant(record, name[1])) == 1 if name else False


def _word(rest: str) -> Prefix | None:
    match = _WORD.match(rest)
    return BY_WORD.get(match[1].casefold()) if match else None


# --- what one entry says --------------------------------------------------------------------------------------------


def _command(record: Record, said: Understood, today: date | None) -> Understood | None:
    prefix = _word(said.words)
    if prefix is None or prefix.makes not in ("act", "window"):
        return None
    match = _WORD.match(said.words)
    rest = said.words[match.end() :].strip() if match else ""
    if prefix.makes == "window":
        return replace(said, wants=prefix.word, words=rest)
    answer = asked(record, prefix.word, rest, Here(said.speaker, said.block, said.provision, today))
    if isinstance(answer, str):
        return replace(said, doubts=(*said.doubts, answer))
    return replace(said, asks=answer, words=rest)


def _continuing(record: Record, named: Understood, said: Understood) -> Understood | None:
    """The words that continue the last entry, of the person who was named if one was."""
    match = _MORE.match(named.words)
    prefix = _word(named.words)
    if not match and (prefix is None or prefix.makes != "continues"):
        return None
    match = match or _WORD.match(named.words)
    words = named.words[match.end() :] if match else ""
    last = last_said(record, named.speaker if named is not said else None)
    if not words:
        return None
    if last is None or len(continued(last.text, words)) > LONGEST:
        return replace(named, doubts=(*named.doubts, "there is no entry to continue"))
    context = {"block": last.block, "provision": last.provision, "speaker": last.author, "kind": last.kind}
    return replace(named, words=words, continues=last.id, **context)  # type: ignore[arg-type]


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
    prefix, length = _kind(said.words)
    if prefix is None:
        return said
    said = replace(said, kind=prefix.kind, words=said.words[length:].strip())
    if prefix.makes == "text":
        return _replaced_by(record, said)
    if prefix.kind in ("support", "oppose"):
        return _stance(record, said)
    if prefix.kind == "proposal" and not _REPLACEMENT.search(said.words):
        return _whole_text(record, said)
    return said


def _kind(words: str) -> tuple[Prefix | None, int]:
    """The prefix that says what kind of entry this is, by its sign or its word, and how long it is."""
    prefix = _word(words)
    if prefix and prefix.makes in ("kind", "text"):
        match = _WORD.match(words)
        return prefix, match.end() if match else 0
    if words[:1] in "+-" and not _STANCE.match(words):
        return None, 0
    return BY_SIGN.get(words[:1]), 1


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


# --- other words in the provision -----------------------------------------------------------------------------------


def _replacement(record: Record, said: Understood) -> Understood:
    return _exchanging(record, said, list(_REPLACEMENT.finditer(said.words)))


def _replaced_by(record: Record, said: Understood) -> Understood:
    """What ``/replace`` says, with quotation marks or without; what it does not say stays words."""
    quoted = list(_REPLACED_BY.finditer(said.words))
    if quoted:
        return _exchanging(record, said, quoted)
    bare = _BARE.match(said.words)
    if not bare:
        return replace(said, doubts=(*said.doubts, "say what is replaced by what"))
    return _exchanging(record, said, [bare])


def _exchanging(record: Record, said: Understood, matches: list[re.Match[str]]) -> Understood:
    """The provision with these words exchanged one after the other; those that do not stand there stay words."""
    provision = record.find(Provision, said.provision)
    if not matches or provision is None:
        return said
    text, words, doubts = provision.text, said.words, list(said.doubts)
    done: list[tuple[str, str]] = []
    for match in matches:
        before, after = match[1], match[2].strip() if match.re is _BARE else match[2]
        spans = _standing(text, before)
        if not spans:
            doubts.append(f"“{before}” does not stand there")
            continue
        if len(spans) > 1:
            doubts.append(f"“{before}” stands {len(spans)} times; the first is meant")
        text = _exchanged(text, spans[0], after)
        words = words.replace(match[0], "", 1)
        done.append((before, after))
    if not done:
        return replace(said, kind="proposal", doubts=tuple(doubts))
    rest = words.strip(" ;,\t\n")
    return replace(said, kind="proposal", words=rest or _fallback(done), proposes=text, doubts=tuple(doubts))


def _fallback(done: list[tuple[str, str]]) -> str:
    """The exchange in a sentence, where the person said no more about it."""
    told = [f"“{after}” instead of “{before}”" if after else f"to delete “{before}”" for before, after in done]
    return f"Proposes {' and '.join(told)}."


def _standing(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand in the text, never inside other words: as they are, else whatever their case and blanks."""
    head = r"(?<!\w)" if words[:1].isalnum() else ""
    tail = r"(?!\w)" if words[-1:].isalnum() else ""
    loose = r"\s+".join(re.escape(word) for word in words.split())
    for pattern, flags in ((re.escape(words), 0), (loose, re.IGNORECASE)):
        spans = [match.span() for match in re.finditer(head + pattern + tail, text, flags)] if pattern else []
        if spans:
            return spans
    return []


def _exchanged(text: str, span: tuple[int, int], after: str) -> str:
    """The text with the words exchanged; deleted words leave no double space, and nothing else is touched."""
    left, right = text[: span[0]], text[span[1] :]
    if after.strip():
        return left + after + right
    if not left or left.endswith(" "):
        right = right.lstrip(" ")
    if right[:1] in (",", ".", ";", ":", ""):
        left = left.rstrip(" ")
    return left + right


def _tags(said: Understood) -> Understood:
    tags = tuple(_TAG.findall(said.words))
    return replace(said, tags=tags, words=_TAG.sub("", said.words).strip()) if tags else said
