"""Words broken into lines: in the cells of tables and in paragraphs of several scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from hisrg_desktop.documents.written.order import clusters

Look = TypeVar("Look", bound=Hashable)
"""How words look: a typeface, or a typeface with its size and colour."""

EASTERN = "\u2e80-\u2fdf\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Chinese and Japanese signs: a line may end between any two of them."""
_JOINT = re.compile(rf"(?<=\n)|(?<=[^\W\dA-Z_][-/])(?=\w)|(?<=[{EASTERN}])(?=\w)")
"""Where a line may end but behind a space: behind a hyphen or a stroke between letters, not within "P-TECH-003"."""
_WITH_JOINTS = re.compile(rf"[\n\-/{EASTERN}]")


@dataclass(slots=True)
class Breaker(Generic[Look]):
    """Breaks words into lines; remembers how wide each word is."""

    measure: Callable[[str, Look], float]
    widths: dict[tuple[Look, str], float] = field(default_factory=dict)

    def width(self, look: Look, words: str) -> float:
        """How wide the words are, in points."""
        found = self.widths.get((look, words))
        if found is None:
            found = self.widths[(look, words)] = self.measure(words, look)
        return found

    def lines(self, cell: Sequence[tuple[Look, str]], width: float) -> list[list[tuple[Look, str]]]:
        """The lines, each no wider than this; a word wider than a line is broken between letters."""
        lines: list[list[tuple[Look, str]]] = [[]]
        left = width
        for word in _words(cell):
            ends = word[-1][1].endswith("\n")
            bits = [(look, bit.removesuffix("\n")) for look, bit in word] if ends else word
            wide = self._wide(bits)
            if wide > left and lines[-1]:
                lines.append([])
                left = width
            for look, bit in bits if wide <= width else self._letters(bits, width):
                if wide > width and self.width(look, bit.rstrip(" ")) > left and lines[-1]:
                    lines.append([])
                    left = width
                _put(lines[-1], look, bit)
                left -= self.width(look, bit)
            if ends:
                lines.append([])
                left = width
        return lines

    def _wide(self, bits: Sequence[tuple[Look, str]]) -> float:
        """How wide a word is without the space behind it."""
        *most, (look, last) = bits
        return sum(self.width(*bit) for bit in most) + self.width(look, last.rstrip(" "))

    def _letters(self, bits: Sequence[tuple[Look, str]], width: float) -> Iterator[tuple[Look, str]]:
        """A word cut into pieces that fill a line each."""
        for look, words in bits:
            piece, used = "", 0.0
            for letter in clusters(words):
                wide = self.width(look, letter)
                if piece and letter != " " and used + wide > width:
                    yield look, piece
                    piece, used = "", 0.0
                piece, used = piece + letter, used + wide
            yield look, piece


def _put(line: list[tuple[Look, str]], look: Look, words: str) -> None:
    if line and line[-1][0] == look:
        line[-1] = (look, line[-1][1] + words)
    elif words:
        line.append((look, words))


def _words(cell: Sequence[tuple[Look, str]]) -> Iterator[list[tuple[Look, str]]]:
    """The words with the space behind them; one that changes its look in the middle stays one."""
    word: list[tuple[Look, str]] = []
    for number, (look, words) in enumerate(cell):
        *most, last = _bits(words)
        for bit in most:
            yield [*word, (look, bit)]
            word = []
        if last:
            word.append((look, last))
            after = cell[number + 1][1][:1] if number + 1 < len(cell) else ""
            if re.match(rf"[{EASTERN}]", last[-1]) and after.isalnum():
                yield word
                word = []
    if word:
        yield word


def _bits(words: str) -> list[str]:
    """The words cut wherever a line may end; the last is empty where the words end there."""
    *most, last = words.replace("\t", " ").split(" ")
    spaced = [*(f"{word} " for word in most), last]
    return [bit for word in spaced for bit in (_JOINT.split(word) if _WITH_JOINTS.search(word) else (word,))]
