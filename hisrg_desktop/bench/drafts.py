"""Drafts of any length, in words of the practice draft, for what needs a long one."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import cycle

from hisrg_desktop.documents.outline import Document, Heading, Masthead, Paragraph
from hisrg_desktop.documents.word.draft import read_draft
from hisrg_desktop.documents.write_word import write_word
from hisrg_desktop.shipped import shipped

WORDS_ON_A_PAGE = 400


def practice_draft() -> bytes:
    """The Word draft of the practice meeting."""
    return shipped("sample/draft.docx").read_bytes()


def texts(words: int) -> list[str]:
    """Paragraphs of about so many words together, no two the same."""
    models = [part.text for part in read_draft(practice_draft()).parts if len(part.text) > 60]
    made: list[str] = []
    count = 0
    for number, text in enumerate(cycle(models)):
        made.append(f"{text} This applies to case {number}.")
        count += len(made[-1].split())
        if count >= words:
            break
    return made


def written(paragraphs: Sequence[str]) -> bytes:
    """A Word file with a heading before every twelve paragraphs."""
    parts: list[Heading | Paragraph] = []
    for number, text in enumerate(paragraphs):
        if number % 12 == 0:
            parts.append(Heading(f"Matter {number // 12 + 1}"))
        parts.append(Paragraph(text))
    when = datetime(2020, 5, 4, 9, 0, tzinfo=UTC)
    return write_word(Document(parts, Masthead("Practice Group", "Draft"), when, "Practice Group"))


def edited(paragraphs: Sequence[str], edits: int) -> list[str]:
    """The paragraphs with so many replacements, insertions and deletions of words, spread evenly."""
    made = [text.split() for text in paragraphs]
    for number in range(edits):
        words = made[number * len(made) // edits]
        at = 3 + (number * 5) % max(1, len(words) - 6)
        match number % 3:
            case 0:
                words[at] = f"altered{number}"
            case 1:
                words[at:at] = ["and", "without", "undue", "delay"]
            case _:
                del words[at : at + 2]
    return [" ".join(words) for words in made]
