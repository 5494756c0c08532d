"""The name in a row of a list: with titles before it, family name first or in capitals; and what is no name at all."""

import re
from dataclasses import dataclass

from hisrg_desktop.meeting.people.names import PARTICLES, folded
from hisrg_desktop.meeting.people.taking_in_words import kind_meant, turned

_TITLES = frozenset(
    {
        "dr",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "mx",
        "miss",
        "sir",
        "dame",
        "amb",
        "ambassador",
        "judge",
        "he",
        "se",
    }
    | {"dhr", "mevr", "mw", "mevrouw", "drs", "mme", "mlle", "monsieur", "madame", "maitre", "me", "hon", "ir", "ing"}
)
"""What stands before a name, without stops."""
_BEFORE = _TITLES | {"de", "the"}
_USUAL = re.compile(r"[A-Z][a-z]+ (?:[a-z]+ )*[A-Z][a-z]+")
"""Nothing is to be told of such names, which most are."""
_WITH_STOP = frozenset({"he", "se", "me", "hon", "ir", "ing", "ms", "amb"})
"""Titles that are names as well: they are titles only with a stop."""
_DE_HEER = re.compile(r"(?:de\s+heer|the\s+hon(?:ou?rable)?\.?)\s+", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?:\s*,\s*|\s+\(|\s+)(Ph\.?\s?D|M\.?Sc|B\.?Sc|LL\.?\s?[BMD]|MBA|M\.?A|Esq|Dr|Prof|Mr|Mrs|Ms|Mme|Dhr|Mevr)\.?\)?$"
)
"""What stands behind a name; degrees are left aside, titles are moved to the front."""
_IN_BRACKETS = re.compile(r"\([^)]*[^\W\d_]{2,}[^)]*\)|\[[^]]*]")
_CAPITALS = re.compile(r"(?:Mc|Mac|O['’]|D['’])?[^\W\d_]['’\-]?(?:[^\W\d_]|['’\-])+")
_FOOTNOTE = re.compile(r"\s*(?:[*†‡¹²³⁴-⁹]|\(?\d{1,2}\)\s)")
_SUMS = re.compile(
    r"(?:sub|grand )?(?:total|totaal|totaux|sum|som|somme|aantal|nombre|number of|legend|legenda|legende|note|nota|nb|n b|"
    r"printed|afgedrukt|imprime|page|pagina|source|bron|stand|status|versie|version|updated|bijgewerkt|end of list)\b"
)
_NOTHING = frozenset(
    {"null", "nan", "none", "nil", "n/a", "na", "nvt", "n.v.t.", "unknown", "onbekend", "inconnu", "tbc", "tbd"}
)


@dataclass(frozen=True, slots=True)
class Called:
    """A name as it is understood; `beside` is what stood with it and is left aside."""

    name: str
    given: str = ""
    family: str = ""
    honorific: str = ""
    beside: tuple[str, ...] = ()


def called(words: str) -> Called:
    """Titles, given and family name of ``Prof. Dr. SMITH John, PhD``; what cannot be told stays in the name."""
    name = " ".join(words.split())
    if _USUAL.fullmatch(name) and folded(name.partition(" ")[0]) not in _BEFORE:
        return Called(name)
    name, behind = _without_degrees(name)
    titles, name = _titles(name)
    degrees = [one for one in behind if folded(one) not in _TITLES]
    honorific = " ".join(titles or [one for one in behind if folded(one) in _TITLES])
    whole, given, family = turned(name)
    if not family:
        given, family = _in_capitals(whole)
        whole = f"{given} {family}" if family else whole
    odd = _IN_BRACKETS.findall(whole)
    return Called(whole, given, family, honorific, (*degrees, *odd))


def _without_degrees(name: str) -> tuple[str, list[str]]:
    found: list[str] = []
    while (match := _BEHIND.search(name)) and len(name[: match.start()].split()) > 1:
        # "Lin, Bo Dr" has its title behind the given name, "Berg, Ms" has no other.
        found.insert(0, match[0].strip(" ,()"))
        name = name[: match.start()].rstrip(" ,")
    return name, found


def _titles(name: str) -> tuple[list[str], str]:
    """The titles before a name, and the name; also between family and given name: ``Lin, Dr. Bo``."""
    lead = _DE_HEER.match(name)
    if lead:
        return [lead[0].strip()], name[lead.end() :]
    family, comma, given = name.partition(",")
    if comma:
        titles, rest = _titles(given.strip())
        return (titles, f"{family}, {rest}") if titles and rest else ([], name)
    words = name.split()
    at = 0
    while at < len(words) - 1 and _is_title(words[at]):
        at += 1
    return words[:at], " ".join(words[at:])


def _is_title(word: str) -> bool:
    plain = folded(word).replace(" ", "")
    return plain in _TITLES and (plain not in _WITH_STOP or word.endswith("."))


def _in_capitals(name: str) -> tuple[str, str]:
    """Given and family name where the family name alone is in capitals: ``VAN DEN BERG Jan``, ``Ana GARCÍA LÓPEZ``."""
    words = name.split()
    if not any(word[-2:].isupper() for word in words):
        return "", ""
    large = [at for at, word in enumerate(words) if _is_large(word)]
    if not large or len(large) == len(words):
        return "", ""
    first, last = large[0], large[-1]
    while first and words[first - 1] in PARTICLES:
        first -= 1
    inside = words[first : last + 1]
    if any(not _is_large(word) and word not in PARTICLES for word in inside):
        return "", ""
    rest = [*words[:first], *words[last + 1 :]]
    # Initials without stops are in capitals, too, and stand behind: "Smith JA".
    if not rest or (words[:first] and words[last + 1 :]) or (first and max(map(len, inside)) < _SHORTEST):
        return "", ""
    return " ".join(rest), " ".join(inside)


_SHORTEST = 3
_NO_FAMILY = frozenset({"MD", "JR", "SR", "II", "III", "IV"})


def _is_large(word: str) -> bool:
    if word in _NO_FAMILY or not _CAPITALS.fullmatch(word):
        return False
    letters = re.sub(r"^(?:Mc|Mac)", "", word)
    return letters == letters.upper() != letters.lower() and len(letters) > 1


# --- what is no name --------------------------------------------------------------------------------------------------


def is_nothing(words: str) -> bool:
    """Whether a cell only says that nothing stands there."""
    return words.strip().casefold() in _NOTHING


def why_no_name(words: str, alone: bool) -> str:
    """Why a cell cannot be somebody's name; nothing where it can. `alone`: nothing else stands in the row."""
    shown = " ".join(words.split())
    plain = folded(shown)
    if is_nothing(shown) or not any(letter.isalpha() for letter in shown):
        return f"“{shown}” is no name."
    if _FOOTNOTE.match(shown):
        return f"“{shown}” reads like a footnote, not like a name."
    summed = _SUMS.match(plain)
    if summed and (alone or summed[0] == plain or any(sign.isdigit() for sign in shown)):
        return f"“{shown}” reads like a total or a note, not like a name."
    if alone and (kind_meant(shown) or any(sign.isdigit() for sign in shown)):
        return f"“{shown}” stands alone and reads like a heading or a note, not like a name."
    return ""
