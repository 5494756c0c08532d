"""LibreOffice as a second reader: it opens our files and says what it reads in them.

Runs under the Python that has ``uno``, never under ours. One JSON object on each line of standard input is a question,
one on each line of standard output its answer::

    {"do": "read-accepted", "file": "redline.docx"}            {"answer": ["Article 1", "Each Party shall ..."]}
    {"do": "read-rejected", "file": "redline.docx"}            the same, with every change rejected
    {"do": "labels", "file": "draft.docx"}                     {"answer": [["1.", "Use of terms"], ["", "For the ..."]]}
    {"do": "to-pdf", "file": "minutes.docx", "to": "m.pdf"}    {"answer": "m.pdf"}

Paragraphs come in the order of the body, tables cell by cell, notes last. A file that LibreOffice does not read is
answered by ``{"fault": ...}``. The office has its own profile and ends with standard input.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.uno import Exception as OfficeFault

PATIENCE = 60  # seconds until an office that has not answered is given up
PLACES = {"Footnote", "Endnote", "Annotation", "AnnotationEnd", "Frame", "Bookmark", "Redline", "SoftPageBreak"}


def main():
    with tempfile.TemporaryDirectory(prefix="office-") as profile, started(Path(profile)) as office:
        for line in sys.stdin:
            sys.stdout.write(json.dumps(answered(office, json.loads(line))) + "\n")
            sys.stdout.flush()
    os._exit(0)  # python3-uno can fault while the interpreter ends


@contextmanager
def started(profile):
    """The desktop and the dispatcher of an office of our own, which ends with this."""
    pipe = f"office-{os.getpid()}"
    command = ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    command += [f"-env:UserInstallation={profile.as_uri()}", f"--accept=pipe,name={pipe};urp;"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        context = connected(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        make = context.ServiceManager.createInstanceWithContext
        desktop = make("com.sun.star.frame.Desktop", context)
        yield desktop, make("com.sun.star.frame.DispatchHelper", context)
        with suppress(OfficeFault):  # it may close the line before it has answered
            desktop.terminate()
        process.wait(20)
    finally:
        process.kill()
        process.wait()


def connected(address):
    """The office's context, as soon as it listens."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(address)
        except NoConnectException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def answered(office, question):
    """The answer to one question; a fault where LibreOffice does not read the file."""
    try:
        # No context manager: one cannot pass an exception of UNO's through itself.
        document = opened(office[0], question["file"])
        try:
            return {"answer": ANSWERS[question["do"]](office, document, question)}
        finally:
            document.close(True)
    except OfficeFault as fault:
        return {"fault": f"LibreOffice: {type(fault).__name__}: {fault.Message}"}


def opened(desktop, file):
    """A document without a window."""
    document = desktop.loadComponentFromURL(Path(file).resolve().as_uri(), "_blank", 0, (setting("Hidden", True),))
    if document is None:
        raise OfficeFault(f"{file} is not opened", None)
    return document


def setting(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def read_accepted(office, document, _question):
    return decided(office, document, ".uno:AcceptAllTrackedChanges")


def read_rejected(office, document, _question):
    return decided(office, document, ".uno:RejectAllTrackedChanges")


def decided(office, document, command):
    """The words of every paragraph after all changes were decided one way."""
    office[1].executeDispatch(document.CurrentController.Frame, command, "", 0, ())
    return [words(paragraph) for paragraph in everything(document)]


def labels(_office, document, _question):
    """The number that LibreOffice prints before each paragraph, and the paragraph's words."""
    return [[paragraph.ListLabelString or "", words(paragraph)] for paragraph in everything(document)]


def to_pdf(_office, document, question):
    """The document as PDF. (A picture needs LibreOffice Draw, which a bare Writer does not bring.)"""
    target = Path(question["to"]).resolve()
    document.storeToURL(target.as_uri(), (setting("FilterName", "writer_pdf_Export"),))
    return str(target)


def everything(document):
    """The paragraphs of the body, then of the footnotes and endnotes."""
    yield from paragraphs(document.Text)
    for notes in (document.Footnotes, document.Endnotes):
        for index in range(notes.Count):
            yield from paragraphs(notes.getByIndex(index))


def paragraphs(text):
    for item in listed(text):
        if item.supportsService("com.sun.star.text.TextTable"):
            for name in item.getCellNames():
                yield from paragraphs(item.getCellByName(name))
        elif item.supportsService("com.sun.star.text.Paragraph"):
            yield item


def words(paragraph):
    """The words of a paragraph, without what only marks a place in it."""
    return "".join(map(said, listed(paragraph)))


def said(portion):
    kind = portion.TextPortionType
    if kind in PLACES:
        return ""
    if kind in ("ContentControl", "InContentMetadata"):
        return words(getattr(portion, kind))
    return portion.String


def listed(container):
    """What a container of UNO's holds, as Python goes through things."""
    items = container.createEnumeration()
    while items.hasMoreElements():
        yield items.nextElement()


ANSWERS = {
    "read-accepted": read_accepted,
    "read-rejected": read_rejected,
    "labels": labels,
    "to-pdf": to_pdf,
}

if __name__ == "__main__":
    main()
