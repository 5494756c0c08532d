"""Where a person is named: the forms of a name, where they stand in words, and the words without them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import get_args

from hisrg_desktop.meeting.people.ordinary import ORDINARY
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Row, references

FORMER = "a former participant"
"""What stands in the place of an erased name."""

_TITLES = "mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|judge|ambassador|mme|monsieur"
_TITLE = re.compile(rf"^(?:{_TITLES})\.? ")
_LETTERS = str.maketrans("łŁøØđĐðÐıħĦŧŦ’‘‐‑", "lLoOdDdDihHtT''--", "\u00ad\u200b")
_GAP = r"[\W_]{0,3}"
"""What may stand between two words of a name: ``Lind, Astrid``, ``astrid.lind``, ``A. Lind``."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text where somebody is named; not `sure` where the word may mean somebody or something else."""

    start: int
    end: int
    sure: bool


class Names:
    """How a person is or was called, and how that is found in words: letter case and accents are left aside.

    A family or given name alone counts where it is written with a capital; it is not sure where others share it, which
    `shared` says of a folded word, nor where it is a word of everyday.
    """

    def __init__(self, people: Iterable[Person], shared: Iterable[str] = ()) -> None:
        self.whole: list[str] = []
        self.initialled: list[str] = []
        self.families: list[str] = []
        self.given: list[str] = []
        self.people = list(people)
        for person in self.people:
            self._take_in(person)
        self.shared = {folded(word) for word in shared} - {""}
        self._telling = [word for form in self._forms() for word in (max(folded(form).split(), key=len, default=""),)]
        self._whole = _expression(self.whole)
        self._initialled = _expression(self.initialled)
        self._families = _expression(self.families)
        self._given = _expression(self.given)

    def _take_in(self, person: Person) -> None:
        given, family = _parts(person)
        several = [person.name, person.sort_name, *person.other_names]
        if given and family:
            several += [f"{given} {family}", f"{family} {given}"]
            self.initialled.append(f"{given[0]}. {family}")
        for name in several:
            (self.whole if " " in name.strip() else self.families).append(name.strip())
        self.whole.append(person.email)
        self.families.append(family)
        self.given.append(given)

    @property
    def called(self) -> list[str]:
        """The names as a sentence writes them."""
        return list(dict.fromkeys(name for p in self.people for name in (p.name, p.initialled, *p.other_names) if name))

    def _forms(self) -> Iterator[str]:
        yield from (form for form in (*self.whole, *self.initialled, *self.families, *self.given) if form)

    def may_be_in(self, text: str) -> bool:
        """Whether a text needs to be looked at; quick, for a journal of a hundred thousand entries."""
        plain = _quickly_folded(text)
        return any(word in plain for word in self._telling)

    def hits(self, text: str, *, small_letters: bool = False) -> list[Hit]:
        """Where the person is named, in order; with `small_letters` a single name counts without a capital too."""
        if not text or not self.may_be_in(text):
            return []
        plain, where = _folded_with_places(text)
        found: list[Hit] = []
        for expression in filter(None, (self._whole, self._initialled, self._families, self._given)):
            for match in expression.finditer(plain):
                start, end = where[match.start()], _end(text, where[match.end() - 1] + 1)
                written = _is_capital(text[start:end]) or "@" in match[0]
                if not written and not small_letters and expression is not self._whole:
                    continue
                if not any(start < hit.end and hit.start < end for hit in found):
                    sure = (written or small_letters) and self._is_sure(expression, text, start, match[0])
                    found.append(Hit(start, end, sure))
        return sorted(found, key=lambda hit: hit.start)

    def _is_sure(self, expression: re.Pattern[str], text: str, start: int, said: str) -> bool:
        """Whether it means the person: no given name alone, no word of everyday, no name that others have too."""
        bare, titled = _bare(said), _TITLE.match(said) is not None
        if bare in self.shared:
            return False
        if expression is self._given:
            return titled  # “Mr Gao” is Gao Lihua, whose family name nobody told
        if expression is self._families and not titled:
            return bare not in ORDINARY and not self._follows_another(text, start)
        return True

    def _follows_another(self, text: str, start: int) -> bool:
        """Whether a word of somebody else's name stands before it: “Anna Lind” is not Astrid."""
        before = re.search(r"(\w+)[ \u00a0]$", text[:start])
        word = folded(before[1]) if before and before[1][0].isupper() else ""
        return word in self.shared and word not in ORDINARY

    def replaced(self, text: str, *, only_sure: bool = False, small_letters: bool = False) -> str:
        """The text with `FORMER` in the place of the names."""
        hits = [hit for hit in self.hits(text, small_letters=small_letters) if hit.sure or not only_sure]
        for hit in reversed(hits):
            words = FORMER[0].upper() + FORMER[1:] if hit.start == 0 and hit.end < len(text) else FORMER
            text = text[: hit.start] + words + text[hit.end :]
        return text


