"""How a text numbers its parts: the pattern of a label, and the labels that follow from it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hisrg_desktop.meeting.text.figures import from_roman, letters, roman
from hisrg_desktop.meeting.text.numbers import LATIN

BLOCK, ABOVE = "\x01", "\x02"
"""Stand in a pattern for the number of the block, and for the label of what is above."""

_STYLES: dict[str, Callable[[int], str]] = {
    "1": str,
    "i": roman,
    "I": lambda number: roman(number).upper(),
    "a": letters,
    "A": lambda number: letters(number).upper(),
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """What stands before the figure, how it is written, and what stands behind: ``10.`` ``1`` `` ``; `` `` ``a`` ``)``."""

    lead: str
    style: str
    end: str

    def label(self, number: int, block: str, above: str) -> str:
        """The label of the part with this number."""
        return (
            self.lead.replace(BLOCK, block).replace(ABOVE, above.rstrip(").: "))
            + _STYLES[self.style](number)
            + self.end
        )


_MADE = re.compile(rf"^ex |\b({'|'.join(LATIN)})\b|\(\d+\)[).:]*$")
"""A label that was made while a sitting ran, or that is the former one of what is deleted."""

DEFAULTS = (Pattern(f"{BLOCK}.", "1", ""), Pattern("", "a", ")"), Pattern("", "i", ")"), Pattern("", "A", ")"))
"""How provisions, items, and items of items are numbered where the text does not say."""


def pattern_of(labels: Sequence[str], blocks: Iterable[str], above: str) -> Pattern | None:
    """The pattern of labels of one level; None where none of them says it. Bis and ter say nothing."""
    plain = [label for label in labels if not _MADE.search(label)]
    found = [p for label in plain if (p := _pattern(label, plain, set(blocks), above))]
    follows = [p for p in found if BLOCK in p.lead or ABOVE in p.lead]
    return next(iter(follows or found), None)


def _pattern(label: str, plain: Sequence[str], blocks: set[str], above: str) -> Pattern | None:
    match = re.fullmatch(r"(.*?)(\d+|[A-Za-z]+)([^0-9A-Za-z]*)", label.strip(), re.DOTALL)
    if match is None:
        return None
    lead, core, end = match.groups()
    stem = lead.rstrip(".-: ")
    if above and stem == above.rstrip(".): "):
        lead = ABOVE + lead[len(stem) :]
    elif stem and stem in blocks:
        lead = BLOCK + lead[len(stem) :]
    return Pattern(lead, _style(core, plain), end)


def _style(core: str, plain: Sequence[str]) -> str:
    """Figures, Roman figures or letters: ``i`` is Roman where no ``h`` stands beside it."""
    if core.isdigit():
        return "1"
    beside = {re.sub(r"[^A-Za-z]+", "", label).lower() for label in plain}
    latin = from_roman(core) is not None and not (len(core) == 1 and core.lower() != "i" and "ii" not in beside)
    is_roman = latin and not ("h" in beside or "a" in beside)
    style = "i" if is_roman else "a"
    return style.upper() if core.isupper() else style
