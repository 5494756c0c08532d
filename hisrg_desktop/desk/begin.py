"""A new dossier: of a Word draft, or with the nineteen headings."""

from collections.abc import Callable
from pathlib import Path

from hisrg_desktop.desk.clock import Clock
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.desk.files import attachment_of
from hisrg_desktop.meeting.people.group import FoundGroup
from hisrg_desktop.meeting.text.drafts import StartFromTemplate, TakeInDraft
from hisrg_desktop.meeting.text.reading import DraftReading
from hisrg_desktop.store.ledger import Salt, random_salt

THE_GROUP = "The Hague International Space Resources Governance Working Group"


def read_draft(path: Path, progress: Callable[[float], None] | None = None) -> tuple[DraftReading, bytes]:
    """A Word draft as understood, and its bytes; `Unreadable` names the file and the reason."""
    from hisrg_desktop.documents.word.draft import read_draft as read
    from hisrg_desktop.documents.word.guard import file_bytes

    data = file_bytes(path)
    return read(data, path.name, progress), data


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
