"""The returned files are taken in as they were meant."""

import pytest

from tests.returns.judge import Score
from tests.returns.score import score


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Score:
    return score(tmp_path_factory.mktemp("intake"))


def test_nearly_every_edit_stands_on_its_provision_and_none_wrongly_without_doubt(told):
    assert told.edits >= 200
    assert told.passes(), told


def test_nothing_is_invented_and_nobody_is_given_the_words_of_another(told):
    found = (told.invented, told.wrong_words, told.wrong_author, told.wrong_date, told.wrong_thread, told.twice)
    assert found == (0, 0, 0, 0, 0, 0), told.findings
