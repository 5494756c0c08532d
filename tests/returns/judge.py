"""Judges what was taken in from returned files against the list of what was done in them, which is the truth.

It knows nothing of how files are read: only the lines that ``hisrg import comments --json`` prints, an object each with
file, author, date, kind (proposal, comment), placing (placed, doubt, lost), why, provision, before, after or quote, words,
reply_to, resolved. Before and after may be the whole paragraph or only the words that change.

An edit is *right* where a line with its words stands on its provision. A line may carry several edits of one author.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

Row = dict[str, Any]
Pieces = tuple[tuple[str, int | None, int | None], ...]
State = tuple[str, str, frozenset[int]]
_LATIN = re.compile(r"\s+(bis|ter|quater|quinquies|sexies)\b.*$")
WRONG = ("misplaced", "misplaced_with_doubt", "lost", "missing", "invented", "wrong_words", "wrong_author")
WRONG += ("wrong_date", "wrong_thread", "twice", "of_base")


@dataclass
class Score:
    """How many edits came in, and how; `findings` says each that is not as it should be."""

    edits: int = 0
    right: int = 0
    doubted: int = 0
    misplaced: int = 0
    misplaced_with_doubt: int = 0
    lost: int = 0
    missing: int = 0
    invented: int = 0
    wrong_words: int = 0
    wrong_author: int = 0
    wrong_date: int = 0
    wrong_thread: int = 0
    twice: int = 0
    of_base: int = 0
    findings: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of the edits that stand on their provision, from 0 to 1."""
        return self.right / self.edits if self.edits else 0.0

    def passes(self) -> bool:
        """At least 98 % of the edits on the right provision, none placed wrongly without doubt being said, none missing."""
        return self.share >= 0.98 and not self.misplaced and not self.missing

    def count(self, what: str, line: str) -> None:
        """One more of what went wrong."""
        setattr(self, what, getattr(self, what) + 1)
        self.findings.append(f"{what.replace('_', ' ')}: {line}")

    def __str__(self) -> str:
        counts = [
            f"{self.right} of {self.edits} on the right provision ({self.share:.1%}), {self.doubted} of them doubted"
        ]
        counts += [f"{name.replace('_', ' ')} {getattr(self, name)}" for name in WRONG]
        return ", ".join(counts)


def judged(rows: Iterable[Row], done: Iterable[Row]) -> Score:
    """The score of all files: what was taken in, against what was done."""
    score = Score()
    taken, truth = _by_file(rows), _by_file(done)
    for file in sorted({*taken, *truth}):
        _File(score, taken.get(file, []), truth.get(file, [])).judge()
    return score


def _by_file(rows: Iterable[Row]) -> dict[str, list[Row]]:
    files: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        files[re.split(r"[/\\]", row["file"])[-1]].append(row)
    return files


