"""The process killed between decision and declaration: the decision is on record once, or its words are in the form."""

import os
import random
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.session.deciding import SLOT, Unfinished
from tests.meetings.decider import WORDS
from tests.meetings.test_nothing_typed_is_lost import GRACE, Child
from tests.ui.windows.conftest import opened

TIMES = int(os.environ.get("HISRG_KILLS", "20")) // 3


def killed(dossier: Path, seed: int, after: float) -> tuple[Child, float]:
    """A decider that was killed so many seconds after it was ready."""
    child = Child(dossier, seed, "decider.py")
    child.begin()
    child.listen_until(time.monotonic() + after)
    at = time.monotonic()
    child.kill()
    return child, at


def left(dossier: Path) -> tuple[list[str], list[str]]:
    """The words of the decisions on record, and those of the decisions still being prepared."""
    desk = Desk.open(dossier)
    try:
        declared = [decision.words for decision in desk.record.each(Decision)]
        kept = [Unfinished.read(one.text) for one in desk.kept() if one.slot.startswith(SLOT)]
    finally:
        desk.close()
    return declared, [one.words for one in kept if one]


@pytest.mark.parametrize("seed", range(TIMES))
def test_the_decision_is_on_record_once_or_its_words_are_kept(practice: Path, seed: int) -> None:
    child, at = killed(practice, seed, random.Random(seed).uniform(0.4, 2.6))
    typed = [
        int(line.split()[2]) for line in child.said if line.startswith("k ") and float(line.split()[1]) <= at - GRACE
    ]
    acknowledged = any(line.startswith("a ") for line in child.said)
    declared, kept = left(practice)
    times = declared.count(WORDS)
    assert times <= 1
    assert times == 1 or not acknowledged
    if times:
        assert WORDS not in kept
    elif typed:
        assert any(words.startswith(WORDS[: typed[-1]]) for words in kept), (typed[-1], kept)


def test_the_words_stand_in_the_form_again(practice: Path, qapp, qtbot, tmp_path: Path) -> None:
    look = Look("light")
    look.dress(qapp)
    child = Child(practice, 7, "decider.py")
    child.begin()
    child.listen_until(time.monotonic() + 120, "k ")
    child.listen_until(time.monotonic() + 0.7)
    child.kill()
    assert any(line.startswith("k ") for line in child.said)
    _, kept = left(practice)
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    window = opened(look, Desk.open(practice))
    form = window.page("session").deciding.form
    assert form.isVisible() or kept == []
    if kept:
        assert form.words.toPlainText() == kept[0]
    window.close()
