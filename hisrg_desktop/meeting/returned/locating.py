"""The place that a row of a comment table points at, in whatever way its author wrote it.

Understood are locators as a secretary types them ("4.3a", "fn 3", "pre1", "*"), the words that people put before them
("Clause 4 para 2", "Block 10, footnote 3", "subclause 4.3 item a)"), ordinals ("4.3, 2nd paragraph"), headings by their
words ("Scope"), numbers from before a renumbering, and "General" for the whole text. Of several places the first is taken.
"""

import re
from dataclasses import dataclass

from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.concordance import formerly
from hisrg_desktop.meeting.text.numbers import Place, find_place, full_number
from hisrg_desktop.meeting.text.parts import Block, Provision, blocks, provisions_of, siblings_of

_WHOLE = frozenset(
    (
        "",
        "-",
        "*",
        "all",
        "general",
        "ge",
        "gen",
        "whole",
        "whole text",
        "whole document",
        "entire document",
        "0",
        "n/a",
        "na",
    )
)
_NOTE = re.compile(r"\b(?:footnote|foot note|fn|note)\.?\s*(?:no\.?\s*)?(\d+)", re.IGNORECASE)
_NAMES = re.compile(
    r"\b(?:sub-?clause|clause|section|sub-?section|block|building block|article|art|chapter|provision|paragraph|paras?|par"
    r"|sub-?paragraph|item|indent|bullet|point|sentence|number|no)\b\.?|§+|¶+",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SEVERAL = re.compile(r"\s*(?:,|;|&|\band\b|\bto\b|\n|(?<=[\w)])\s*[-–—]\s*(?=\d))\s*", re.IGNORECASE)
_ITEM = re.compile(r"\(?[a-z]{1,4}\)?\.?|\d{1,3}\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Located:
    """A place, or None with the reason; with `doubt` a person should look."""

    place: Place | None
    why: str = ""

    @property
    def doubt(self) -> bool:
        """Whether the place was found, but something speaks against it."""
        return self.place is not None and bool(self.why)


def located(record: Record, clause: str, paragraph: str) -> Located:
    """The place that the two cells of a row point at together."""
    if _plain(clause) in _WHOLE and _plain(paragraph) in _WHOLE:
        return Located(Place())
    found = _phrase(record, paragraph) if _is_whole_locator(paragraph) else None
    found = found or _joined(record, clause, paragraph)
    if found:
        return found
    shown = " ".join(" ".join(f"{clause} {paragraph}".split()).split())
    above = _one(record, clause) if _plain(clause) not in _WHOLE else None
    if above and above.place:
        return Located(above.place, f"“{_shown(paragraph)}” is not found in {_shown(clause)}.")
    return Located(None, f"There is no “{shown}” in the text.")


def _shown(words: str) -> str:
    return " ".join(words.split())


def _plain(words: str) -> str:
    return _shown(words).strip(" .:").casefold()


def _is_whole_locator(words: str) -> bool:
    """Whether a cell says a place by itself, without what stands in the cell before it."""
    return bool(re.match(r"\s*(\d+\.\d|pre\w?\d|\*)", words))


def _joined(record: Record, clause: str, paragraph: str) -> Located | None:
    if _plain(paragraph) in _WHOLE:
        return _one(record, clause)
    if _plain(clause) in _WHOLE:
        return _one(record, paragraph)
    return _one(record, f"{clause} {paragraph}")


def _exactly(record: Record, words: str) -> Located | None:
    place = find_place(record, words) if len(words) < 60 else None
    return Located(place) if place else None


def _one(record: Record, words: str) -> Located | None:
    """The place that one phrase points at; the first of several, with doubt."""
    found = _phrase(record, words)
    if found:
        return found
    first, *others = [part for part in _SEVERAL.split(_shown(words)) if part]
    if others:
        found = _phrase(record, first)
        if found and found.place:
            return Located(found.place, f"“{_shown(words)}” names several places; this is the first.")
    return None


def _phrase(record: Record, words: str) -> Located | None:
    note = _NOTE.search(words)
    if note:
        return _note(record, words[: note.start()], note[1])
    return (
        _exactly(record, words) or _heading(record, words) or _steps(record, _steps_in(words)) or _former(record, words)
    )


def _note(record: Record, before: str, number: str) -> Located | None:
    """A footnote by its number; with doubt where it is not in the place named with it."""
    place = find_place(record, f"fn{number}")
    if place is None:
        return None
    above = _one(record, before) if before.strip(" ,;:(") else None
    if above and above.place and not _within(record, place, above.place):
        return Located(place, f"Footnote {number} does not stand in {_shown(before)}.")
    return Located(place)


def _within(record: Record, inner: Place, outer: Place) -> bool:
    if outer.provision is None:
        return outer.block in (None, inner.block)
    key: str | None = inner.provision
    while key:
        if key == outer.provision:
            return True
        key = record.get(Provision, key).parent
    return False


def _heading(record: Record, words: str) -> Located | None:
    """A block by the words of its heading, with or without its number before them; the front matter by its name."""
    wanted = re.sub(r"^[\d.\s]+|\s+", " ", _NAMES.sub(" ", _plain(words))).strip()
    for block in record.derive(blocks):
        if wanted and not block.front and not block.deleted and _plain(block.heading) == wanted:
            return Located(Place(block.id))
        if block.front and wanted in ("title", "preamble", "introduction", "foreword", "front matter", "front"):
            named = next((p for p in provisions_of(record, block.id) if _plain(p.text) == wanted), None)
            return Located(Place(block.id, named.id if named else None))
        if block.front and wanted:
            named = next((p for p in provisions_of(record, block.id) if _plain(p.text) == wanted), None)
            if named:
                return Located(Place(block.id, named.id))
    return None


def _steps_in(words: str) -> list[str]:
    """The numbers of a phrase from the outermost inwards: ``Clause 4 para 2 item b)`` is 4, 2, b."""
    for number, ordinal in enumerate(_ORDINALS, 1):
        words = re.sub(rf"\b{ordinal}\b", str(number), words, flags=re.IGNORECASE)
    words = _ORDINAL.sub(r" \1 ", words)
    return [step for step in re.split(r"[\s,;:/]+", _NAMES.sub(" ", words).replace("(", " (")) if step.strip("().")]


def _steps(record: Record, steps: list[str]) -> Located | None:
    """The place that is reached number by number, each in what the one before it found."""
    if not steps or len(steps) > 5:
        return None
    place = find_place(record, steps[0])
    for step in steps[1:]:
        if place is None or not _ITEM.fullmatch(step):
            return None
        place = _under(record, place, step.strip("()."))
    return Located(place) if place else None


def _under(record: Record, place: Place, step: str) -> Place | None:
    """What a number means in a block or under a provision: what carries it there, else the so-manieth paragraph."""
    key = place.provision or place.block or ""
    number = full_number(record, key)
    for joined in (f"{number}.{step}", f"{number}{step}", f"{number}.{step.casefold()}"):
        found = find_place(record, joined)
        if found and found != place:
            return found
    if not step.isdigit() or place.block is None:
        return None
    there = [p for p in siblings_of(record, place.block, place.provision) if p.state != "deleted"]
    if place.provision and int(step) == 1:
        return place
    return Place(place.block, there[int(step) - 1].id) if 0 < int(step) <= len(there) else None


def _former(record: Record, words: str) -> Located | None:
    """A number from before a renumbering, with the number of today."""
    for former in reversed(formerly(record, _NAMES.sub("", words).strip(" ,;:"))):
        provision, block = record.find(Provision, former.part), record.find(Block, former.part)
        if provision:
            return Located(Place(provision.block, provision.id), f"{former.old} is now {former.new or 'deleted'}.")
        if block:
            return Located(Place(block.id), f"Block {former.old} is now {former.new or 'deleted'}.")
    return None
