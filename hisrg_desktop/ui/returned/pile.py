"""The pile of returned files that is being looked through, and what the person changed in it. Nothing is on record yet."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from hisrg_desktop.desk.returned import Returned
from hisrg_desktop.meeting.comments.comments import Placing
from hisrg_desktop.meeting.lists import CommentType
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.returned.items import Item
from hisrg_desktop.meeting.text.numbers import Place

RESULTS: tuple[Placing, ...] = ("placed", "placed with doubt", "lost its place")
"""What the reading of a point comes to."""
LEFT_OUT = "Left out here."
"""Why a point is not taken in where the person said so."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a file; its key is unique in the pile."""

    key: str
    file: int
    item: Item


@dataclass(frozen=True, slots=True)
class Counts:
    """How many points came to each result, and how many of all will be taken in."""

    of: dict[Placing, int]
    taken: int

    @property
    def all(self) -> int:
        """Every point."""
        return sum(self.of.values())


class Pile:
    """Files as they were read, with the changes that a person makes to their points."""

    def __init__(self) -> None:
        self.files: list[Returned] = []
        self._settled: dict[str, str | None] = {}

    def add(self, files: Iterable[Returned]) -> None:
        """Put more files on the pile; one whose bytes lie on it already is refused."""
        for file in files:
            same = next((there.name for there in self.files if there.data and there.data == file.data), "")
            # What was said of a name holds for the files that come later, too.
            for name in file.names:
                if name in self._settled:
                    file = file.with_person(name, self._settled[name])
            if same and not file.refused:
                file = replace(file, items=(), names=(), refused=f"{file.name} is the same file as {same}.")
            self.files.append(file)

    def clear(self) -> None:
        """Put all files away."""
        self.files.clear()
        self._settled.clear()

    @property
    def people(self) -> dict[str, str | None]:
        """Whom the person said that names in the files mean."""
        return dict(self._settled)

    @property
    def unknown(self) -> list[str]:
        """The names that stand for somebody and of which nobody has said who it is, each once."""
        return list(dict.fromkeys(name for file in self.files for name in file.names))

    def points(self, file: int | None = None, result: Placing | None = None) -> list[Point]:
        """The points of a file, or of all, that came to a result, in the order of the files."""
        return [p for p in self._points(file) if result is None or p.item.placing == result]

    def find(self, key: str) -> Point | None:
        """The point with this key."""
        return next((point for point in self._points(None) if point.key == key), None)

    def counts(self, file: int | None = None) -> Counts:
        """The points of a file, or of all, by what they came to."""
        points = self.points(file)
        found = Counter(point.item.placing for point in points)
        return Counts({r: found[r] for r in RESULTS}, sum(not point.item.left_out for point in points))

    def answered(self, point: Point) -> Item | None:
        """The point of the same file that a point answers."""
        return next((item for item in self.files[point.file].items if item.key == point.item.answers), None)

    # --- what a person changes --------------------------------------------------------------------------------------

    def place(self, key: str, place: Place) -> None:
        """Put a point at a place; nothing about it is in doubt then."""
        where = {"provision": place.provision, "block": place.block, "footnote": place.footnote}
        self._change(key, lambda item: replace(item, **where, placing="placed", why=""))  # type: ignore[arg-type]

    def set_type(self, key: str, kind: CommentType) -> None:
        """Make a point general, substantive or editorial."""
        self._change(key, lambda item: replace(item, type=kind))

    def leave_out(self, key: str, out: bool) -> None:
        """Leave a point out, or take it in after all."""
        self._change(key, lambda item: replace(item, left_out=(item.left_out or LEFT_OUT) if out else ""))

    def leave_file_out(self, file: int, out: bool) -> None:
        """Leave all points of a file out, or take them in after all."""
        for point in self.points(file):
            if out != bool(point.item.left_out) and (out or point.item.left_out == LEFT_OUT):
                self.leave_out(point.key, out)

    def name(self, name: str, person: str | None) -> None:
        """Say whom a name means, in all files: a person on record, or somebody who is not."""
        self._settled[name] = person
        self.files = [file if file.refused else file.with_person(name, person) for file in self.files]

    def _change(self, key: str, change: Callable[[Item], Item]) -> None:
        point = self.find(key)
        if point is not None:
            self.files[point.file] = self.files[point.file].with_item(change(point.item))

    def _points(self, only: int | None) -> Iterator[Point]:
        for number, file in enumerate(self.files):
            if only is None or only == number:
                for item in file.items:
                    yield Point(f"{number}/{item.key}", number, item)


def name_of(record: Record, item: Item, file: Returned) -> str:
    """Whose a point is: the person on record, else the name in the file, else who sent it."""
    person = record.find(Person, item.person)
    return person.name if person else item.author or file.by or file.name
