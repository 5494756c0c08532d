"""The colours stand far enough apart to be read."""

import pytest
from PySide6.QtGui import QPalette

from hisrg_desktop.ui.look.palette import (
    BORDERED_ON,
    DARK,
    LIGHT,
    TONES,
    WALL_DARK,
    WALL_LIGHT,
    WRITTEN_ON,
    Tones,
    contrast,
    fusion_palette,
)

PALETTES = {"light": LIGHT, "dark": DARK, "wall dark": WALL_DARK, "wall light": WALL_LIGHT}


def test_contrast_is_measured_as_the_guidelines_do():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#ffffff") == 1


@pytest.mark.parametrize("name", PALETTES)
def test_text_can_be_read_on_everything_it_is_written_on(name):
    tones = PALETTES[name]
    weak = {pair: contrast(getattr(tones, pair[0]), getattr(tones, pair[1])) for pair in WRITTEN_ON}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", PALETTES)
def test_the_border_of_a_control_can_be_seen(name):
    tones = PALETTES[name]
    weak = {pair: contrast(getattr(tones, pair[0]), getattr(tones, pair[1])) for pair in BORDERED_ON}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_the_names_of_the_colours_are_the_colours_there_are():
    assert set(TONES) == set(Tones.__dataclass_fields__)


def test_fusion_paints_words_in_ink_on_paper():
    palette = fusion_palette(DARK)
    assert palette.color(QPalette.ColorRole.Window).name() == DARK.paper
    assert palette.color(QPalette.ColorRole.WindowText).name() == DARK.ink
