"""Cross-references: where the text names another of its parts, what was meant, and which of them have gone stale."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import Field as Given
from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, derived, replaced
from hisrg_desktop.meeting.redline.compose import carry
from hisrg_desktop.meeting.text.amendments import Amendment, Said, amend, amendment, changes_words
from hisrg_desktop.meeting.text.concordance import Renumbering
from hisrg_desktop.meeting.text.numbers import LATIN, find_place, full_number, label, locator, numbers
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision, siblings_of
from hisrg_desktop.meeting.text.structure import merged_into


class CrossReference(Row):
    """Words that named a part of the text when it was renumbered, and what they meant: an identity, not a number.

    `named` is the word before the number (`paragraph`, `Block`), empty where the number stands alone.
    """

    renumbering: str = Field(foreign_key="renumbering.id", index=True)
    provision: str = Field(foreign_key="provision.id", index=True)
    footnote: str | None = Field(default=None, foreign_key="footnote.id")
    offset: int
    words: str
    named: str = ""
    target: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it stands in the text: where, its words, and the block or provision they mean (None: nothing)."""

    provision: str
    footnote: str | None
    start: int
    words: str
    named: str
    target: str | None


_WORDS = (
    r"building\s+blocks?|blocks?|articles?|arts?\.|sections?|chapters?|provisions?|sub-?paragraphs?|paragraphs?|paras?\.?|"
    r"sub-?items?|items?|points?|letters?"
)
_LATIN = rf"(?:[\s\u00a0](?:{'|'.join(LATIN)})\b)"
_SUFFIX = r"(?:[\s\u00a0]?\([a-z]{1,5}\)|[\s\u00a0]?\b[a-z]{1,4}\))"
_NUMBER = rf"(?:\d+(?:\.\d+)*{_LATIN}?(?:\.\d+{_LATIN}?)*{_SUFFIX}*|{_SUFFIX}+)"
_NAMED = re.compile(
    rf"\b(?P<named>{_WORDS})[\s\u00a0]+(?P<list>{_NUMBER}(?:(?:,[\s\u00a0]*(?:and[\s\u00a0]+|or[\s\u00a0]+)?"
    rf"|[\s\u00a0]+(?:and|or|to)[\s\u00a0]+|\s?[-\u2013]\s?){_NUMBER})*)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:see|under|by|in|with|to|of|and|or|from|notwithstanding)[\s\u00a0]+"
    rf"(?P<list>\d+(?:\.\d+)+{_LATIN}?{_SUFFIX}*)(?=[,.;:)]|$|[\s\u00a0](?:and|or|above|below|shall|should|may|must)\b)",
    re.IGNORECASE,
)
_OF_BLOCKS = re.compile(r"building|block|art|section|chapter", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[\s\u00a0]+of[\s\u00a0]+the[\s\u00a0]+(?:[A-Z]\w+|treaty|convention|agreement|charter)")
"""What follows a number that is another instrument's: “Article VI of the Outer Space Treaty” is no place of this text."""


@derived(Block, Provision, Footnote, Amendment, CrossReference)
def all_references(record: Record) -> list[Reference]:
    """Every reference in the text that stands, in the order of the text; those that mean nothing have no target.

    One that has gone stale means what it meant before the renumbering, until its words are corrected.
    """
    known = {
        (row.provision, row.footnote, _carried(record, row), row.words): row for row in record.each(CrossReference)
    }
    return [_as_meant(found, known) for found in _all_read(record)]


def _as_meant(found: Reference, known: dict[tuple[str, str | None, int, str], CrossReference]) -> Reference:
    row = known.get((found.provision, found.footnote, found.start, found.words))
    return replace(found, target=row.target) if row else found


def _all_read(record: Record) -> list[Reference]:
    """Every reference, with what its number means today."""
    found: list[Reference] = []
    for key in record.derive(numbers).labels:
        provision = record.find(Provision, key)
        if provision is None or provision.state == "deleted":
            continue
        found += _in(record, provision, None, provision.text)
        for note in record.where(Footnote, provision=provision.id, deleted=False):
            found += _in(record, provision, note.id, note.text)
    return found


def references(record: Record) -> list[Reference]:
    """Every reference in the text that means a part of it."""
    return [found for found in record.derive(all_references) if found.target]


def pointing_nowhere(record: Record) -> list[Reference]:
    """The references that mean no part of the text, or one that is deleted."""
    return [f for f in record.derive(all_references) if f.target is None or _gone(record, f.target)]


def _gone(record: Record, target: str) -> bool:
    provision, block = record.find(Provision, target), record.find(Block, target)
    return (provision is not None and provision.state == "deleted") or (block is not None and block.deleted)


def _in(record: Record, provision: Provision, note: str | None, text: str) -> Iterator[Reference]:
    taken: set[int] = set()
    for pattern in (_NAMED, _ALONE):
        for match in pattern.finditer(text):
            if _ELSEWHERE.match(text, match.end()):
                continue
            named = match.groupdict().get("named") or ""
            for number in re.finditer(_NUMBER, match["list"]):
                start = match.start("list") + number.start()
                if start not in taken and number[0].strip():
                    lead = len(number[0]) - len(number[0].lstrip())
                    target = _meant(record, provision, named, number[0].strip())
                    if target or (named and "." in number[0]):
                        taken.add(start)
                        yield Reference(provision.id, note, start + lead, number[0].strip(), named, target)


def _meant(record: Record, provision: Provision, named: str, words: str) -> str | None:
    """What a number means where it stands: a block, a provision by its whole number, or one near by."""
    if words[0].isdigit():
        if _OF_BLOCKS.match(named) or "." in words:
            return _at(record, words)
        return _at(record, f"{label(record, provision.block).replace(' ', '')}.{words}")
    for above in (provision.id, provision.parent):
        found = _under(record, provision.block, above, words) if above else None
        if found:
            return found
    return None


def _at(record: Record, words: str) -> str | None:
    """The part at a locator; where it was merged into another, that one."""
    place = find_place(record, words.replace("\u00a0", " "))
    key = (place.provision or place.block) if place else None
    joined = merged_into(record, key) if key else None
    return joined or key


def _under(record: Record, block: str, above: str, words: str) -> str | None:
    for part in re.findall(r"[a-z]+", words):
        inside = siblings_of(record, block, above)
        found = next((p.id for p in inside if re.sub(r"[^a-z]", "", label(record, p.id)) == part), None)
        if found is None:
            return None
        above = found
    return above


# --- what they would have to read -------------------------------------------------------------------------------------


def should_read(record: Record, words: str, target: str, provision: str) -> str:
    """The words that name the target now, written as they were: ``10.3(a)`` becomes ``11.2(b)``, ``(a)`` stays short."""
    there = record.find(Provision, target)
    if there is None:
        return label(record, target)
    chain = _chain(record, there)
    styles = re.findall(r"[\s\u00a0]?\(?[a-z]{1,5}\)", words)
    whole = words[0].isdigit()
    if not whole and (there.parent is None or not _near(record, provision, chain[-len(styles) :])):
        whole = True
    if not whole:
        inside = [_bare(label(record, p.id)) for p in chain[-len(styles) :]]
        return "".join(_styled(s, n) for s, n in zip(styles, inside, strict=False)).strip()
    head, *under = chain
    number = label(record, head.id).rstrip(").: ")
    if "." not in words and words[0].isdigit() and head.block == record.get(Provision, provision).block:
        number = number.removeprefix(f"{label(record, head.block)}.")
    style = styles[0] if styles else "("
    return number + "".join(
        _styled(styles[i] if i < len(styles) else style, _bare(label(record, p.id))) for i, p in enumerate(under)
    )


def _chain(record: Record, provision: Provision) -> list[Provision]:
    above = record.find(Provision, provision.parent)
    return [*(_chain(record, above) if above else ()), provision]


def _near(record: Record, provision: str, chain: list[Provision]) -> bool:
    """Whether a short reference in a provision still reaches the target: it stands under it, or beside it."""
    here = record.get(Provision, provision)
    return bool(chain) and chain[0].parent in (here.id, here.parent)


def _bare(number: str) -> str:
    return number.strip("() .:")


def _styled(style: str, number: str) -> str:
    lead = " " if style[:1].isspace() else ""
    return f"{lead}({number})" if "(" in style else f"{lead}{number})"


# --- what has gone stale ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stale:
    """A reference whose target is called otherwise since a renumbering: where, what it reads and would have to read.

    `now` is empty where the target was deleted: then people must find other words.
    """

    key: str
    provision: str
    footnote: str | None
    start: int
    named: str
    words: str
    now: str
    target: str


@derived(Block, Provision, Footnote, Amendment, CrossReference, Renumbering)
def stale_references(record: Record) -> list[Stale]:
    """The references that no longer name what they meant, in the order in which they were found."""
    found = (stale for row in record.each(CrossReference) if (stale := _stale(record, row)))
    return list({(stale.provision, stale.footnote, stale.start): stale for stale in found}.values())


def _stale(record: Record, row: CrossReference) -> Stale | None:
    provision, note = record.get(Provision, row.provision), record.find(Footnote, row.footnote)
    if provision.state == "deleted" or (note and note.deleted):
        return None
    start = _carried(record, row)
    text = note.text if note else provision.text
    if text[start : start + len(row.words)] != row.words:
        return None
    target = merged_into(record, row.target) or row.target
    now = "" if _gone(record, target) else should_read(record, row.words, target, row.provision)
    if now == row.words:
        return None
    return Stale(row.id, row.provision, row.footnote, start, row.named, row.words, now, target)


def _carried(record: Record, row: CrossReference) -> int:
    """Where the words begin today; only what changed since the renumbering moves them."""
    offset = row.offset
    for made in record.where(Amendment, provision=row.provision):
        ours = made.footnote == row.footnote and (changes_words(made) or made.operation == "edit footnote")
        if ours and made.id > row.id:
            # The place behind the first character: a change right before the words is none of theirs.
            offset = carry(offset + 1, made.before, made.after) - 1
    return max(offset, 0)


class CorrectReferences(Act):
    """Correct cross-references.

    Editorial corrections that follow from a renumbering: a reference in an agreed provision means what was agreed, so
    the provision stays agreed.
    """

    references: tuple[str, ...] = Given(min_length=1)

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The words of each reference replaced by today's number."""
        known = {stale.key: stale for stale in record.derive(stale_references)}
        wanted = [known[key] for key in self.references if key in known and known[key].now]
        if not wanted:
            raise OutOfOrder("These references are not stale, or what they named has been deleted.")
        changes: list[Change] = []
        for provision, note in dict.fromkeys((s.provision, s.footnote) for s in wanted):
            here = [s for s in wanted if (s.provision, s.footnote) == (provision, note)]
            changes += _corrected(record, moment, provision, note, here)
        return changes

    def sentence(self, record: Record) -> str:
        """Says how many, or which."""
        known = {stale.key: stale for stale in record.derive(stale_references)}
        if len(self.references) == 1 and self.references[0] in known:
            one = known[self.references[0]]
            return f"Correct the reference in {full_number(record, one.provision)}: {one.words} is {one.now}"
        return f"Correct {len(self.references)} cross-references"


def _corrected(record: Record, moment: Moment, provision: str, note: str | None, stale: list[Stale]) -> list[Change]:
    said = Said(editorial=True, reason="cross-reference after renumbering")
    there, footnote = record.get(Provision, provision), record.find(Footnote, note)
    text = footnote.text if footnote else there.text
    for one in sorted(stale, key=lambda s: s.start, reverse=True):
        text = text[: one.start] + one.now + text[one.start + len(one.words) :]
    if footnote is None:
        return amend(record, moment, there, text, **said)
    made = amendment(
        moment,
        said,
        provision=provision,
        footnote=footnote.id,
        operation="edit footnote",
        before=footnote.text,
        after=text,
    )
    return [made, replaced(footnote, text=text)]


def where_it_stands(record: Record, stale: Stale) -> str:
    """The place of a reference: ``10.3``, or ``10.3, footnote 4``."""
    note = record.derive(numbers).notes.get(stale.footnote or "")
    where = full_number(record, stale.provision) or locator(record, stale.provision)
    return f"{where}, footnote {note}" if note else where
