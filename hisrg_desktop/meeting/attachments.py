"""Files kept whole with the dossier, known by their digest; the bytes stay in the store."""

from hisrg_desktop.meeting.record import Row


class Attachment(Row):
    """A kept file; its id is the SHA-256 of its bytes in hexadecimal."""

    name: str
    media_type: str = ""
    size: int = 0
