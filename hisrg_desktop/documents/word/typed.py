"""The number at the start of a line, typed or shown: what kind it is and how it goes on."""

import re
from dataclasses import dataclass

from hisrg_desktop.meeting.text.figures import from_letters, from_roman

_GAP = r"(?:[ \t\u00a0\u2002\u2003]{2,}|\t|\u00a0|\n)"
"""What parts a number from its text beyond doubt: a tab, two spaces, a line's end."""

_WORD = re.compile(
    r"(?P<label>(?P<word>article|art\.|section|clause|block|rule|part|chapter|annex|appendix|schedule|paragraph|principle"
    r"|title|exhibit|guideline|regulation)\s+(?P<figure>\d{1,9}|[ivxlcdm]+|[a-z]))(?P<end>[.:]?)"
    r"(?:\s*[\u2013\u2014:-]\s+|\s+|$)",
    re.IGNORECASE,
)
_BIS = r"(?:\s?(?:bis|ter|quater|quinquies)|[A-Z](?![A-Za-z]))?"
_DECIMAL = re.compile(rf"(?P<open>[(§]?)\s?(?P<label>\d{{1,9}}(?:\.\d{{1,9}})*{_BIS})(?P<close>[.)]*)(?P<gap>\s+|$)")
_LETTER = re.compile(
    r"(?P<open>\(?)(?P<label>[A-Za-z]|[ivxlcIVXLC]{2,8}|([a-zA-Z])\3{1,2})(?P<close>[.)])(?P<gap>\s+|$)"
)
_BULLET = re.compile(r"(?P<label>[•▪‣◦●○■□➢✓❖–—*·o-])(?:[ \t\u00a0]{2,}|\t|[ \u00a0](?=\S))")
_SURE_BULLETS = "•▪‣◦●■➢✓❖·"


@dataclass(frozen=True)
class Number:
    """A number before a text: as written, the form it is written in, its figures, and where the text begins.

    `form` is "decimal", "word", "letter", "roman" or "bullet" with its punctuation, such as "letter:)".
    `figures` are the parts of "4.3" or the one value; `or_roman` is the other value of a letter that
    may be a roman figure.
    `sure` says that nothing but a number looks like this.
    """

    label: str
    form: str
    figures: tuple[int, ...]
    begins: int
    or_roman: int | None = None
    sure: bool = True
    repeated: str = ""

    @property
    def single(self) -> bool:
        """Whether it has one figure ("4.", "Article 4") rather than several ("4.3")."""
        return len(self.figures) == 1


def number_at_start(text: str) -> Number | None:
    """The number with which the text begins; None where it begins with words."""
    return _word(text) or _decimal(text) or _letter(text) or _bullet(text)


def number_of_label(label: str, kind: str) -> Number | None:
    """What an automatic label says, read as if it were typed; `kind` (the `w:numFmt`) settles letter or roman."""
    found = number_at_start(label.strip() + "\t")
    if found is None or found.or_roman is None:
        return found
    if kind.endswith("Roman"):
        form = found.form.replace("letter", "roman")
        return Number(found.label, form, (found.or_roman,), found.begins)
    return Number(found.label, found.form, found.figures, found.begins)


def _word(text: str) -> Number | None:
    found = _WORD.match(text)
    if found is None:
        return None
    figure = found["figure"]
    value = int(figure) if figure.isdecimal() else from_roman(figure) or from_letters(figure)
    if value is None:
        return None
    # "Section 3 applies to" is a sentence; "Section 3", "Section 3. Scope" and "Article 3\tScope" are headings.
    rest = text[found.end() :]
    sure = bool(found["end"]) or not rest or not rest[0].islower()
    return Number(found["label"], f"word:{found['word'].lower()}", (value,), found.end(), sure=sure)


def _decimal(text: str) -> Number | None:
    found = _DECIMAL.match(text)
    if found is None or (found["open"] == "(" and not found["close"].startswith(")")):
        return None
    figures = tuple(int(part) for part in re.findall(r"\d+", found["label"]))
    if max(figures) > 9_999:
        return None
    close, gap = found["close"], found["gap"]
    punctuated = bool(close or found["open"]) or len(figures) > 1
    clear = re.fullmatch(_GAP, gap) is not None or (gap == "" and punctuated)
    if not punctuated and not clear:
        return None
    bare = found["label"] if close in {"", "."} and not found["open"] else text[: found.end("close")].strip()
    form = f"decimal:{found['open']}{close.rstrip('.') or ''}"
    year = len(figures) == 1 and figures[0] > 500
    sure = (clear or len(figures) > 1 or close != "") and not year
    repeated = found["label"][len(".".join(map(str, figures))) :].strip()
    return Number(bare, form, figures, found.end(), sure=sure, repeated=repeated)


def _letter(text: str) -> Number | None:
    found = _LETTER.match(text)
    if found is None or (found["open"] and found["close"] != ")"):
        return None
    label, style = found["label"], found["open"] + found["close"]
    case = "upper" if label.isupper() else "lower"
    as_letter, as_roman = from_letters(label), from_roman(label)
    shown = text[: found.end("close")]
    sure = found["close"] == ")" or re.fullmatch(_GAP, found["gap"]) is not None
    if as_letter is None:
        return None if as_roman is None else Number(shown, f"roman-{case}:{style}", (as_roman,), found.end(), sure=sure)
    return Number(shown, f"letter-{case}:{style}", (as_letter,), found.end(), or_roman=as_roman, sure=sure)


def _bullet(text: str) -> Number | None:
    found = _BULLET.match(text)
    if found is None:
        return None
    sign = found["label"]
    sure = sign in _SURE_BULLETS or found.end() - found.end("label") > 1 or "\t" in found[0]
    if sign == "o" and "\t" not in found[0]:
        return None
    return Number(sign, f"bullet:{sign}", (0,), found.end(), sure=sure)
