"""What was chosen, on record: the meeting, whether names stand, the draft with its Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.meetings import Meeting, current_meeting
from hisrg_desktop.meeting.text.drafts import Draft, latest_draft

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.meeting.record import Record


def meeting_of(record: Record, options: Options) -> Meeting:
    """The meeting that was chosen, else the current one; `OutOfOrder` where there is none."""
    meeting = record.find(Meeting, options.meeting) if options.meeting else current_meeting(record)
    if meeting is None:
        raise OutOfOrder("There is no meeting on record yet; create one on the Agenda page.")
    return meeting


def names_of(options: Options) -> Literal["full", "none"]:
    """Whether names stand in the document."""
    return "none" if options.names == "none" else "full"


def original(record: Record, attachment: Attachment, since: str | None) -> tuple[Draft, bytes] | None:
    """The draft of this label, or the latest, and the Word file it came from; None where it came from none."""
    draft = latest_draft(record) if since is None else record.one(Draft, label=since)
    if draft is None and since is not None:
        labels = ", ".join(f"“{one.label}”" for one in record.each(Draft)) or "none"
        raise OutOfOrder(f"There is no draft “{since}”. There are: {labels}.")
    if draft is None or draft.source is None:
        return None
    data = attachment(draft.source)
    if data is None:
        raise OutOfOrder(
            f"The Word file of “{draft.label}” is not in this dossier any more; export the clean text as PDF."
        )
    return draft, data
