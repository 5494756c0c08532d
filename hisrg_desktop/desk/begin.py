"""A new dossier: of a Word draft, or with the nineteen headings."""

from collections.abc import Callable
from pathlib import Path

from hisrg_desktop.desk.clock import Clock
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.desk.files import attachment_of
from hisrg_desktop.meeting.hygiene import one_line
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.people.group import FoundGroup
from hisrg_desktop.meeting.text.drafts import StartFromTemplate, TakeInDraft
from hisrg_desktop.meeting.text.reading import DraftReading
from hisrg_desktop.store.ledger import Salt, random_salt

THE_GROUP = "The Hague International Space Resources Governance Working Group"


def read_draft(
    path: Path,
    progress: Callable[[float], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> tuple[DraftReading, bytes]:
    """A Word draft as understood, and its bytes; `Unreadable` names the file and the reason.

    The file is foreign: a process of its own, with limits on time and memory, reads it.
    """
    from hisrg_desktop.documents.apart import read_draft_apart
    from hisrg_desktop.documents.word.guard import file_bytes

    data = file_bytes(path)
    reading = read_draft_apart(path, progress, stopped)
    if not any(part.text.strip() for part in reading.parts):
        raise Unreadable(f"{one_line(path.name)} holds no text that could be taken in: choose the file with the draft.")
    return reading, data


def begin(
    path: Path,
    draft: Path | None,
    *,
    name: str = THE_GROUP,
    practice: bool = False,
    program: str = "hisrg",
    clerk: str = "",
    clock: Clock | None = None,
    salt: Salt = random_salt,
    progress: Callable[[float], None] | None = None,
) -> Desk:
    """A new dossier, open; where the draft cannot be read no file is made."""
    reading = read_draft(draft, progress) if draft else None
    desk = Desk.create(path, program=program, clerk=clerk, clock=clock, salt=salt)
    try:
        desk.do(FoundGroup(name=name, practice=practice)).result()
        if reading is None or draft is None:
            desk.do(StartFromTemplate()).result()
        else:
            understood, data = reading
            kept = attachment_of(draft.name, data)
            label = understood.subtitle or draft.stem
            act = TakeInDraft(reading=understood, label=label, attachment=kept)
            desk.do(act, files={kept.id: data}).result()
    except BaseException:
        desk.close()
        for leftover in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            leftover.unlink(missing_ok=True)
        raise
    return desk
