"""What the minutes page shows beside the text: its colours, and in words which names stand where none may."""

from collections.abc import Sequence

from hisrg_desktop.ui.look.dress import Look

COLUMN = 48
"""How wide the column is in which the numbers of paragraphs stand, in pixels at 100 %."""


def sheet(look: Look) -> str:
    """The style sheet of the minutes in the colours and sizes of the window."""
    tones, reading = look.tones, look.font("reading").pixelSize()
    column, within = look.px(COLUMN), look.px(COLUMN + 14)
    small, legal = look.font("small").pixelSize(), look.font("card").family()
    return (
        f"body {{ color: {tones.ink}; }}"
        f"p.body {{ color: {tones.accent}; font-weight: 600; }}"
        f"p.title {{ font-size: {round(reading * 1.7)}px; font-weight: 700; }}"
        f"h2 {{ color: {tones.accent}; font-size: {round(reading * 1.28)}px; margin-top: 22px; margin-bottom: 6px; }}"
        f"h3 {{ color: {tones.ink}; font-size: {round(reading * 1.1)}px; margin-top: 16px; margin-bottom: 4px; }}"
        f"h4 {{ color: {tones.soft}; font-size: {reading}px; margin-top: 12px; margin-bottom: 2px; }}"
        f".soft {{ color: {tones.soft}; }} .number {{ color: {tones.soft}; }}"
        f"th {{ color: {tones.soft}; font-size: {small}px; }}"
        f"p.row, p.under {{ margin-left: {column}px; white-space: pre-wrap; }} p.row {{ text-indent: -{column}px; }}"
        f".quote {{ font-family: '{legal}'; margin-left: {within}px; margin-right: 14px; }}"
        f".legal {{ font-family: '{legal}'; color: {tones.ink}; margin-left: {within}px; }}"
        f".inserted {{ color: {tones.insertion}; font-weight: 600; }} .deleted {{ color: {tones.deletion}; }}"
    )


def leaks(names: Sequence[tuple[str, str]], words: str) -> str:
    """The passages that name somebody, after the words that say so; at most three of them, and how many more."""
    if not names:
        return ""
    passages = list(dict.fromkeys(passage for _, passage in names))
    some = "  ·  ".join(f"“…{passage}…”" for passage in passages[:3])
    more = f"  ·  +{len(passages) - 3}" if len(passages) > 3 else ""
    return f"{words.replace('%1', str(len(passages)))} {some}{more}"
