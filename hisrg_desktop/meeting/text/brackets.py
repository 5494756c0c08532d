"""Square brackets: words that are not agreed, who asked for the brackets and why, and how they come off again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.redline.compose import carry
from hisrg_desktop.meeting.redline.diff import hunks
from hisrg_desktop.meeting.standing import standing
from hisrg_desktop.meeting.text.amendments import Amendment, amend, amendments_of, changes_words, refuse_agreed
from hisrg_desktop.meeting.text.drafts import Draft
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Provision

_SIGN = re.compile(r"[\[\]]")


class Bracket(Row):
    """Square brackets around words of a provision: who asked for them and why.

    `start` is where the opening sign stood when this came on record, or after `since`: the split or merge that brought
    the words into this provision. Putting brackets agrees on nothing, so the `amendment` that put them is the
    secretariat's, under that person's name; without one the draft had them.
    """

    provision: str = Field(foreign_key="provision.id", index=True)
    amendment: str | None = Field(default=None, foreign_key="amendment.id")
    since: str | None = Field(default=None, foreign_key="amendment.id")
    start: int
    asked_by: str = Field(foreign_key="person.id")
    why: str = ""
    at: datetime


@dataclass(frozen=True, slots=True)
class Bracketed:
    """Words in brackets as they stand now: from the opening sign to behind the closing one, and what is known of them."""

    start: int
    end: int
    words: str
    bracket: Bracket | None = None


def pairs(text: str) -> list[tuple[int, int]]:
    """Where square brackets open and close, signs included, in the order in which they open; inner ones too."""
    return sorted(_matched(text)[0])


def unbalanced(text: str) -> tuple[int, ...]:
    """Where a bracket stands without its partner."""
    return tuple(sorted(_matched(text)[1]))


def _matched(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    alone: list[int] = []
    for sign in _SIGN.finditer(text):
        if sign.group() == "[":
            opened.append(sign.start())
        elif opened:
            found.append((opened.pop(), sign.end()))
        else:
            alone.append(sign.start())
    return found, opened + alone


def brackets_in(record: Record, provision: Provision) -> list[Bracketed]:
    """The brackets in a provision's text, with who asked for them where that is on record."""
    text = provision.text
    if "[" not in text:
        return []
    known = {_stands_at(record, row): row for row in record.where(Bracket, provision=provision.id)}
    return [Bracketed(start, end, text[start + 1 : end - 1], known.get(start)) for start, end in pairs(text)]


def _stands_at(record: Record, bracket: Bracket) -> int:
    """Where the opening sign stands now; -1 where an amendment has taken it off."""
    behind = bracket.start + 1
    for change in amendments_of(record, bracket.provision):
        if change.id > (bracket.since or bracket.id) and changes_words(change):
            behind = carry(behind, change.before, change.after)
    text = record.get(Provision, bracket.provision).text
    return behind - 1 if text[behind - 1 : behind] == "[" else -1


# --- where the text is split or merged --------------------------------------------------------------------------------


class Part(NamedTuple):
    """A part of a split provision: which provision it is, the amendment that made it, its words as they were cut."""

    provision: str
    made: str
    words: str


def closed_at_cuts(texts: Sequence[str]) -> tuple[str, ...]:
    """The parts of a text; brackets that stand across a cut are closed before it and opened again behind it.

    What was not agreed is not agreed on either side of the cut, and nobody need be refused for where it falls.
    """
    closed = zip(texts, _open_at(texts), strict=True)
    return tuple("[" * before + text + "]" * behind for text, (before, behind) in closed)


