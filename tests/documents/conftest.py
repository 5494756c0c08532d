"""What the tests of documents share: the practice meeting's record, and the Word file its text came from."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hisrg_desktop.desk.exports import Options, produce
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.drafts import latest_draft
from hisrg_desktop.store.ledger import Ledger


@dataclass(frozen=True)
class Practised:
    """The practice meeting as it stands, and what was kept with it."""

    record: Record
    files: dict[str, bytes]

    @property
    def base(self) -> bytes:
        """The Word file that the text came from."""
        draft = latest_draft(self.record)
        assert draft is not None
        assert draft.source is not None
        return self.files[draft.source]

    def made(self, kind: str, suffix: str = ".docx", record: Record | None = None, **options: Any) -> bytes:
        """A finished document, of this record or of what became of it."""
        return produce(kind, record or self.record, Options(suffix=suffix, **options), self.files.get)


@pytest.fixture(scope="session")
def practised(practice_file: Path) -> Practised:
    from hisrg_desktop.meeting.attachments import Attachment

    ledger = Ledger.read(practice_file)
    try:
        record = ledger.load()
        files = {one.id: data for one in record.each(Attachment) if (data := ledger.attachment(one.id)) is not None}
    finally:
        ledger.close()
    return Practised(record, files)


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[[bytes, str], Path]:
    """Puts bytes in a file of this name, for other programs to read."""

    def put(data: bytes, name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return put
