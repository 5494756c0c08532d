"""LibreOffice as the editor: it opens a draft, writes in it with tracking on or off, and saves it as Word.

Runs under the Python that has ``uno``. One JSON object on each line of standard input is a file to make::

    {"base": "draft.docx", "to": "returned.docx", "steps": [{"do": "author", "name": "Ilse Quarto"},
     {"do": "tracking", "on": true}, {"do": "insert", "par": 9, "at": 14, "text": " always"}]}

A place is the number of a paragraph of the body (``fn3``: the third footnote) and a count of letters in it; letters
that were deleted with tracking on count. The answer is the words of every paragraph as the editor holds them then.
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import uno  # noqa: F401  (it teaches Python to import com.sun.star)
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK
from com.sun.star.util import DateTime

sys.path.insert(0, str(Path(__file__).parents[1] / "second_readers"))
import office

PROFILE = "/org.openoffice.UserProfile/Data"


def main():
    with tempfile.TemporaryDirectory(prefix="editor-") as profile, office.started(Path(profile)) as running:
        for line in sys.stdin:
            sys.stdout.write(json.dumps(made(running, json.loads(line))) + "\n")
            sys.stdout.flush()
    os._exit(0)  # python3-uno can fault while the interpreter ends


def made(running, order):
    """What the editor holds after all steps; the file is written."""
    try:
        with tempfile.TemporaryDirectory(prefix="editor-") as desk:
            # Of what it opens the editor leaves a lock beside it, and where it dies there the lock stays.
            order["base"] = shutil.copy(order["base"], desk)
            return {"answer": returned(running, **order)}
    except office.OfficeFault as fault:
        return {"fault": f"LibreOffice: {type(fault).__name__}: {fault.Message}"}


def returned(running, base, to, steps):
    document = office.opened(running[0], base)
    document.ShowChanges = True
    desk = Desk(document, running[1])
    for step in steps:
        getattr(desk, step.pop("do"))(**step)
    document.storeToURL(Path(to).resolve().as_uri(), (office.setting("FilterName", "MS Word 2007 XML"),))
    held = [office.words(paragraph) for paragraph in office.everything(document)]
    document.close(True)
    return held


class Desk:
    """The open document and what a person does with it."""

    def __init__(self, document, dispatch):
        self._document = document
        self._dispatch = dispatch

    def author(self, name):
        """This person writes from here on."""
        context = office.connected(f"uno:pipe,name=office-{os.getpid()};urp;StarOffice.ComponentContext")
        make = context.ServiceManager.createInstanceWithContext
        provider = make("com.sun.star.configuration.ConfigurationProvider", context)
        access = "com.sun.star.configuration.ConfigurationUpdateAccess"
        data = provider.createInstanceWithArguments(access, (office.setting("nodepath", PROFILE),))
        given, _, family = name.partition(" ")
        data.setPropertyValue("givenname", given)
        data.setPropertyValue("sn", family)
        data.commitChanges()

    def tracking(self, on):
        self._document.RecordChanges = on

    def insert(self, par, at, text):
        cursor, story = self._over(par, at)
        story.insertString(cursor, text, False)

    def delete(self, par, at, length):
        self._over(par, at, length)[0].setString("")

    def part(self, par, at):
        """A paragraph's end is put in."""
        cursor, story = self._over(par, at)
        story.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)

    def join(self, par):
        """A paragraph's end is deleted."""
        here, story = self._paragraph(par)
        cursor = story.createTextCursorByRange(here.getEnd())
        cursor.gotoRange(self._paragraph(par + 1)[0].getStart(), True)
        cursor.setString("")

    def strike(self, par):
        """A whole paragraph is deleted with its end."""
        self._whole(par).setString("")

    def cross(self, par, at, to):
        """Words are deleted from one paragraph into the next."""
        cursor, story = self._over(par, at)
        below, _ = self._paragraph(par + 1)
        cursor.gotoRange(spot(below, story, to, before_mark=True), True)
        cursor.setString("")

    def move(self, par, before):
        """A whole paragraph is cut and pasted before another."""
        view = self._document.CurrentController.ViewCursor
        cursor = self._whole(par)
        view.gotoRange(cursor.getStart(), False)
        view.gotoRange(cursor.getEnd(), True)
        self._run(".uno:Cut")
        view.gotoRange(self._paragraph(before)[0].getStart(), False)
        self._run(".uno:Paste")

    def raise_(self, par):
        """A whole paragraph changes places with the one above."""
        view = self._document.CurrentController.ViewCursor
        view.gotoRange(self._paragraph(par)[0].getStart(), False)
        self._run(".uno:MoveUp")

    def look(self, par, like):
        """A paragraph takes the style and number of another."""
        here, other = self._paragraph(par)[0], self._paragraph(like)[0]
        here.ParaStyleName = other.ParaStyleName
        here.NumberingRules = other.NumberingRules
        here.NumberingLevel = other.NumberingLevel

    def bold(self, par, at, length):
        self._over(par, at, length)[0].CharWeight = 150.0

    def note(self, par, at, text):
        """A footnote is put in."""
        cursor, story = self._over(par, at)
        note = self._document.createInstance("com.sun.star.text.Footnote")
        story.insertTextContent(cursor, note, False)
        note.setString(text)

    def comment(self, par, at, length, author, day, text):
        cursor, story = self._over(par, at, length)
        comment = self._document.createInstance("com.sun.star.text.textfield.Annotation")
        comment.Author, comment.Content = author, text
        year, month, date = map(int, day.split("-"))
        comment.DateTimeValue = DateTime(0, 0, 0, 10, date, month, year, False)
        story.insertTextContent(cursor, comment, length > 0)

    def _run(self, command):
        self._dispatch.executeDispatch(self._document.CurrentController.Frame, command, "", 0, ())

    def _paragraph(self, par):
        """A paragraph and the text it stands in."""
        if isinstance(par, str):
            story = self._document.Footnotes.getByIndex(int(par[2:]) - 1)
            return next(office.paragraphs(story)), story
        return list(office.paragraphs(self._document.Text))[par], self._document.Text

    def _whole(self, par):
        here, story = self._paragraph(par)
        cursor = story.createTextCursorByRange(here.getStart())
        cursor.gotoRange(self._paragraph(par + 1)[0].getStart(), True)
        return cursor

    def _over(self, par, at, length=0):
        """A cursor over so many letters, and the text it stands in."""
        here, story = self._paragraph(par)
        cursor = story.createTextCursorByRange(spot(here, story, at, before_mark=length == 0))
        if length:
            cursor.gotoRange(spot(here, story, at + length, before_mark=True), True)
        return cursor, story


def spot(paragraph, story, at, before_mark):
    """The place after so many letters, before or after a note's mark that stands there."""
    gone = 0
    for portion in office.listed(paragraph):
        said = office.said(portion)
        if said and (at < gone + len(said) or (before_mark and at == gone + len(said))):
            cursor = story.createTextCursorByRange(portion.getStart())
            cursor.goRight(at - gone, False)
            return cursor.getStart()
        gone += len(said)
    if at != gone:
        raise ValueError(f"no letter {at} in “{office.words(paragraph)}”")
    return paragraph.getEnd()


if __name__ == "__main__":
    main()
