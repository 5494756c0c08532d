"""Lays out the practice meeting: people, comments received, panel reports, a day and a half of debate."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hisrg_desktop.desk.begin import begin
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.people.group import BeginPhase, Phase
from hisrg_desktop.meeting.record import Row
from hisrg_desktop.sample.comments import receive_comments
from hisrg_desktop.sample.debate import play
from hisrg_desktop.sample.meetings import answer, convene, meet_before
from hisrg_desktop.sample.people import register
from hisrg_desktop.sample.reports import receive_reports
from hisrg_desktop.shipped import shipped

NAME = "Practice Group of the Seven Harbours"


def told(name: str) -> Any:
    """The content of one of the sample's files."""
    return json.loads(shipped(f"sample/{name}").read_text(encoding="utf-8"))


class Script:
    """The desk with a clock that stands where the script puts it, and the ids of what was made so far by its key."""

    def __init__(self) -> None:
        self.at = datetime(2019, 3, 4, 9, 0, tzinfo=UTC)
        self.ids: dict[str, str] = {}
        self.desk: Desk

    def clock(self) -> datetime:
        """The time the script is at."""
        return self.at

    def do(self, act: Any, key: str = "", kind: type[Row] | None = None, files: dict[str, bytes] | None = None) -> str:
        """Do an act and remember the row of this kind that it added under the key; its id."""
        self.at += timedelta(milliseconds=1)
        news = self.desk.do(act, files=files).result()
        made = [
            c.after.id
            for c in (news.changes if news else ())
            if c.before is None and c.after and (kind is None or isinstance(c.after, kind))
        ]
        if key:
            self.ids[key] = made[0]
        return made[0] if made else ""

    def later(self, at: datetime) -> None:
        """Move on to this time; never back."""
        self.at = max(self.at, at)


def _salt(number: int) -> bytes:
    """The same salt for the same entry: the sample holds nobody's data, and is the same every time."""
    return hashlib.sha256(f"practice {number}".encode()).digest()[:16]


def build(
    path: Path,
    progress: Callable[[float, str], None] = lambda _part, _words: None,
    *,
    program: str = "hisrg",
    clerk: str = "",
) -> Desk:
    """The practice dossier at this path, open; its clock goes on from where the meeting stopped."""
    script = Script()
    progress(0.02, "the draft")
    script.desk = begin(
        path,
        shipped("sample/draft.docx"),
        name=NAME,
        practice=True,
        program=program,
        clerk=clerk,
        clock=script.clock,
        salt=_salt,
    )
    try:
        script.do(BeginPhase(number=2, name="Second phase", began=date(2018, 1, 1)), "phase", Phase)
        progress(0.1, "the people")
        register(script, told("people.json"))
        meetings, meeting = told("meetings.json"), told("debate.json")["meeting"]
        progress(0.2, "the meetings before")
        meet_before(script, meetings["earlier"])
        convene(script, meetings, meeting)
        progress(0.3, "the comments received")
        receive_comments(script, told("comments.json"))
        progress(0.6, "the panels' reports")
        receive_reports(script, told("reports.json"))
        answer(script, meetings, meeting)
        progress(0.7, "the meeting")
        play(script, told("debate.json"))
    finally:
        script.desk.close()
    progress(1.0, "done")
    return Desk.open(path, program=program, clerk=clerk)


def sample_desk(*, program: str = "hisrg-desktop", clerk: str = "") -> Desk:
    """The practice meeting in a folder of its own, which goes when the computer clears its temporary files."""
    folder = Path(tempfile.mkdtemp(prefix="hisrg-sample-"))
    try:
        return build(folder / "sample.hisrg", program=program, clerk=clerk)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