class _File:
    """The judge of one file."""

    def __init__(self, score: Score, rows: list[Row], done: list[Row]) -> None:
        self._score = score
        self._proposals = [row for row in rows if row["kind"] == "proposal"]
        self._comments = [row for row in rows if row["kind"] == "comment"]
        self._edits = [one for one in done if one["kind"] != "comment"]
        self._said = [one for one in done if one["kind"] == "comment"]
        self._carried: dict[int, list[Row]] = defaultdict(list)
        self._used: set[int] = set()

    def judge(self) -> None:
        """Find for each line what was done, then see what was not found."""
        for row in self._proposals:
            if not self._whole(row):
                self._move_or_note(row)
        for one in self._edits:
            if not self._carried[one["edit"]]:
                self._halves(one)
        self._with_other_words()
        for one in self._edits:
            self._told(one)
        for said in self._said:
            self._comment(said)
        for row in [*self._proposals, *self._comments]:
            if id(row) not in self._used:
                self._score.count("invented", _line(row))

    # --- which edits a line carries --------------------------------------------------------------------------------

    def _whole(self, row: Row) -> bool:
        """Whether a line changes a paragraph exactly as some of the edits in it do, nobody's older wording with them."""
        found: list[tuple[tuple[bool, int, int], list[Row]]] = []
        for group in self._groups():
            for before, after, made in [*states(group), *self._struck(group), *self._opposed(group)]:
                if not _says(row, before, after):
                    continue
                all_made = [one for one in self._edits if one["edit"] in made]
                theirs = [one for one in all_made if _same_name(row, one)]
                own = theirs or all_made
                mixed = {one["kind"] for one in all_made} == {"base", "proposal"}
                if not mixed:
                    found.append(((any(_on_place(row, one) for one in own), len(theirs), -len(all_made)), own))
        if found:
            self._carry(row, max(found, key=lambda one: one[0])[1])
        return bool(found)

    def _struck(self, group: Pieces) -> Iterator[State]:
        """A whole paragraph deleted, whatever it said then."""
        for one in self._edits:
            if one["what"] == "strike" and _pieces(one) == group:
                yield from ((before, "", frozenset((one["edit"],))) for before in {state[0] for state in states(group)})

    def _opposed(self, group: Pieces) -> Iterator[State]:
        """What others put in taken out again, and what they took out for it back where it was."""
        for one in self._edits:
            taken = {put for _, put, taken in group if taken == one["edit"]}
            if taken and None not in taken:
                theirs = {put for put in taken if put is not None}
                yield text(group, theirs), text(group, set()), frozenset((one["edit"],))

    def _groups(self) -> list[Pieces]:
        return list(dict.fromkeys(_pieces(one) for one in self._edits if one["what"] not in ("move", "note")))

    def _move_or_note(self, row: Row) -> None:
        for one in self._edits:
            if one["what"] == "note" and _norm(one["words"]) in _norm(f"{row.get('after')} {row.get('words')}"):
                return self._carry(row, [one])
            if one["what"] == "move" and _whole_move(row, one):
                return self._carry(row, [one])
        return None

    def _halves(self, one: Row) -> None:
        """A move, split or join that came as two lines, each right by itself."""
        wanted = halves(one)
        free = [row for row in self._proposals if id(row) not in self._used]
        found = [next((row for row in free if _says(row, *half)), None) for half in wanted]
        if wanted and all(found):
            for row in found:
                assert row is not None
                self._carry(row, [one])

    def _carry(self, row: Row, edits: Sequence[Row]) -> None:
        self._used.add(id(row))
        for one in edits:
            self._carried[one["edit"]].append(row)

    def _with_other_words(self) -> None:
        """Lines on the provision of an edit that is not carried, by its author, that say something else."""
        for one in self._edits:
            if self._carried[one["edit"]] or one["kind"] == "base":
                continue
            for row in self._proposals:
                if id(row) not in self._used and _on_place(row, one) and _same_name(row, one):
                    self._carry(row, [one])
                    self._score.count("wrong_words", f"{_line(row)} FOR {_edit(one)}")
                    break

    # --- how it came in --------------------------------------------------------------------------------------------

    def _told(self, one: Row) -> None:
        rows = self._carried[one["edit"]]
        if one["kind"] == "base":
            self._score.of_base += len(rows)
            return
        self._score.edits += 1
        if not rows:
            self._score.count("missing", _edit(one))
            return
        if len(rows) > max(1, len(halves(one))):
            self._score.count("twice", _edit(one))
        self._placed(rows[0], one, _edit(one), any(_on_place(row, one) for row in rows))

    def _comment(self, said: Row) -> None:
        self._score.edits += 1
        line = f"{said['file']} {said['author']} at {said['provisions'][0]}: {said['words']}"
        free = [row for row in self._comments if id(row) not in self._used]
        same = [row for row in free if _norm(row.get("words")) == _norm(said["words"])]
        if not same:
            self._score.count("missing", line)
            return
        row = same[0]
        self._used.add(id(row))
        self._placed(row, said, line, _on_place(row, said))
        quote, meant = _norm(row.get("quote")), _norm(said["quote"])
        if not said["reply_to"] and quote != meant:
            self._score.count("wrong_words", f"{line}: quotes “{quote}” for “{meant}”")
        resolved = said["resolved"] if not said["reply_to"] else row.get("resolved")
        if self._answers(row) != _norm(said["reply_to"]) or bool(row.get("resolved")) != bool(resolved):
            self._score.count("wrong_thread", f"{line}: {row.get('reply_to')}, resolved {row.get('resolved')}")

    def _answers(self, row: Row) -> str:
        """The words that a line answers: it may name them, or a number or key of the line that has them."""
        to = row.get("reply_to")
        for other in self._comments:
            if to not in (None, "") and to in (other.get("number"), other.get("id"), other.get("key")):
                return _norm(other.get("words"))
        return _norm(to)

    def _placed(self, row: Row, one: Row, line: str, on_place: bool) -> None:
        placing = row.get("placing", "")
        if placing.startswith("lost"):
            self._score.count("lost", f"{line}: {row.get('why')}")
        elif on_place:
            self._score.right += 1
            self._score.doubted += "doubt" in placing
        else:
            wrongly = "misplaced_with_doubt" if "doubt" in placing else "misplaced"
            self._score.count(wrongly, f"{line} ON {row.get('provision')}")
        if not _same_name(row, one):
            self._score.count("wrong_author", f"{line} BY {row.get('author')}")
        if one["date"] and (row.get("date") or "")[:10] != one["date"]:
            self._score.count("wrong_date", f"{line} ON THE {row.get('date')}")


