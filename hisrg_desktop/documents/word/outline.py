"""What each line of a draft is: title, front matter, block, provision or item, by its number, style and look."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from hisrg_desktop.documents.word.numbering import Label
from hisrg_desktop.documents.word.typed import Number
from hisrg_desktop.meeting.text.reading import FaceRead, NoteRead, PartKind, PartRead

LONGEST_HEADING = 120
_FEW = 60
_ENDS = (".", ";", ":", ",")
_ARTICLES = ("article", "section", "clause", "rule", "block", "principle", "guideline", "regulation", "art.")


@dataclass
class Line:
    """A paragraph with what speaks for its place: number, style, look.

    `text` is without the number; `typed` is that number with what parts it from the text, where it was typed.
    """

    paragraph: int
    text: str
    label: str = ""
    number: Number | None = None
    automatic: Label | None = None
    style: str = ""
    outline: int | None = None
    bold: bool = False
    centred: bool = False
    notes: list[NoteRead] = field(default_factory=list)
    faces: list[FaceRead] = field(default_factory=list)
    also: list[int] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    in_table: bool = False
    typed: str = ""

    def unnumber(self) -> None:
        """What was typed at the start is no number but words: they go back into the text."""
        shift = len(self.typed)
        self.text = self.typed + self.text
        for note in self.notes:
            note.offset += shift
        for face in self.faces:
            face.start, face.end = face.start + shift, face.end + shift
        self.label, self.number, self.typed = "", None, ""
        self.doubts.append("begins like a number")

    @property
    def capitals(self) -> bool:
        """Whether it is written in capitals throughout."""
        return self.text.isupper() and sum(sign.isalpha() for sign in self.text) > 2

    @property
    def short(self) -> bool:
        """Whether it is short enough for a heading and does not end like a sentence."""
        return 0 < len(self.text) <= LONGEST_HEADING and not self.text.endswith(_ENDS)

    @property
    def styled(self) -> bool:
        """Whether its style or outline level says that it is a heading."""
        return self.outline is not None or self.style.startswith("heading")

    @property
    def looks(self) -> bool:
        """Whether it looks like a heading."""
        return self.short and (self.bold or self.capitals)

    @property
    def heading(self) -> bool:
        """Whether style or look make it a heading."""
        return self.titled or (self.short and (self.styled or self.looks))

    @property
    def titled(self) -> bool:
        """Whether it is a numbered line in a heading's style whose few words end with a full stop."""
        return self.styled and self.number is not None and len(self.text) <= _FEW and self.text.endswith(".")

    def part(self, kind: PartKind, depth: int, *doubts: str) -> PartRead:
        """The part that this line becomes."""
        said = "; ".join(dict.fromkeys(doubt for doubt in (*self.doubts, *doubts) if doubt))
        faces = self.faces if kind in {"provision", "item", "paragraph"} else []
        return PartRead(
            kind=kind, depth=depth, label=self.label, text=self.text, paragraph=self.paragraph,
            notes=self.notes, faces=faces, also=self.also, doubt=said,
        )  # fmt: skip


def arranged(lines: list[Line]) -> list[PartRead]:
    """The parts of a draft in document order: title and front matter, then blocks with their provisions and items."""
    starts = _blocks(lines)
    if starts:
        return [*_front(lines[: min(starts)]), *_Body(lines, starts).parts(min(starts))]
    return _without_numbered_blocks(lines)


def _blocks(lines: list[Line]) -> set[int]:
    """The lines that open a numbered block."""
    after = _next_numbers(lines)
    named = {i for i, line in enumerate(lines) if _names_block(line)}
    if sum(1 for i in named if _word_of(lines[i]) in _ARTICLES) > 1:
        return named
    decimal = {i for i, line in enumerate(lines) if _is_block(line, after[i], ("decimal",))}
    return named | decimal or {
        i for i, line in enumerate(lines) if _is_block(line, after[i], ("roman-upper", "letter-upper"))
    }


