"""A draft in Word is read as a careful person reads it."""

import json
from pathlib import Path
from typing import Any

import pytest

from hisrg_desktop.documents.word.draft import read_draft
from hisrg_desktop.meeting.text.reading import DraftReading, PartRead

FILES = Path(__file__).parent / "files"
ABOUT_THE_KESSANDRA_BELT = json.loads((FILES / "fictional-draft.json").read_text("utf-8"))


def said_to_hold(draft: dict[str, Any]) -> list[tuple[str, int, str, str, list[Any], list[Any]]]:
    """What the JSON says, part by part: kind, depth, label, text, notes, faces."""
    out = [("title", 0, "", draft["title"], [], []), ("subtitle", 0, "", draft["subtitle"], [], [])]
    out += [(part["kind"], 0, "", part["text"], notes_in(part), faces_in(part)) for part in draft["front"]]
    for block in draft["blocks"]:
        out.append(("block", 0, block["number"], block["heading"], [], []))
        for provision in block["provisions"]:
            out += items_in(provision, 1)
    return out


def items_in(provision: dict[str, Any], depth: int) -> list[tuple[str, int, str, str, list[Any], list[Any]]]:
    kind = "provision" if depth == 1 else "item"
    here = (kind, depth, provision["label"], provision["text"], notes_in(provision), faces_in(provision))
    below = [part for item in provision.get("items", []) for part in items_in(item, depth + 1)]
    return [here, *below]


def notes_in(part: dict[str, Any]) -> list[tuple[int, int, str]]:
    return [(note["number"], note["offset"], note["text"]) for note in part.get("footnotes", [])]


def faces_in(part: dict[str, Any]) -> list[tuple[int, int, str]]:
    return [(face["from"], face["to"], face["face"]) for face in part.get("faces", [])]


def as_read(part: PartRead) -> tuple[str, int, str, str, list[Any], list[Any]]:
    notes = [(note.number, note.offset, note.text) for note in part.notes]
    faces = [(face.start, face.end, face.face) for face in part.faces]
    return part.kind, part.depth, part.label, part.text, notes, faces


def test_a_draft_with_automatic_numbers_is_read_whole():
    reading = read_draft(FILES / "fictional-draft.docx")
    assert [as_read(part) for part in reading.parts] == said_to_hold(ABOUT_THE_KESSANDRA_BELT)
    assert (reading.title, reading.subtitle) == (
        ABOUT_THE_KESSANDRA_BELT["title"],
        ABOUT_THE_KESSANDRA_BELT["subtitle"],
    )
    assert not any(part.doubt for part in reading.parts)


def test_a_draft_with_typed_numbers_is_read_whole():
    def without_case_of_headings(part: tuple[str, int, str, str, list[Any], list[Any]]) -> tuple[Any, ...]:
        kind, depth, label, text, notes, _ = part
        return kind, depth, label, text.casefold() if kind in {"title", "heading", "block"} else text, notes

    reading = read_draft(FILES / "typed-numbers.docx")
    read = [without_case_of_headings(as_read(part)) for part in reading.parts]
    assert read == [without_case_of_headings(part) for part in said_to_hold(ABOUT_THE_KESSANDRA_BELT)]
    assert not any(part.doubt for part in reading.parts)


@pytest.mark.parametrize("name", ["fictional-draft.docx", "typed-numbers.docx"])
def test_each_part_names_the_paragraph_it_came_from(name):
    assert [part.paragraph for part in read_draft(FILES / name).parts] == list(range(180))


def test_headers_and_footers_are_named_rather_than_dropped():
    said = {found.what for found in read_draft(FILES / "fictional-draft.docx").not_understood}
    assert said == {"a page header", "a page footer"}


def test_the_same_bytes_give_the_same_reading():
    path = FILES / "typed-numbers.docx"
    assert read_draft(path.read_bytes(), path.name) == read_draft(path)


def test_a_reading_survives_the_way_through_json():
    reading = read_draft(FILES / "fictional-draft.docx")
    assert DraftReading.model_validate_json(reading.model_dump_json()) == reading
