"""Foreign files on their way to the record: kept whole, known by their digest."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from hisrg_desktop.meeting.attachments import Attachment

Attachments = Callable[[str], bytes | None]
"""The bytes of a kept file by its digest; None where it is not kept any more."""
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
