"""Names: as they are typed in a hurry, taken apart into given and family name, and put in order."""

import re
import unicodedata
from functools import lru_cache

PARTICLES = frozenset(
    {"af", "al", "av", "bin", "da", "das", "de", "del", "den", "der", "des", "di", "do", "dos", "du", "el", "ibn", "la"}
    | {"le", "los", "of", "te", "ten", "ter", "van", "von", "y", "zu", "zum", "zur"}
)
"""Words of a name that people leave out as often as not."""
_BOUND = ("al-", "el-", "as-", "ad-", "an-", "ar-", "at-", "az-", "d'", "d’", "'t ", "’t ")
"""Particles that are written together with the name they belong to."""
_BELONGS = frozenset({"ó", "o", "mac", "ní", "nic", "uí", "saint", "san", "santa", "st", "st."})
"""Words that are the beginning of a family name and stay with it."""


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Letters without case, diacritics, hyphens, brackets and full stops, as people type names in a hurry."""
    if text.isascii():
        return " ".join(text.translate(_ORNAMENT).lower().split())
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "-'’.()")
    return " ".join(bare.split())


_ORNAMENT = str.maketrans("", "", "-'.()")
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
    | {"ð": "d", "Ð": "D", "þ": "th", "Þ": "Th"}
)


def parted(name: str) -> tuple[str, str]:
    """Given and family name of a whole one, as far as one can tell; a single name has no family name.

    ``Meer, Joost van der`` is Joost, van der Meer. Where the family name comes first nobody can tell: that is put right
    by hand.
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and given:
        words = given.split()
        moved = _tail(words)
        return " ".join(words[: len(words) - len(moved)]), _joined([*moved, family])
    words = name.split()
    if len(words) < 2:
        return name.strip(), ""
    at = len(words) - 1
    while at > 1 and (words[at - 1] in PARTICLES or words[at - 1].casefold() in _BELONGS):
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def sort_name(name: str, given: str = "", family: str | None = None) -> str:
    """The name by which a person stands in a list: ``Meer, Joost van der``.

    Particles written small go behind the given name, those written large stay: ``Van Dam, Els``. ``Ó`` and ``Mac``
    belong to the family name. A single name stays as it is, and so does one that begins with the family name.
    """
    if not given and not family:
        given, family = parted(name)
    if not given or not family:
        return (family or given or name).strip()
    if name == f"{family} {given}":
        return name
    particle, rest = _without_particle(family)
    return f"{rest}, {given} {particle}".strip()


def _without_particle(family: str) -> tuple[str, str]:
    """The particle a family name begins with, and the rest."""
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count] in PARTICLES:
        count += 1
    particle, rest = " ".join(words[:count]), " ".join(words[count:])
    for bound in _BOUND:
        if rest.startswith(bound) and len(rest) > len(bound):
            return f"{particle} {bound}".strip(), rest.removeprefix(bound)
    return particle, rest


def _tail(words: list[str]) -> list[str]:
    """The particles at the end of a given name that stands after the comma."""
    at = len(words)
    while at > 1 and (words[at - 1] in PARTICLES or words[at - 1].casefold() in _BOUND):
        at -= 1
    return words[at:]


def _joined(words: list[str]) -> str:
    return re.sub(r"(?<=[-'’]) ", "", " ".join(words))


def in_order(sorted_by: str) -> str:
    """What a name is put in order by: diacritics and letter case left aside."""
    return folded(sorted_by)