def _parts(person: Person) -> tuple[str, str]:
    """Given and family name; where they are not apart on record, as the name to sort by or the last word says."""
    if person.given and person.family:
        return person.given, person.family
    family, comma, given = person.sort_name.partition(",")
    if comma:
        return given.strip(), family.strip()
    words = person.name.split()
    return (" ".join(words[:-1]), words[-1]) if len(words) > 1 else ("", person.family or person.name)


def shared_words(people: Iterable[Person], other_names: Iterable[str]) -> set[str]:
    """These people's names and these other names, and each of their words, folded: a name among them may mean those."""
    names = [name for p in people for name in (p.name, p.sort_name, p.family or "", p.initialled, *p.other_names)]
    found = set()
    for name in (*names, *other_names):
        found |= {folded(word) for word in re.findall(r"\w+", name)} | {_bare(name)}
    return found


def _bare(name: str) -> str:
    """The words of a name, folded, without a title: what is compared with the names of others."""
    return " ".join(re.findall(r"[^\W_]+", _TITLE.sub("", folded(name))))


def folded(text: str) -> str:
    """A name as it is compared: letter case, accents and kinds of spaces left aside."""
    return " ".join(_folded_with_places(text)[0].split())


@lru_cache(4096)
def _plain(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return kept.translate(_LETTERS).casefold()


def _quickly_folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).translate(_LETTERS).casefold()


_ACCENTS = re.compile("[\u0300-\u036f]+")


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where it stood."""
    plain: list[str] = []
    where: list[int] = []
    for place, character in enumerate(text):
        for one in _plain(character):
            plain.append(one)
            where.append(place)
    return "".join(plain), where


def _end(text: str, end: int) -> int:
    """The end of a name with the accents that are characters of their own."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _is_capital(words: str) -> bool:
    """Whether the last word is written as a name; in scripts without capitals all are."""
    last = re.findall(r"[^\W\d_]+", words)[-1:]
    return not last or not last[0][0].islower()


def _expression(names: Iterable[str]) -> re.Pattern[str] | None:
    forms = sorted({form for name in names if len(form := folded(name)) > 1}, key=lambda form: (-len(form), form))
    if not forms:
        return None
    return re.compile(rf"(?:(?<![^\W_])(?:{_TITLES})\.? )?(?:{'|'.join(map(_form, forms))})")


_WORD = r"[^\W_]+"
_INITIAL = re.compile(r"\w\. ")


def _form(form: str) -> str:
    words = re.findall(_WORD, form)
    if "@" in form:
        gaps = re.escape(form)
    elif _INITIAL.match(form):
        gaps = rf"{words[0]}\.[ _]{{0,2}}{_GAP.join(words[1:])}"
    else:
        gaps = _GAP.join(words)
    # Scripts without small and capital letters put no spaces between a name and the words around it.
    cased = form.upper() != form.lower()
    return rf"(?<![^\W_]){gaps}(?![^\W_])" if cased else gaps


# --- the fields that hold words -------------------------------------------------------------------------------------

LOCKED: dict[str, tuple[str, ...]] = {
    "text": ("name", "subtitle"),
    "block": ("heading", "number"),
    "provision": ("text", "numbered"),
    "footnote": ("text",),
    "draft": ("label", "reference"),
    "draft_part": ("label", "text"),
    "draft_footnote": ("text",),
    "amendment": ("before", "after", "was", "becomes"),
    "bracket": ("words",),
    "cross_reference": ("words", "named"),
    "concordance": ("old", "new"),
    "proposal": ("before", "after", "texts"),
    "rewording": ("before", "after", "becomes"),
}
"""The words of the legal text: brackets, footnotes and amendments stand at their places in it, and only an amendment
changes it."""

FILES = ("attachment", "submission")
"""The kinds whose words are names of files, where a name often has no capital."""


@cache
def texts_of(kind: type[Row]) -> tuple[str, ...]:
    """The fields of a kind that hold words, or lists of them."""
    pointing = {field for field, _ in references(kind)}
    return tuple(
        name
        for name, info in kind.model_fields.items()
        if name != "id" and name not in pointing and _is_words(info.annotation)
    )


def _is_words(annotation: object) -> bool:
    return (
        annotation is str
        or annotation == tuple[str, ...]
        or (str in get_args(annotation) and type(None) in get_args(annotation))
    )
