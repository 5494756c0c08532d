"""The table of benchmarks by name. Benchmarks judge; nothing fails on milliseconds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from hisrg_desktop.bench.rows import HEADING, Row

__all__ = ["BENCHES", "HEADING", "Bench", "Row", "measure"]


@dataclass(frozen=True, slots=True)
class Bench:
    """What is measured, and the module whose function `rows` measures it."""

    words: str
    module: str


BENCHES: dict[str, Bench] = {
    "window": Bench("window of the practice dossier usable", "start"),
    "window-large": Bench("the same at 100,000 comments", "start_large"),
    "take-down": Bench("a comment taken down, on disk", "take_down"),
    "minutes": Bench("minutes of 4,000 interventions as a Word file", "minutes"),
    "comments-word": Bench("10,000 comments as a Word table", "comments_word"),
    "margin-word": Bench("10,000 comments in the margin of a Word file", "margin_word"),
    "redline": Bench("a redline of 20,000 words with 400 edits", "redline"),
    "read-draft": Bench("a Word draft taken in", "read_draft"),
    "read-marked": Bench("a marked-up Word file read", "read_marked"),
    "read-pdf": Bench("a report in PDF read", "read_pdf"),
    "returned": Bench("forty marked-up copies of the draft understood", "returned"),
    "search": Bench("search in 100,000 comments", "search"),
    "keys": Bench("keys, and how long the windows are held", "keys"),
    "keys-large": Bench("the same at 100,000 comments", "keys_large"),
    "holds": Bench("how long the windows are held by opening, going to pages, changing the look", "holds"),
    "filter": Bench("10,000 comments filtered as somebody types", "filter"),
    "people": Bench("the people page with thousands on record, and a list of three thousand looked through", "people"),
    "room": Bench("a debate taken down at 80 words a minute while documents are made", "room"),
    "load": Bench("100,000 comments loaded", "load"),
}


def measure(names: Iterable[str], minutes: float | None = None) -> Iterator[Row]:
    """The lines of the benchmarks named, each as soon as it is measured; who types for long does so for so many minutes."""
    from hisrg_desktop.bench.dossiers import Dossiers, dossiers

    with dossiers(minutes) as made:
        for name in names:
            rows: Callable[[Dossiers], Iterator[Row]] = import_module(
                f"hisrg_desktop.bench.{BENCHES[name].module}"
            ).rows
            yield from rows(made)
