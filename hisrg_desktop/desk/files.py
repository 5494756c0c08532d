"""Foreign files on their way to the record: kept whole, known by their digest."""

import hashlib
from pathlib import Path

from hisrg_desktop.meeting.attachments import Attachment

TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}


def attachment_of(name: str, data: bytes) -> Attachment:
    """The fact that stands for a file's bytes on record."""
    return Attachment(
        id=hashlib.sha256(data).hexdigest(),
        name=Path(name).name,
        media_type=TYPES.get(Path(name).suffix.lower(), ""),
        size=len(data),
    )