@cache
def states(pieces: Pieces) -> list[State]:
    """Every before and after that some of the edits in a paragraph make of it, with those edits."""
    numbers = sorted({number for _, *edits in pieces for number in edits if number is not None})
    found = []
    for chosen in product(((False, False), (False, True), (True, True)), repeat=len(numbers)):
        first = {n for n, (there, _) in zip(numbers, chosen, strict=True) if there}
        then = {n for n, (_, there) in zip(numbers, chosen, strict=True) if there}
        before, after = text(pieces, first), text(pieces, then)
        if before != after:
            found.append((before, after, frozenset(then - first)))
    return found


def text(pieces: Pieces, made: set[int]) -> str:
    """What a paragraph says when some of the edits in it are made."""
    return "".join(words for words, put, taken in pieces if (put is None or put in made) and taken not in made)


def halves(one: Row) -> list[tuple[str, str]]:
    """The two lines, before and after each, that together say a move, a split or a join."""
    if one["what"] == "move":
        return [(one["words"], ""), ("", one["words"])]
    if one["what"] not in ("split", "join", "cross"):
        return []
    before = _norm(text(_pieces(one), set())).split("\n")
    after = _norm(text(_pieces(one), {one["edit"]})).split("\n")
    if one["what"] == "split":
        return [(before[0], after[0]), ("", after[-1])]
    return [(before[0], after[0]), (before[-1], "")]


def _pieces(one: Row) -> Pieces:
    return tuple((words, put, taken) for words, put, taken in one["pieces"])


def _whole_move(row: Row, one: Row) -> bool:
    words = _norm(one["words"])
    said = {_norm(row.get("before")), _norm(row.get("after"))}
    return said == {words} or (words in said and row.get("operation") == "move")


def _says(row: Row, before: str, after: str) -> bool:
    """Whether a line says this before and after: whole, or only the words that change."""
    there, then = _norm(row.get("before")), _norm(row.get("after"))
    before, after = _norm(before), _norm(after)
    if (there, then) == (before, after):
        return True
    if not before or not after or len(there) >= len(before):
        return False
    return any(before[:at] + then + before[at + len(there) :] == after for at in _places(there, before))


def _places(words: str, within: str) -> Iterator[int]:
    at = within.find(words)
    while at >= 0:
        yield at
        at = within.find(words, at + 1)


def _norm(words: Any) -> str:
    """Words with single spaces; the end of a paragraph counts."""
    lines = [" ".join(line.split()) for line in str(words or "").split("\n")]
    return "\n".join(line for line in lines if line)


def _label(label: Any) -> str:
    """A label as one types it: ``4.2 d) i)`` is ``4.2di``, ``4.3 bis`` is ``4.3``."""
    bare = re.sub(r"[\s()\[\]]+", "", _LATIN.sub("", str(label or "").casefold()))
    return re.sub(r"(?<=[a-z])\.|\.(?=[a-z])|\.$", "", bare)


def _on_place(row: Row, one: Row) -> bool:
    places = {*one["provisions"], *([one["to"][0]] if one.get("to") and not _norm(row.get("before")) else ())}
    return _label(row.get("provision")) in {_label(place) for place in places}


def _same_name(row: Row, one: Row) -> bool:
    return _norm(row.get("author")).casefold() == _norm(one["author"]).casefold()


def _line(row: Row) -> str:
    said = f"“{row.get('before')}” > “{row.get('after')}”" if row["kind"] == "proposal" else f"“{row.get('words')}”"
    return f"{row['file']} {row.get('author')} at {row.get('provision')}: {said}"


def _edit(one: Row) -> str:
    return f"{one['file']} {one['author']} at {one['provisions'][0]}: {one['what']} ({one['edit']})"
