"""Square brackets: words that are not agreed, who asked for the brackets and why, and how they come off again."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.redline.compose import carry
from hisrg_desktop.meeting.redline.diff import hunks
from hisrg_desktop.meeting.standing import standing
from hisrg_desktop.meeting.text.amendments import CHANGE_WORDS, Amendment, amend, amendments_of, refuse_agreed
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Provision


class Bracket(Row):
    """Square brackets around words of a provision: who asked for them and why.

    `start` is where the opening sign stood when this came on record. Putting brackets agrees on nothing, so the
    `amendment` that put them is the secretariat's, under that person's name; without one the draft had them.
    """

    provision: str = Field(foreign_key="provision.id", index=True)
    amendment: str | None = Field(default=None, foreign_key="amendment.id")
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
    for offset, sign in enumerate(text):
        if sign == "[":
            opened.append(offset)
        elif sign == "]" and opened:
            found.append((opened.pop(), offset + 1))
        elif sign == "]":
            alone.append(offset)
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
        if change.id > bracket.id and change.operation in CHANGE_WORDS:
            behind = carry(behind, change.before, change.after)
    text = record.get(Provision, bracket.provision).text
    return behind - 1 if text[behind - 1 : behind] == "[" else -1


@standing(Provision)
def brackets_balance(before: Record, after: Record, changes: list[Change]) -> str | None:
    """Brackets balance: no change of the text leaves one without its partner that had it."""
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
