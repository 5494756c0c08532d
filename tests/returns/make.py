"""Makes the returned files from the table of what each person does: LibreOffice writes them, ``done.json`` says what was done.

``python -m tests.returns.make`` makes all, ``python -m tests.returns.make 03 17`` those. It needs LibreOffice and its
Python; the tests need neither, as the files are kept in ``files/``.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.returns.orders import RETURNED, Returned
from tests.returns.paper import END, Letter, Paragraph, drafted, lettered, owners
from tests.returns.threads import finished
from tests.second_readers.reading import python_with_uno

HERE = Path(__file__).parent
FILES = HERE / "files"
DONE = HERE / "done.json"
DRAFT = HERE.parent / "documents/word/files/fictional-draft.docx"
Step = dict[str, Any]


@dataclass
class Hand:
    """One file while it is written in: the paper, the steps for the editor and the list of what was done."""

    returned: Returned
    body: list[Paragraph]
    notes: dict[str, Paragraph]
    steps: list[Step] = field(default_factory=list)
    done: list[Step] = field(default_factory=list)
    parts: dict[int, list[Paragraph]] = field(default_factory=dict)
    author: str = ""
    tracked: bool = False
    of_base: bool = False
    added: list[Paragraph] = field(default_factory=list)

    def work(self) -> None:
        """Everything the table says, in order."""
        self.of_base = True
        for row in self.returned.base:
            self.act(*row)
        self.of_base = False
        self.be(self.returned.sender)
        self.track("off" not in self.returned.tracking)
        for row in self.returned.edits:
            self.act(*row)

    def act(self, verb: str, *given: Any) -> None:
        """One row of the table."""
        getattr(self, verb.replace(" ", "_"))(*given)

    def be(self, author: str) -> None:
        """This person writes from here on."""
        self.author = author
        self.steps.append({"do": "author", "name": author})

    def track(self, on: bool) -> None:
        """Tracking on or off from here on."""
        self.tracked = on
        self.steps.append({"do": "tracking", "on": on})

    def replace(self, place: str, old: str, new: str) -> None:
        """Words for other words."""
        edit, at = self._edit("replace", place), self._at(place)
        struck = at.find(old)
        after = at.letters.index(struck[-1]) + 1
        put = lettered(new, edit)
        self._step("insert", at, at=self._count(at, struck[-1]) + 1, text=new)
        self._step("delete", at, at=self._count(at, struck[0]), length=len(old))
        at.letters[after:after] = put
        self._take(struck, edit)

    def insert(self, place: str, after: str, new: str) -> None:
        """Words put in after others."""
        edit, at = self._edit("insert", place), self._at(place)
        last = at.find(after)[-1]
        self._step("insert", at, at=self._count(at, last) + 1, text=new)
        where = at.letters.index(last) + 1
        at.letters[where:where] = lettered(new, edit)

    def delete(self, place: str, words: str) -> None:
        """Words taken out."""
        edit, at = self._edit("delete", place), self._at(place)
        struck = at.find(words)
        self._step("delete", at, at=self._count(at, struck[0]), length=len(words))
        self._take(struck, edit)

    def empty(self, place: str) -> None:
        """All words of a paragraph taken out; its end stays."""
        at = self._at(place)
        self.delete(place, "".join(letter.sign for letter in at.letters if letter.taken is None))

    def add(self, after: str, words: str, like: str = "") -> None:
        """A new paragraph after another, in its look or that of a third."""
        above = self._at(after)
        edit = self._edit("add", after)
        self._step("part", above, at=len(above.held()))
        new = Paragraph(above.place, lettered(words, edit), Letter(END, edit))
        self.body.insert(self.body.index(above) + 1, new)
        self.added.append(new)
        if like:
            self._step("look", new, like=self._number(self._at(like)))
        self._step("insert", new, at=0, text=words)
        below = self.body[self.body.index(new) + 1 :]
        if "." not in above.place and above.place.isdigit() and below:
            self.done[-1]["provisions"].append(below[0].place)  # the first of a block stands before its first
        self.parts[edit] = [new]

    def strike(self, place: str) -> None:
        """A whole paragraph deleted."""
        edit, at = self._edit("strike", place), self._at(place)
        self._step("strike", at)
        self._take([letter for letter in [*at.letters, at.end] if letter.taken is None], edit)

    def move(self, place: str, before: str) -> None:
        """A whole paragraph cut, and pasted before another."""
        number = self._number(self._at(before))
        # What is cut without tracking is away when it is pasted.
        gone = not self.tracked and self._number(self._at(place)) < number
        self._moved(place, before, {"do": "move", "before": number - gone})

    def raise_(self, place: str) -> None:
        """A whole paragraph moved up by one."""
        above = self.body[self.body.index(self._at(place)) - 1]
        self._moved(place, above.place, {"do": "raise_"})

    def _moved(self, place: str, before: str, step: Step) -> None:
        edit, at, below = self._edit("move", place), self._at(place), self._at(before)
        self.steps.append({**step, "par": self._number(at)})
        words = "".join(letter.sign for letter in at.letters if letter.taken is None)
        above = self.body[self.body.index(below) - 1]
        new = Paragraph(above.place, lettered(words, edit), Letter(END, edit))
        self.done[-1] |= {"to": [above.place, before], "words": words}
        self.body.insert(self.body.index(below), new)
        self._take([letter for letter in [*at.letters, at.end] if letter.taken is None], edit)
        self.added.append(new)
        self.parts[edit] = [at]

    def split(self, place: str, after: str) -> None:
        """A paragraph cut in two after these words; a space that follows them is taken out first."""
        edit, at = self._edit("split", place), self._at(place)
        last = at.find(after)[-1]
        cut = at.letters.index(last) + 1
        self._step("part", at, at=self._count(at, last) + 1)
        new = Paragraph(at.place, at.letters[cut:], at.end)
        at.letters, at.end = at.letters[:cut], Letter(END, edit)
        self.body.insert(self.body.index(at) + 1, new)
        self.added.append(new)
        self.parts[edit] = [at, new]
        if new.letters[0].sign == " ":
            self._step("delete", new, at=0, length=1)
            self._take(new.letters[:1], edit)

    def join(self, place: str) -> None:
        """A paragraph made one with the next, with a space between; tracked only."""
        edit, at = self._edit("join", place), self._at(place)
        below = self.body[self.body.index(at) + 1]
        self._step("insert", at, at=len(at.held()), text=" ")
        at.letters += lettered(" ", edit)
        self._step("join", at)
        self._take([at.end], edit)
        self.done[-1]["provisions"] = [at.place, below.place]
        self.parts[edit] = [at, below]

    def cross(self, place: str, first: str, last: str) -> None:
        """Words taken out across the end of a paragraph: from these in it to those in the next; tracked only."""
        edit, at = self._edit("cross", place), self._at(place)
        below = self.body[self.body.index(at) + 1]
        begin, end = at.letters.index(at.find(first)[0]), below.letters.index(below.find(last)[-1]) + 1
        self.steps.append(
            {
                "do": "cross",
                "par": self._number(at),
                "at": self._count(at, at.letters[begin]),
                "to": self._count(below, below.letters[end - 1]) + 1,
            }
        )
        self._take([*at.letters[begin:], at.end, *below.letters[:end]], edit)
        self.done[-1]["provisions"] = [at.place, below.place]
        self.parts[edit] = [at, below]

    def note(self, place: str, after: str, words: str) -> None:
        """A new footnote after these words."""
        self._edit("note", place)
        self.done[-1]["words"] = words
        at = self._at(place)
        self._step("note", at, at=self._count(at, at.find(after)[-1]) + 1, text=words)

    def bold(self, place: str, words: str) -> None:
        """Words set in bold: nothing that anyone proposes."""
        at = self._at(place)
        self._step("bold", at, at=self._count(at, at.find(words)[0]), length=len(words))

    def comment(self, place: str, quote: str, words: str) -> None:
        """A comment in the margin; without a quote it stands on all words, at “here” on none."""
        at = self._at(place)
        if quote == "here":
            self._step(
                "comment", at, at=0, length=0, author=self.author, day=self.returned.days[self.author], text=words
            )
            self._said(at, "", words)
            return
        quote = quote or "".join(letter.sign for letter in at.letters if letter.taken is None)
        start = self._count(at, at.find(quote)[0])
        day = self.returned.days[self.author]
        self._step("comment", at, at=start, length=len(quote), author=self.author, day=day, text=words)
        self._said(at, quote, words)

    def reply(self, to: str, words: str) -> None:
        """An answer to the comment with these words; a script adds it."""
        asked = next(one for one in self.done if one["kind"] == "comment" and one["words"] == to)
        self.done.append({**asked, "author": self.author, "words": words, "reply_to": to, "resolved": False})
        self.done[-1]["date"] = self.returned.days[self.author]

    def resolve(self, words: str) -> None:
        """The comment with these words is marked as resolved; a script does it."""
        next(one for one in self.done if one.get("words") == words)["resolved"] = True

    def _said(self, at: Paragraph, quote: str, words: str) -> None:
        told = {"kind": "comment", "author": self.author, "date": self.returned.days[self.author]}
        told |= {"provisions": [at.place], "quote": quote, "words": words, "reply_to": None, "resolved": False}
        self.done.append({"file": self.returned.file, **told})

    def _edit(self, what: str, place: str) -> int:
        """The number of a new edit; it stands in the list."""
        number = len(self.done)
        at = self._at(place)
        author = "" if self.of_base else self.author
        told = {"kind": "base" if self.of_base else "proposal", "what": what, "edit": number, "author": author}
        told |= {"date": self.returned.days[author] if self.tracked else None, "untracked": not self.tracked}
        told["provisions"] = [at.place]
        self.done.append({"file": self.returned.file, **told})
        self.parts[number] = [at]
        return number

    def _take(self, letters: list[Letter], edit: int) -> None:
        """Letters taken out; what was put in by the same hand, or untracked, is away for good."""
        for letter in letters:
            own = letter.put is not None and self.done[letter.put]["author"] == self.author and letter.sign != END
            letter.away = not self.tracked or own
            letter.taken = edit

    def _step(self, do: str, on: Paragraph, /, **more: Any) -> None:
        self.steps.append({"do": do, "par": self._number(on), **more})

    def _number(self, at: Paragraph) -> Any:
        """The number of a paragraph of the body as the editor counts; a footnote's is its locator."""
        if at in self.notes.values():
            return at.place
        return [one for one in self.body if not one.end.away].index(at)

    def _at(self, place: str) -> Paragraph:
        """The paragraph of a place; ``+1`` is the first that was added in this file."""
        if place.startswith("+"):
            return self.added[int(place) - 1]
        if place in self.notes:
            return self.notes[place]
        return next(one for one in self.body if one.place == place and one not in self.added)

    def _count(self, at: Paragraph, letter: Letter) -> int:
        return at.held().index(letter)

    def told(self) -> list[Step]:
        """What was done, each edit with the pieces of the paragraphs in which it was made."""
        for number, paragraphs in self.parts.items():
            one = self.done[number]
            one["pieces"] = pieces([letter for at in self._together(paragraphs) for letter in [*at.letters, at.end]])
        return self.done

    def _together(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        """The paragraphs with those that a split or a join ties to them, in order."""
        tied = list(paragraphs)
        for others in self.parts.values():
            if len(others) > 1 and any(at in others for at in tied):
                tied += [at for at in others if at not in tied]
        order = [*self.body, *self.notes.values()]
        return sorted(tied, key=order.index)


def pieces(letters: list[Letter]) -> list[list[Any]]:
    """Letters in runs: the words, the edit that put them in and the edit that took them out."""
    runs: list[list[Any]] = []
    for letter in letters:
        if runs and runs[-1][1:] == [letter.put, letter.taken]:
            runs[-1][0] += letter.sign
        else:
            runs.append([letter.sign, letter.put, letter.taken])
    return runs


def make(returned: Returned, folder: Path, ask: Callable[[Step], list[str]]) -> list[Step]:
    """Write one file into a folder; what was done in it."""
    body, notes = drafted(DRAFT.with_suffix(".json"))
    hand = Hand(returned, body, notes)
    hand.work()
    target = folder / returned.file
    told = hand.told()
    held = ask({"base": str(DRAFT), "to": str(target), "steps": hand.steps})
    meant = ["".join(x.sign for x in at.held()) for at in hand.body if not at.end.away]
    wrong = [pair for pair in zip(meant, held, strict=False) if pair[0] != pair[1]]
    assert not wrong, f"{returned.file}: the editor holds something else: {wrong[0]}"
    anchored = owners(DRAFT.with_suffix(".json"))
    for one in told:
        one["provisions"] += [anchored[place] for place in one["provisions"] if place in anchored]
    finished(target, returned.days, told)
    return told


def made_into(folder: Path, wanted: Iterable[Returned]) -> None:
    """Have the editor write these files into a folder, and their part of the list ``done.json`` beside it."""
    files, list_ = folder / "files", folder / "done.json"
    files.mkdir(parents=True, exist_ok=True)
    done = json.loads(list_.read_text(encoding="utf-8")) if list_.exists() else []
    editor = [python_with_uno(), str(HERE / "editor.py")]
    with subprocess.Popen(editor, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:

        def ask(order: Step) -> list[str]:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert "answer" in answer, answer
            return list(answer["answer"])

        for one in wanted:
            told = make(one, files, ask)
            done = sorted([row for row in done if row["file"] != one.file] + told, key=lambda row: str(row["file"]))
            lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in done)
            list_.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    made_into(HERE, [one for one in RETURNED if not sys.argv[1:] or one.file[:2] in sys.argv[1:]])
