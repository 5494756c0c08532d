"""Abbreviations that expand when a word is finished, and stored texts that are put in whole."""

from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added, derived, removed, replaced

Use = Literal["abbreviation", "snippet"]


class Abbreviation(Row):
    """A few letters and what they stand for; a snippet is put in when it is asked for, an abbreviation by itself."""

    short: str = Field(index=True)
    text: str
    use: Use = "abbreviation"


class KeepAbbreviation(Act):
    """Keep an abbreviation."""

    short: str
    text: str
    use: Use = "abbreviation"

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The abbreviation; one of these letters that is there already stands for this from now on."""
        short = self.short.strip()
        if not short or not self.text.strip():
            raise OutOfOrder("Say the letters and what they stand for.")
        if self.use == "abbreviation" and (len(short.split()) > 1 or not any(c.isalnum() for c in short)):
            raise OutOfOrder(f"“{short}” is not one word, so it would never be found finished.")
        there = named(record, short, self.use)
        if there:
            return [replaced(there, short=short, text=self.text)]
        return [added(Abbreviation(id=moment.new_id(), short=short, text=self.text, use=self.use))]

    def sentence(self, record: Record) -> str:
        """Names the letters."""
        return f"Keep the {'text' if self.use == 'snippet' else 'abbreviation'} “{self.short.strip()}”"


class RemoveAbbreviation(Act):
    """Remove an abbreviation."""

    abbreviation: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The abbreviation off the list."""
        return [removed(record.get(Abbreviation, self.abbreviation))]

    def sentence(self, record: Record) -> str:
        """Names the letters."""
        return f"Remove “{record.get(Abbreviation, self.abbreviation).short}”"


def named(record: Record, short: str, use: Use) -> Abbreviation | None:
    """The abbreviation or stored text of this name, whatever its case."""
    wanted = short.strip().casefold()
    return next((a for a in record.where(Abbreviation, use=use) if a.short.casefold() == wanted), None)


@derived(Abbreviation)
def expansions(record: Record) -> dict[str, str]:
    """What each finished word expands to; a word with a capital letter expands to words with one."""
    made: dict[str, str] = {}
    for one in record.where(Abbreviation, use="abbreviation"):
        made.setdefault(one.short[:1].upper() + one.short[1:], one.text[:1].upper() + one.text[1:])
    return made | {one.short: one.text for one in record.where(Abbreviation, use="abbreviation")}


@derived(Abbreviation)
def snippets(record: Record) -> tuple[Abbreviation, ...]:
    """The stored texts in the order of their names."""
    return tuple(sorted(record.where(Abbreviation, use="snippet"), key=lambda a: a.short.casefold()))
