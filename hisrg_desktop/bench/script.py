"""A script of a meeting: what the secretary presses and types, and beside it what the record must then hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

SLIP = "⌫"
"""A slip of the finger, taken back with the backspace key."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done, with what the script tells of it in the lines beneath."""

    verb: str
    rest: str = ""
    told: tuple[tuple[str, str], ...] = ()

    def tells(self, word: str) -> list[str]:
        """What stands beneath it after this word."""
        return [rest for first, rest in self.told if first == word]


@dataclass(frozen=True, slots=True)
class Said:
    """An entry that must be on record: who, where, of what kind, the words; whether another person kept the floor."""

    who: str
    place: str
    kind: str
    words: str
    interjection: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of speech that must be on record: who, in which class, whether on the chair's invitation.

    A turn that was interrupted goes on in another, which is `resumed`.
    """

    who: str
    letter: str
    invited: bool = False
    interjection: bool = False
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that must be on record, with what became of it and who stood for and against it."""

    name: str
    sponsor: str
    place: str
    state: str
    taken_up_by: str = ""
    supporters: tuple[str, ...] = ()
    opposers: tuple[str, ...] = ()


def read_script(path: Path) -> list[Step]:
    """The steps of the script in a file."""
    return steps_of(path.read_text(encoding="utf-8").splitlines())


def steps_of(lines: Iterable[str]) -> list[Step]:
    """The steps that these lines tell, in their order."""
    steps: list[Step] = []
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        first, _, rest = line.strip().partition(" ")
        if line[0].isspace():
            last = steps[-1]
            steps[-1] = Step(last.verb, last.rest, (*last.told, (first, rest.strip())))
        else:
            steps.append(Step(first, rest.strip()))
    return steps


def written(typed: str) -> str:
    """What stands there after the slips have been taken back."""
    kept: list[str] = []
    for letter in typed:
        if letter != SLIP:
            kept.append(letter)
        elif kept:
            kept.pop()
    return "".join(kept)


def said_in(steps: list[Step]) -> list[Said]:
    """The entries that must be on record, in their order."""
    said: list[Said] = []
    for floor, step in _with_floor(steps):
        for line in step.tells("is"):
            head, _, words = line.partition(" : ")
            who, place, kind = head.split(maxsplit=2)
            said.append(Said(who, place, kind.strip(), words or written(step.rest), who != floor))
        for words in step.tells("becomes"):
            said[-1] = replace(said[-1], words=words)
    return said


def turns_in(steps: list[Step]) -> list[Turn]:
    """The turns of speech that must be on record, in their order; interjections are turns of their own."""
    given = [line.split() for step in steps for line in _given(step)]
    letters = {who: letter for who, letter, *_ in given}
    made: list[Turn] = []
    for floor, step in _with_floor(steps):
        for who, letter, *more in (line.split() for line in _given(step)):
            made.append(Turn(who, letter, letter == "O", resumed="resumed" in more))
        for line in step.tells("is"):
            who = line.split()[0]
            if who != floor:
                made.append(Turn(who, letters[who], letters[who] == "O", interjection=True))
    return made


def _given(step: Step) -> list[str]:
    """To whom the step gives the floor: the person, the letter, and whether a turn goes on."""
    return [step.rest] if step.verb == "next" else step.tells("floor")


def _with_floor(steps: list[Step]) -> Iterator[tuple[str, Step]]:
    """Each step with who has the floor once it is done."""
    floor = ""
    for step in steps:
        for line in _given(step):
            floor = line.split()[0]
        if step.verb in ("end", "suspend", "close"):
            floor = ""
        yield floor, step


def proposals_in(steps: list[Step]) -> list[Proposed]:
    """The proposals that must be on record at the end."""
    return [_proposed(step.rest) for step in steps if step.verb == "proposal"]


def _proposed(line: str) -> Proposed:
    head, _, against = line.partition(" against ")
    head, _, supported = head.partition(" for ")
    head, _, taken_up_by = head.partition(" taken up by ")
    name, sponsor, place, state = head.split(maxsplit=3)
    return Proposed(name, sponsor, place, state, taken_up_by, _names(supported), _names(against))


def _names(line: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in line.split(",") if name.strip())


def wordings_in(steps: list[Step]) -> Iterator[tuple[str, str, str]]:
    """Each proposal by name, with the words it takes away and those it puts in their place."""
    for step in steps:
        for line in step.tells("proposes"):
            name, _, change = line.partition(" ")
            before, _, after = change.partition(" -> ")
            yield name, before, after


def told_of(steps: list[Step], verb: str) -> list[str]:
    """What the script tells after this word, line by line."""
    return [step.rest for step in steps if step.verb == verb]


TOLD = frozenset({"state", "proposal", "invited", "decisions", "parked"})
"""The words with which a line only tells what must be on record."""
