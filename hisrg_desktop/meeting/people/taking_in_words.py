"""What the cells of a list of people mean, in English, Dutch and French: classes, functions, days, several people in one."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from hisrg_desktop.meeting.lists import Role
from hisrg_desktop.meeting.people.names import PARTICLES, parted
from hisrg_desktop.meeting.returned.people import folded

Kind = Literal["member", "observer", "applicant", "external", ""]

_KINDS: dict[Kind, tuple[str, ...]] = {
    "member": ("member", "members", "m", "mem", "full member", "lid", "leden", "membre", "membres"),
    "observer": (
        "observer",
        "observers",
        "o",
        "obs",
        "waarnemer",
        "waarnemers",
        "observateur",
        "observatrice",
        "observateurs",
    ),
    "applicant": (
        "applicant",
        "candidate",
        "application",
        "observer application waits",
        "kandidaat",
        "aanvrager",
        "candidat",
        "demandeur",
        "demandeuse",
    ),
    "external": (
        "external",
        "external person",
        "externals",
        "external persons",
        "informed",
        "informed person",
        "informed persons",
        "e",
        "ext",
        "extern",
        "externen",
        "externe personen",
        "externe",
        "externe persoon",
        "personne externe",
        "informe",
        "informee",
    ),
}
_ROLES: dict[Role, tuple[str, ...]] = {
    "chair": ("chair", "chairperson", "chairman", "chairwoman", "voorzitter", "president", "presidente"),
    "vice-chair": (
        "vice-chair",
        "vice chair",
        "vicechair",
        "vicevoorzitter",
        "vice-voorzitter",
        "vice-president",
        "vice-presidente",
    ),
    "executive secretary": (
        "executive secretary",
        "uitvoerend secretaris",
        "secretaire executif",
        "secretaire executive",
    ),
    "secretariat": ("secretariat", "secretary", "secretariaat", "secretaris", "secretaire"),
    "rapporteur": ("rapporteur", "rapporteuse"),
    "panel chair": (
        "panel chair",
        "chair of the panel",
        "panelvoorzitter",
        "voorzitter van het panel",
        "president de panel",
        "presidente de panel",
    ),
    "host": ("host", "gastheer", "gastvrouw", "hote", "hotesse"),
}
_MONTHS = (
    "jan january januari janvier janv",
    "feb february februari fevrier fevr",
    "mar march maart mrt mars",
    "apr april avril avr",
    "may mei mai",
    "jun june juni juin",
    "jul july juli juillet juil",
    "aug august augustus aout",
    "sep sept september septembre",
    "oct october okt oktober octobre",
    "nov november novembre",
    "dec december decembre",
)
_MONTH = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words}
_ROLE = {word: role for role, words in _ROLES.items() for word in words}
_YES = frozenset(
    {
        "yes",
        "y",
        "x",
        "true",
        "1",
        "present",
        "attended",
        "ja",
        "j",
        "aanwezig",
        "oui",
        "presente",
        "✓",
        "✔",
        "waar",
        "vrai",
    }
)
_NO = frozenset(
    {
        "",
        "no",
        "n",
        "false",
        "0",
        "absent",
        "excused",
        "apologies",
        "nee",
        "afwezig",
        "non",
        "absente",
        "excuse",
        "excusee",
    }
    | {"-", "–", "✗", "✘", "onwaar", "faux", "n/a"}
)
_HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "mx",
        "miss",
        "dr",
        "prof",
        "sir",
        "dame",
        "hon",
        "amb",
        "ambassador",
        "judge",
        "heer",
        "mevrouw",
        "dhr",
        "mevr",
        "mw",
        "ir",
        "ing",
        "drs",
        "m",
        "mme",
        "mlle",
        "maitre",
    ]
)

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_NUMBERS = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})[-/.]\s?(\d{4})")
_PACKED = re.compile(r"(19|20)\d{6}")
_WRITTEN = re.compile(r"(\d{1,2})(?:er|e|st|nd|rd|th)?\s*(?:of\s+)?([^\W\d_]+)\.?\s*,?\s*(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?\s*,?\s*(\d{4})")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d*)?")
_LEAD = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:maan|dins|woens|donder|vrij|zater|zon)dag|ma|di|wo|do|"
    r"vr|za|zo|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lun|mer|jeu|ven|dim|le|op|the)\.?,?\s+"
)
"""The day of the week, or a small word, before a day."""
_NO_DAY = frozenset(
    {
        "n.v.t.",
        "nvt",
        "n/a",
        "n.a.",
        "na",
        "s.o.",
        "sans objet",
        "none",
        "geen",
        "aucun",
        "aucune",
        "unknown",
        "onbekend",
    }
    | {"inconnu", "inconnue", "tbc", "tbd", "null", "nan", "pending"}
)
_FIRST_SERIAL, _LAST_SERIAL = 18_264, 73_415
"""What Excel counts 1 January 1950 and 31 December 2100 as."""
_DAY_ZERO = date(1899, 12, 30)
_BETWEEN = re.compile(r"\n|;|\s/\s|(?<=\w{3})/(?=\w{3})|\s&\s|\s\+\s|\s(?:and|en|et|und)\s", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_WITH_NAME = re.compile(r"\s*([^<>@]*[^\W\d_][^<>@]*?)\s*<[^<>\s]+@")
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


def kind_meant(words: str) -> Kind | None:
    """The class meant; None where it is none."""
    said = folded(words)
    several = {
        _KIND[part] for part in folded(re.sub(r"[/,;&+]", " ", words)).split() if len(part) > 2 and part in _KIND
    }
    if len(several) > 1:
        return None
    return _KIND.get(said) or _KIND.get(said.split(" ")[0] if said else "")


def roles_meant(words: str) -> tuple[list[Role], list[str]]:
    """The functions meant, and the words that are none."""
    found: list[Role] = []
    other: list[str] = []
    for one in filter(None, (part.strip() for part in re.split(r"[;,\n]|\s&\s", words))):
        role = _ROLE.get(folded(one))
        if role is None:
            other.append(one)
        elif role not in found:
            found.append(role)
    return found, other


def is_yes(words: str) -> bool:
    """Whether a cell says yes."""
    return words.strip().casefold() in _YES or folded(words) in _YES


def is_no(words: str) -> bool:
    """Whether a cell says no, or nothing."""
    return words.strip().casefold() in _NO or folded(words) in _NO


def is_honorific(words: str) -> bool:
    """Whether a cell holds nothing but titles."""
    said = folded(words).split()
    return bool(said) and all(word in _HONORIFICS for word in said)


def day_of(words: str, month_first: bool = False) -> date | None:
    """The day of ``2020-01-31``, ``31.1.2020``, ``vr 31 januari 2020``, ``1er mars 2020``; None where it is none.

    The day comes before the month, unless there is no such month or the column has the month first. Numbers of five
    digits are counted as Excel counts days.
    """
    said = " ".join(words.split())
    if match := _ISO.fullmatch(said):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(said):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        return _day(year, day, month) if month > 12 or (month_first and day <= 12) else _day(year, month, day)
    if _PACKED.fullmatch(said):
        return _day(int(said[:4]), int(said[4:6]), int(said[6:]))
    if is_serial(said):
        return _DAY_ZERO + timedelta(days=int(float(said.replace(",", "."))))
    plain = _LEAD.sub("", folded(said.replace("-", " ")), count=1)
    if match := _WRITTEN.fullmatch(plain):
        return _day(int(match[3]), _MONTH.get(match[2], 0), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(plain):
        return _day(int(match[3]), _MONTH.get(match[1], 0), int(match[2]))
    return None


def is_serial(words: str) -> bool:
    """Whether a cell holds a day as Excel counts it, shown as a bare number."""
    return bool(_SERIAL.fullmatch(words)) and _FIRST_SERIAL <= float(words.replace(",", ".")) <= _LAST_SERIAL


def says_no_day(words: str) -> bool:
    """Whether a cell says that there is no day, or that nobody knows it."""
    return words.strip().casefold() in _NO_DAY


def has_month_first(cells: Iterable[str]) -> bool:
    """Whether days of a column can only be read with the month first, as in ``05/13/2020``, and none with the day first."""
    pairs = [(int(match[1]), int(match[3])) for match in map(_NUMBERS.fullmatch, map(str.strip, cells)) if match]
    return any(month > 12 for _, month in pairs) and not any(day > 12 for day, _ in pairs)


def could_be_either(words: str) -> bool:
    """Whether the day and the month of a cell could each be the other."""
    match = _NUMBERS.fullmatch(words.strip())
    return (
        match is not None and max(int(match[1]), int(match[3])) <= 12 and match[1].lstrip("0") != match[3].lstrip("0")
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def seen(words: str) -> str:
    """The words without what cannot be seen in them: joiners are left, which some scripts need."""
    return words if words.isascii() else _UNSEEN.sub("", words)


def addresses(words: str) -> list[str]:
    """The e-mail addresses in a cell, without what stands around them."""
    return [one.rstrip(".") for one in _ADDRESS.findall(re.sub(r"mailto:", " ", words, flags=re.IGNORECASE))]


def name_beside(words: str) -> str:
    """The name in front of an address as mail programs write both: ``"Lind, Astrid" <a.lind@nli.example>``."""
    match = _WITH_NAME.match(words)
    return match[1].strip(" '\"") if match else ""


def people_in(name: str, family_first: bool = False) -> int:
    """How many people a name stands for: ``Lind & Okafor`` are two, ``van der Meer, Jan Willem`` is one.

    In a list that has `family_first`, a comma stands behind the family name.
    """
    parts = [part for part in _BETWEEN.split(name) if part.strip()]
    if len(parts) > 1:
        return len(parts)
    whole = [part.split() for part in name.split(",")]
    if len(whole) < 2 or any(len(part) < 2 for part in whole) or (family_first and len(whole) == 2):
        return 1
    large = name.partition(",")[0].isupper() and not name.isupper()
    one = large or folded(whole[0][0]) in PARTICLES or all(is_honorific(word) for word in whole[-1])
    return 1 if one else len(whole)


def turned(name: str) -> tuple[str, str, str]:
    """Name, given and family name of ``Lind, Astrid``; where there is no comma the last two are empty."""
    family, comma, rest = (part.strip() for part in name.partition(","))
    if not comma or not family or not rest or "," in rest:
        return name, "", ""
    given, family = parted(name)
    return f"{given} {family}", given, family
