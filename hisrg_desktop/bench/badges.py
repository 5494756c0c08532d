"""How soon badges and place cards of a full meeting are made, names in several scripts among them."""

from collections.abc import Iterator
from datetime import UTC, datetime

from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import seconds
from hisrg_desktop.bench.rows import Goal, Row

PEOPLE = 450
ROUNDS = 3
_AT = datetime(2020, 9, 14, 9, tzinfo=UTC)
_NAMES = (
    "Åsa Řezníčková-{} van der Wiel", "Chidi Okafor {}", "María José Santos dos Reis e Silva {}", "Жанна Ёлкина {}",
    "Ωραία Παπαδοπούλου {}", "محمد عبد الله {}", "Nguyễn Thị Ánh {}", "Jean-Baptiste-Emmanuel de la Roche {}",
)  # fmt: skip


def rows(_: Dossiers) -> Iterator[Row]:
    """Both kinds, from the people to the bytes, in the process; the first time the typefaces are read as well."""
    from hisrg_desktop.documents.badges import badges
    from hisrg_desktop.documents.guests import Guest, Occasion
    from hisrg_desktop.documents.place_cards import place_cards

    occasion = Occasion("Practice Group of the Seven Harbours", "Meeting 2.4 · Leiden · 14–16 September 2020")
    for what, make in (("badges", badges), ("place cards", place_cards)):
        took = []
        for turn in range(ROUNDS):
            # Other people each time: what was fitted once is remembered.
            people = [
                Guest("MPOS"[n % 4], "", "Dr", _NAMES[n % 8].format(n + turn * PEOPLE), f"House {n}", "", "Observer")
                for n in range(PEOPLE)
            ]
            took.append(seconds(lambda people=people, make=make: make(people, occasion, _AT)))  # type: ignore[misc]
        yield Row("badges", f"{what} of {PEOPLE} people, the slowest of {ROUNDS}", max(took), goal=Goal(most=3.0))