def _next_numbers(lines: list[Line]) -> list[Number | None]:
    """For each line the number of the next line that has one."""
    out: list[Number | None] = [None] * len(lines)
    following: Number | None = None
    for i in range(len(lines) - 1, -1, -1):
        out[i] = following
        following = lines[i].number or following
    return out


def _word_of(line: Line) -> str:
    form = line.number.form if line.number else ""
    return form.removeprefix("word:") if form.startswith("word:") else ""


def _names_block(line: Line) -> bool:
    """Whether it is "Article 5", alone or with its heading, in bold or capitals, or by an automatic number."""
    if not _word_of(line) or line.number is None:
        return False
    return not line.text or (line.short and (line.heading or line.automatic is not None or line.number.sure))


def _is_block(line: Line, following: Number | None, forms: tuple[str, ...]) -> bool:
    number = line.number
    if number is None or not number.single or not number.form.startswith(forms) or not (line.short or line.titled):
        return False
    if line.heading and not line.in_table:
        return True
    below = following is not None and not following.single and following.figures[0] == number.figures[0]
    return below and number.form.startswith("decimal")


def _front(lines: list[Line]) -> list[PartRead]:
    """Title, subtitle, headings and paragraphs before the first block."""
    title, rest = _title(lines)
    parts = [line.part("title", 0) for line in title]
    if rest and title and _is_subtitle(rest[0]):
        parts.append(rest[0].part("subtitle", 0))
        rest = rest[1:]
    return parts + [_front_part(line) for line in rest]


