"""A draft as its editor sees it: who put in and who took out each letter. From it comes what was truly done."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

END = "\n"
"""The letter that stands for the end of a paragraph."""


@dataclass(eq=False, slots=True)
class Letter:
    """One letter, the edit that put it in and the edit that took it out; a letter taken out untracked is away."""

    sign: str
    put: int | None = None
    taken: int | None = None
    away: bool = False


@dataclass(eq=False, slots=True)
class Paragraph:
    """The letters of a paragraph and its end, and where it stands in the draft that was sent out."""

    place: str
    letters: list[Letter] = field(default_factory=list)
    end: Letter = field(default_factory=lambda: Letter(END))

    def held(self) -> list[Letter]:
        """The letters that the editor holds: what was deleted with tracking on among them."""
        return [letter for letter in self.letters if not letter.away]

    def find(self, words: str) -> list[Letter]:
        """The letters of words that can be seen; they stand side by side and once only."""
        seen = [letter for letter in self.letters if letter.taken is None]
        text = "".join(letter.sign for letter in seen)
        assert text.count(words) == 1, f"“{words}” stands {text.count(words)} times in {self.place}: {text}"
        at = text.index(words)
        return seen[at : at + len(words)]


def lettered(words: str, edit: int | None = None) -> list[Letter]:
    """The letters of words, put in by an edit."""
    return [Letter(sign, edit) for sign in words]


def drafted(file: Path) -> tuple[list[Paragraph], dict[str, Paragraph]]:
    """The paragraphs of the body of a draft in order, and its footnotes by their locators."""
    told = json.loads(file.read_text(encoding="utf-8"))
    body = [Paragraph("title", lettered(told["title"])), Paragraph("subtitle", lettered(told["subtitle"]))]
    notes: dict[str, Paragraph] = {}
    for part in _parts(told):
        body.append(Paragraph(part.get("locator") or part["number"], lettered(part.get("text") or part["heading"])))
        for note in part.get("footnotes", ()):
            notes[note["locator"]] = Paragraph(note["locator"], lettered(note["text"]))
    return body, notes


def owners(file: Path) -> dict[str, str]:
    """The provision in which each footnote is anchored."""
    told = json.loads(file.read_text(encoding="utf-8"))
    return {note["locator"]: part["locator"] for part in _parts(told) for note in part.get("footnotes", ())}


def _parts(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from told["front"]
    for block in told["blocks"]:
        yield block
        yield from _within(block["provisions"])


def _within(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield part
        yield from _within(part.get("items", ()))
