"""How fast a Word draft is understood: the practice draft, and one of six hundred pages."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from hisrg_desktop.bench import drafts
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import by_turns, timed
from hisrg_desktop.bench.rows import Row
from hisrg_desktop.documents.word.draft import read_draft

PAGES = 600


def rows(_: Dossiers) -> Iterator[Row]:
    """Both drafts taken in, against their XML parsed and nothing more."""
    yield _row("the practice draft read", drafts.practice_draft(), 10)
    long = drafts.written(drafts.texts(PAGES * drafts.WORDS_ON_A_PAGE))
    yield _row(f"a draft of {PAGES} pages read", long, 1)


def _row(what: str, data: bytes, rounds: int) -> Row:
    took, raw = by_turns(timed(lambda: read_draft(data)), timed(lambda: _parsed(data)), rounds)
    return Row("read-draft", what, took, "its XML parsed by lxml", raw)


def _parsed(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))