def _title(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the title, by style or because the first line looks like one; and the lines after it."""
    if not lines:
        return [], []
    many = 0
    while many < len(lines) and lines[many].style == "title":
        many += 1
    if not many:
        styled = next((i for i, line in enumerate(lines) if line.style == "title"), None)
        if styled is not None:
            return [lines[styled]], lines[:styled] + lines[styled + 1 :]
        first = lines[0]
        many = 1 if first.number is None and first.short and (first.looks or first.centred or first.styled) else 0
    return lines[:many], lines[many:]


def _is_subtitle(line: Line) -> bool:
    return line.style == "subtitle" or (line.short and not line.heading and line.number is None)


def _front_part(line: Line) -> PartRead:
    return line.part("heading" if line.heading else "paragraph", 0)


def _without_numbered_blocks(lines: list[Line]) -> list[PartRead]:
    """A text whose blocks have no number: headings open them, or the whole text is one block."""
    numbered = [i for i, line in enumerate(lines) if line.number is not None]
    front = _front(lines)
    named = sum(1 for part in front if part.kind in {"title", "subtitle"})
    body = [line for line in lines if line.style not in {"title", "subtitle"}] if named else lines
    taken = {part.paragraph for part in front[:named]}
    body = [line for line in body if line.paragraph not in taken]
    headings = {i for i, line in enumerate(body) if line.heading and line.number is None}
    first = _first_block(body, headings, bool(numbered))
    opening = [_front_part(line) for line in body[:first]]
    if headings and first < len(body):
        rest = _Body(body, headings, doubt="the block has no number").parts(first)
        return front[:named] + opening + rest
    words = front[0].text if named else ""
    whole = Line(-1, words, doubts=["no heading was found: the whole text is one block"])
    return [*front[:named], *opening, whole.part("block", 0), *_Body(body, set()).parts(first)]


def _first_block(body: list[Line], headings: set[int], numbered: bool) -> int:
    """Where the first block begins: at the last heading before the first number, or at the first heading."""
    if not numbered:
        return min(headings, default=0)
    number = next((i for i, line in enumerate(body) if line.number is not None), 0)
    before = [i for i in headings if i <= number]
    return max(before) if before else min(headings, default=number) if headings else number


@dataclass
class _Open:
    """A list that is open at a depth: the form of its numbers and the last of them."""

    depth: int
    form: str
    figures: tuple[int, ...]
    label: str
    automatic: Label | None = None
    chapeau: bool = False


class _Body:
    """Goes through the lines from the first block on and gives each its depth."""

    def __init__(self, lines: list[Line], starts: set[int], doubt: str = "") -> None:
        self._lines = lines
        self._starts = starts
        self._doubt = doubt
        self._parts: list[PartRead] = []
        self._open: list[_Open] = []
        self._block: _Open | None = None
        self._block_lines = [lines[i] for i in starts]

    def parts(self, first: int) -> list[PartRead]:
        """The parts from the first block to the end."""
        waiting: Line | None = None
        for i in range(first, len(self._lines)):
            line = self._lines[i]
            if waiting is not None:
                took, waiting = self._headed(waiting, line, i), None
                if took:
                    continue
            if i in self._starts:
                waiting = self._begin(line)
            else:
                self._add(line)
        if waiting is not None:
            self._parts.append(waiting.part("block", 0, "the block has no heading"))
        return self._parts

    def _begin(self, line: Line) -> Line | None:
        """Opens a block; a line that has only a number ("Article 5") waits for its heading."""
        before, self._open = self._block, []
        number = line.number
        self._block = _Open(0, number.form if number else "", number.figures if number else (), line.label)
        if not line.text:
            return line
        self._parts.append(line.part("block", 0, self._doubt, _jump(before, number, line)))
        return None

    def _headed(self, waiting: Line, line: Line, i: int) -> bool:
        """Gives a waiting "Article 5" the line after it as heading, if that looks like one; whether it did."""
        if i not in self._starts and line.number is None and line.short:
            self._parts.append(replace(line, label=waiting.label, also=[waiting.paragraph]).part("block", 0))
            return True
        self._parts.append(waiting.part("block", 0, "the block has no heading"))
        return False

    def _add(self, line: Line) -> None:
        number = self._accepted(line)
        if number is None:
            self._plain(line)
        else:
            self._numbered(line, number)

    def _accepted(self, line: Line) -> Number | None:
        """The line's number, if it is one beyond doubt or goes on from the one before."""
        number = line.number
        if number is None or number.sure or line.automatic is not None:
            return number
        follows = any(e.form == number.form and e.figures[-1] + 1 == number.figures[-1] for e in self._open)
        if follows or (number.figures[-1] == 1 and not number.form.startswith("word")):
            return number
        if number.form.startswith("bullet"):
            return number
        line.unnumber()
        return None

    def _plain(self, line: Line) -> None:
        """A line without a number: a heading that opens a block, or a provision that says so."""
        if line.heading and self._opens_block(line):
            self._open, self._block = [], None
            self._parts.append(line.part("block", 0, "the block has no number"))
            return
        doubt = "looks like a heading but has no number" if line.heading else self._goes_on(line)
        self._parts.append(line.part("provision", 1, doubt))
        self._open = [entry for entry in self._open if entry.depth == 1]
        if not self._open:
            self._open = [_Open(1, "plain", (0,), "", chapeau=line.text.endswith(":"))]

    def _opens_block(self, line: Line) -> bool:
        blocks = self._block_lines
        if any(line.style == block.style and block.styled for block in blocks) or line.outline == 0:
            return True
        if not line.styled and any(block.looks and not block.styled for block in blocks):
            return line.bold or line.capitals
        return line.capitals and line.bold

    def _goes_on(self, line: Line) -> str:
        last = self._parts[-1] if self._parts else None
        if last is not None and last.kind != "block" and line.text[:1].islower():
            return f"has no number: it may go on from {last.label or 'the paragraph before it'}"
        return "has no number"

    def _numbered(self, line: Line, number: Number) -> None:
        number = self._settled(number)
        automatic = line.automatic
        depth, doubt = self._depth(number, automatic)
        last = next((entry for entry in self._open if entry.depth == depth), None)
        self._open = [entry for entry in self._open if entry.depth < depth]
        doubts = (doubt, "" if line.automatic and line.automatic.bullet else _follows(last, number, line.label))
        self._open.append(_Open(depth, number.form, number.figures, line.label, automatic))
        self._parts.append(line.part("provision" if depth == 1 else "item", depth, *doubts))

    def _settled(self, number: Number) -> Number:
        """The number with "i)" settled: a letter after "h)", otherwise the first of the romans."""
        if number.or_roman is None:
            return number
        roman = replace(number, form=number.form.replace("letter", "roman"), figures=(number.or_roman,), or_roman=None)
        letter = replace(number, or_roman=None)
        for entry in reversed(self._open):
            for reading in (letter, roman):
                if entry.form == reading.form and entry.figures[-1] + 1 == reading.figures[-1]:
                    return reading
        forms = {entry.form for entry in self._open}
        return roman if number.or_roman == 1 or (roman.form in forms and letter.form not in forms) else letter

    def _depth(self, number: Number, automatic: Label | None) -> tuple[int, str]:
        return (self._single_depth(number, automatic), "") if number.single else self._decimal_depth(number)

    def _decimal_depth(self, number: Number) -> tuple[int, str]:
        """4.3 stands below 4, 4.3.1 below 4.3; where that is missing, beside numbers of as many figures."""
        above = number.figures[:-1]
        if self._block is not None and self._block.figures == above:
            return 1, ""
        for entry in reversed(self._open):
            if entry.figures == above:
                return entry.depth + 1, ""
        beside = [entry.depth for entry in self._open if len(entry.figures) == len(number.figures)]
        if self._block is None or not self._block.figures:
            return (beside[0] if beside else max(1, len(number.figures) - 1)), ""
        depth = beside[0] if beside else max(1, len(number.figures) - 1)
        if self._block.figures == number.figures[:1]:
            return depth, ""
        return depth, f"stands under {self._block.label or 'another number'}"

    def _single_depth(self, number: Number, automatic: Label | None) -> int:
        for entry in reversed(self._open):
            if entry.form == number.form and _same_level(entry.automatic, automatic):
                return entry.depth
        kept = [entry for entry in self._open if not _below(entry.automatic, automatic)]
        top = kept[-1] if kept else None
        if top is None:
            return 1
        # Unnumbered words that do not announce a list stand beside the numbers that follow them.
        beside = top.form == "plain" and not top.chapeau and number.form.startswith("decimal")
        return top.depth if beside else top.depth + 1


def _same_level(one: Label | None, other: Label | None) -> bool:
    """Whether two automatic numbers of the same form are of one level; a typed one goes with either."""
    return one is None or other is None or one.list_id != other.list_id or one.ilvl == other.ilvl


def _below(one: Label | None, other: Label | None) -> bool:
    """Whether the open number stands as deep as the new one, or deeper, in the same automatic list."""
    return one is not None and other is not None and one.list_id == other.list_id and one.ilvl >= other.ilvl


def _follows(last: _Open | None, number: Number, label: str) -> str:
    """A doubt where the number does not follow on the last one of its list."""
    if number.form.startswith("bullet") or number.repeated:
        return ""
    value = number.figures[-1]
    if last is None or last.form == "plain" or last.figures[:-1] != number.figures[:-1]:
        return "" if value <= 1 else f"the list begins with {label}"
    if value == last.figures[-1] + 1 or value == last.figures[-1] == 0:
        return ""
    return "the numbering starts again" if value <= 1 else f"{label} does not follow on {last.label}"


def _jump(before: _Open | None, number: Number | None, line: Line) -> str:
    """A doubt where a block's number does not follow on the block before."""
    if number is None or number.repeated:
        return ""
    if before is None or not before.figures or before.form != number.form:
        return ""
    return "" if number.figures[0] == before.figures[0] + 1 else f"{line.label} does not follow on {before.label}"


def first_text(parts: Iterable[PartRead], kind: PartKind, join: Callable[[list[str]], str] = " ".join) -> str:
    """The words of all parts of a kind, as one."""
    return join([part.text for part in parts if part.kind == kind])