def _open_at(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """How many pairs of brackets stand across the beginning and the end of each part."""
    across = pairs(" ".join(texts))
    begins = 0
    for text in texts:
        ends = begins + len(text)
        yield sum(s < begins < e for s, e in across), sum(s < ends < e for s, e in across)
        begins = ends + 1


def place_among(offset: int, whole: str, texts: Sequence[str]) -> tuple[int, int]:
    """Where the place behind a word of a text is once it is cut into these: which part, and the offset into it, closed."""
    offset = carry(offset, whole, " ".join(texts))
    for index, (text, (before, _)) in enumerate(zip(texts, _open_at(texts), strict=True)):
        if offset <= len(text) or index + 1 == len(texts):
            return index, before + min(offset, len(text))
        offset = max(offset - len(text) - 1, 0)
    raise ValueError("A text has at least one part.")


def brackets_split(record: Record, moment: Moment, provision: Provision, parts: Sequence[Part]) -> list[Change]:
    """The changes by which who asked for brackets, and why, go with the words; on both sides of a cut through them."""
    texts = [part.words for part in parts]
    closed = closed_at_cuts(texts)
    changes: list[Change] = []
    open_at = [0] * len(parts)
    for there in brackets_in(record, provision):
        first, behind = place_among(there.start + 1, provision.text, texts)
        last, _ = place_among(there.end, provision.text, texts)
        if there.bracket and closed[first][behind - 1 : behind] == "[":
            changes.append(_goes_to(there.bracket, parts[first], behind - 1))
        for index in range(first + 1, last + 1):
            # Pairs come outermost first, and in that order they open again behind a cut.
            if there.bracket and closed[index][open_at[index] : open_at[index] + 1] == "[":
                changes.append(_stands_again(moment, there.bracket, parts[index], open_at[index]))
            open_at[index] += 1
    return changes


def brackets_merged(record: Record, provision: Provision, other: Provision, text: str, made: str) -> list[Change]:
    """The changes by which who asked for brackets in either provision is known of the one merged of both."""
    joined = f"{provision.text} {other.text}"
    into = Part(provision.id, made, text)
    changes = []
    for each, shift in ((provision, 0), (other, len(provision.text) + 1)):
        for there in brackets_in(record, each):
            behind = carry(there.start + 1 + shift, joined, text)
            if there.bracket and text[behind - 1 : behind] == "[":
                changes.append(_goes_to(there.bracket, into, behind - 1))
    return changes


def _goes_to(bracket: Bracket, part: Part, start: int) -> Change:
    return replaced(bracket, provision=part.provision, since=part.made, start=start)


def _stands_again(moment: Moment, bracket: Bracket, part: Part, start: int) -> Change:
    again = Bracket(
        id=moment.new_id(),
        provision=part.provision,
        amendment=bracket.amendment,
        since=part.made,
        start=start,
        asked_by=bracket.asked_by,
        why=bracket.why,
        at=bracket.at,
    )
    return added(again)


@standing(Provision)
def brackets_balance(before: Record, after: Record, changes: list[Change]) -> str | None:
    """Brackets balance: no change of the text leaves one without its partner that had it."""
    if any(isinstance(change.after, Draft) and change.before is None for change in changes):
        return None  # a draft is taken in as it is; what does not balance in it is shown where the text is not clean
    for change in changes:
        was, becomes = change.before, change.after
        if not (isinstance(was, Provision) and isinstance(becomes, Provision)) or was.text == becomes.text:
            continue
        if len(unbalanced(becomes.text)) > len(unbalanced(was.text)):
            return f"The square brackets in {label(after, becomes.id)} would not balance: “{around(becomes.text)}”."
    return None


def around(text: str) -> str:
    """The words about the first bracket that has no partner."""
    at = unbalanced(text)[0]
    return ("…" if at > 20 else "") + text[max(0, at - 20) : at + 20] + ("…" if at + 20 < len(text) else "")


class SetBracket(Act):
    """Put words into square brackets.

    `start` and `end` are offsets into the provision's text. Where those words stand in brackets already, it comes on
    record who asked for them.
    """

    provision: str
    start: int
    end: int
    asked_by: str
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The words in brackets, with who asked and why; the words themselves stay as they are."""
        provision = record.get(Provision, self.provision)
        asked_by = record.get(Person, self.asked_by)
        if badge_of(record, asked_by.id, moment.at.date()) not in ("M", "C"):
            raise OutOfOrder(f"{asked_by.name} is no member; brackets are put at a member's request.")
        start, end = self._words(provision.text)
        there = next((b for b in brackets_in(record, provision) if start in (b.start, b.start + 1)), None)
        if there and end in (there.end, there.end - 1):
            return self._explained(record, moment, there)
        refuse_agreed(record, provision)
        changes = amend(record, moment, provision, self._bracketed(provision.text), editorial=True, author=asked_by.id)
        put = next(change.after for change in changes if isinstance(change.after, Amendment))
        return [*changes, self._row(moment, start, put.id)]

    def _words(self, text: str) -> tuple[int, int]:
        """The chosen words without the spaces about them."""
        chosen = text[max(0, self.start) : self.end]
        if not chosen.strip():
            raise OutOfOrder("Choose the words that go into brackets.")
        start = max(0, self.start) + len(chosen) - len(chosen.lstrip())
        return start, start + len(chosen.strip())

    def _bracketed(self, text: str) -> str:
        start, end = self._words(text)
        if unbalanced(text[start:end]):
            raise OutOfOrder("These words cut across other brackets; choose all of them or none.")
        return f"{text[:start]}[{text[start:end]}]{text[end:]}"

    def _row(self, moment: Moment, start: int, put: str | None) -> Change:
        return added(
            Bracket(
                id=moment.new_id(),
                provision=self.provision,
                amendment=put,
                start=start,
                asked_by=self.asked_by,
                why=self.why,
                at=moment.at,
            )
        )

    def _explained(self, record: Record, moment: Moment, there: Bracketed) -> list[Change]:
        known = there.bracket
        if known is None:
            return [self._row(moment, there.start, None)]
        if known.asked_by != self.asked_by:
            name = record.get(Person, known.asked_by).name
            raise OutOfOrder(f"These words are in brackets already, at the request of {name}.")
        return [replaced(known, why=self.why)]

    def sentence(self, record: Record) -> str:
        """Names the place and who asked."""
        who = record.get(Person, self.asked_by).initialled
        return f"Brackets in {label(record, self.provision)}, asked by {who}"


def in_brackets(text: str, words: str) -> str:
    """The words with everything in brackets in which they differ from the text: what they leave out, then what they put.

    Words that bring their own brackets keep them; where others would be cut across, all go into one pair.
    """
    made, done = "", 0
    for hunk in hunks(text, words):
        out, put = text[hunk.start : hunk.end], hunk.text
        if unbalanced(out) or unbalanced(put):
            return words if pairs(words) else _put_in(words)
        gap = " " if out.strip() and put.strip() and not (out[-1:].isspace() or put[:1].isspace()) else ""
        made += text[done : hunk.start] + _put_in(out) + gap + _put_in(put)
        done = hunk.end
    return made + text[done:]


def _put_in(words: str) -> str:
    """The words in brackets, the blanks about them outside; blanks alone, and words that have theirs, stay as they are."""
    inner = words.strip()
    if not inner or (0, len(inner)) in pairs(inner):
        return words
    lead = len(words) - len(words.lstrip())
    return f"{words[:lead]}[{inner}]{words[lead + len(inner) :]}"


def asked_for(record: Record, moment: Moment, change: Amendment, person: str, why: str) -> list[Change]:
    """The brackets that an amendment just brought in, put on record with who asked for them and why."""
    provision = record.find(Provision, change.provision)
    if provision is None:
        return []
    there = {carry(start + 1, change.before, change.after) - 1 for start, _ in pairs(change.before)}
    return [
        added(
            Bracket(
                id=moment.new_id(),
                provision=provision.id,
                amendment=change.id,
                start=start,
                asked_by=person,
                why=why,
                at=moment.at,
            )
        )
        for start, _ in pairs(provision.text)
        if start not in there
    ]


class LiftBracket(Act):
    """Take square brackets off.

    Whoever asked for them can have them taken off; for everybody else it needs a decision, like any change of the text.
    """

    provision: str
    start: int
    by: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The words without their brackets, where the person who asked for them is content."""
        provision = record.get(Provision, self.provision)
        there = next((b for b in brackets_in(record, provision) if b.start == self.start), None)
        if there is None:
            raise OutOfOrder("There are no brackets at that place any more.")
        refuse_agreed(record, provision)
        asked_by = there.bracket.asked_by if there.bracket else None
        text = without(provision.text, there)
        if asked_by is None or asked_by != self.by:
            raise OutOfOrder(self._needs_decision(record, asked_by), remedy=_proposed(self.provision, text, self.by))
        return amend(record, moment, provision, text, editorial=True, author=self.by)

    def _needs_decision(self, record: Record, asked_by: str | None) -> str:
        where = label(record, self.provision)
        if asked_by is None:
            return f"Nobody on record asked for these brackets in {where}; they come off by a decision."
        name = record.get(Person, asked_by).name
        return (
            f"{name} asked for these brackets in {where}: only {name} gives them up; else they come off by a decision."
        )

    def sentence(self, record: Record) -> str:
        """Names the place."""
        return f"Take the brackets off in {label(record, self.provision)}"


def without(text: str, there: Bracketed) -> str:
    """The text without these two signs."""
    return text[: there.start] + text[there.start + 1 : there.end - 1] + text[there.end :]


def _proposed(provision: str, text: str, by: str | None) -> Act:
    from hisrg_desktop.meeting.comments.capture import TakeDown

    words = "Proposes to take the brackets off."
    return TakeDown(text=words, speaker=by, provision=provision, kind="proposal", proposes=text)
