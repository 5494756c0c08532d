"""What LibreOffice does not write into a returned file: the day of each change, replies and what is resolved."""

import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
EXTENDED_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
FIRST_PARAGRAPH = 0x10000000


def w(name: str) -> str:
    """A name of WordprocessingML."""
    return f"{{{W}}}{name}"


def finished(file: Path, days: dict[str, str], done: list[dict[str, Any]]) -> None:
    """Put the days, the replies and what is resolved into a file that the editor wrote."""
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    trees = {name: etree.fromstring(parts[name]) for name in parts if name.endswith((".xml", ".rels"))}
    for name in ("word/document.xml", "word/footnotes.xml"):
        for element in trees[name].iter():
            if element.get(w("date")):
                element.set(w("date"), f"{days[element.get(w('author'))]}T10:00:00Z")
    if "word/comments.xml" in trees:
        thread(trees, [one for one in done if one["kind"] == "comment"])
    for name, tree in trees.items():
        parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


def thread(trees: dict[str, etree._Element], done: list[dict[str, Any]]) -> None:
    """Add the replies to the comments and tie the threads."""
    comments, body = trees["word/comments.xml"], trees["word/document.xml"]
    by_words = {"".join(one.itertext()): one for one in comments.iter(w("comment"))}
    for said in done:
        if said["reply_to"]:
            by_words[said["words"]] = replied(comments, body, by_words[said["reply_to"]], said)
    if not any(said["reply_to"] or said["resolved"] for said in done):
        return
    keys: dict[str, str] = {}
    for number, (words, comment) in enumerate(by_words.items()):
        keys[words] = f"{FIRST_PARAGRAPH + number:08X}"
        list(comment.iter(w("p")))[-1].set(f"{{{W14}}}paraId", keys[words])
    extended = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15})
    for said in done:
        one = etree.SubElement(extended, f"{{{W15}}}commentEx")
        one.set(f"{{{W15}}}paraId", keys[said["words"]])
        if said["reply_to"]:
            one.set(f"{{{W15}}}paraIdParent", keys[said["reply_to"]])
        one.set(f"{{{W15}}}done", "1" if said["resolved"] else "0")
    trees["word/commentsExtended.xml"] = extended
    part = {"PartName": "/word/commentsExtended.xml", "ContentType": EXTENDED_TYPE}
    etree.SubElement(trees["[Content_Types].xml"], f"{{{TYPES}}}Override", part)
    relation = {"Id": "rIdThreads", "Type": EXTENDED, "Target": "commentsExtended.xml"}
    etree.SubElement(trees["word/_rels/document.xml.rels"], f"{{{RELATIONS}}}Relationship", relation)


def replied(
    comments: etree._Element, body: etree._Element, asked: etree._Element, said: dict[str, Any]
) -> etree._Element:
    """The reply in the part of the comments; its range is that of the comment it answers."""
    number = str(1 + max(int(one.get(w("id"), "0")) for one in comments.iter(w("comment"))))
    reply = etree.SubElement(comments, w("comment"))
    initials = "".join(name[0] for name in said["author"].split())
    reply.attrib.update(
        {w("id"): number, w("author"): said["author"], w("date"): f"{said['date']}T11:00:00Z", w("initials"): initials}
    )
    run = etree.SubElement(etree.SubElement(reply, w("p")), w("r"))
    etree.SubElement(run, w("t")).text = said["words"]
    old = asked.get(w("id"))
    for kind in ("commentRangeStart", "commentRangeEnd"):
        (mark,) = [one for one in body.iter(w(kind)) if one.get(w("id")) == old]
        new = etree.Element(w(kind), {w("id"): number})
        mark.addnext(new)
    (reference,) = [one for one in body.iter(w("commentReference")) if one.get(w("id")) == old]
    run = etree.Element(w("r"))
    etree.SubElement(run, w("commentReference"), {w("id"): number})
    outer = reference.getparent()
    assert outer is not None
    outer.addnext(run)
    return reply
