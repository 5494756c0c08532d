"""Which paragraphs of a Word file change and how, and whose change the end of each is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hisrg_desktop.documents.word import margin, story
from hisrg_desktop.documents.word.edits import (
    DeletedParagraph,
    Edit,
    InsertedParagraph,
    NotSpliced,
    ParagraphEdit,
)
from hisrg_desktop.documents.word.nodes import Node, tree
from hisrg_desktop.documents.word.revisions import Ids
from hisrg_desktop.meeting.redline.pieces import Mark


@dataclass(slots=True)
class Place:
    """What happens at one paragraph of the original."""

    index: int
    edit: ParagraphEdit | None = None
    deleted: Mark | None = None
    inserted: list[InsertedParagraph] = field(default_factory=list)
    margins: list[margin.Numbered] = field(default_factory=list)
    end: str = "as it is"  # or inserted, deleted: what becomes of the paragraph's mark
    end_mark: Mark | None = None
    like: int | None = None  # whose properties the paragraph takes on where its end now ends another paragraph
    merged: InsertedParagraph | None = None  # text that goes into this paragraph, its own being deleted

    @property
    def followers(self) -> list[InsertedParagraph]:
        """The new paragraphs that are read after it."""
        return [*self.inserted, *([self.merged] if self.merged else [])]

    @property
    def any_mark(self) -> Mark:
        """Whose change its properties are: they change only with its end."""
        mark = self.end_mark or self.deleted or (self.inserted and self.inserted[0].end_mark)
        assert mark, "a paragraph's properties change only with its end"
        return mark

    def marks(self) -> Iterator[Mark]:
        """Everyone whose change is written here."""
        pieces = [*(self.edit.pieces if self.edit else ()), *(p for new in self.followers for p in new.pieces)]
        yield from (mark for piece in pieces for mark in (piece.inserted, piece.deleted) if mark)
        yield from (mark for mark in (self.deleted, self.end_mark) if mark)
        yield from (new.mark for new in self.inserted if new.mark)


@dataclass(slots=True)
class Plan:
    """All edits, sorted to their paragraphs."""

    text: story.Story
    tracked: bool
    ids: Ids
    places: dict[int, Place] = field(default_factory=dict)
    moves: dict[int, str] = field(default_factory=dict)
    """The paragraphs that move as they are, each with the name of its move."""

    def node(self, index: int) -> Node:
        """A paragraph of the original."""
        return tree(self.text.source(index), self.text.extents[index].prefix)

    def take(self, edits: Sequence[Edit], margins: Sequence[margin.Numbered]) -> None:
        """Sort the edits to their paragraphs; refuse those that contradict each other."""
        for edit in edits:
            self._sort(edit)
        for note in margins:
            self.at(note.margin.paragraph).margins.append(note)
        for place in self.places.values():
            self._refuse_contradiction(place)
        if self.tracked:
            for index in sorted(self.places):
                self._decide_end(index)

    def at(self, index: int) -> Place:
        """What happens at a paragraph."""
        self._known(index)
        return self.places.setdefault(index, Place(index))

    def marks(self) -> Iterator[Mark]:
        """Everyone whose change is written."""
        for place in self.places.values():
            yield from place.marks()

    def goes(self, index: int) -> bool:
        """Whether the whole stretch of a paragraph goes, so that its last paragraph must stay, empty."""
        extents = self.text.extents
        while extents[index].previous >= 0:
            index = extents[index].previous
        while index >= 0:
            place = self.places.get(index)
            if place is None or place.deleted is None or place.inserted or place.merged:
                return False
            index = extents[index].following
        return True

    def is_last(self, index: int) -> bool:
        """Whether a paragraph ends a body or cell, or stands before a table."""
        return self.text.extents[index].following < 0

    def _sort(self, edit: Edit) -> None:
        match edit:
            case InsertedParagraph():
                self._known(edit.like)
                self.at(edit.after).inserted.append(edit)
            case DeletedParagraph():
                self.at(edit.paragraph).deleted = edit.mark
            case ParagraphEdit():
                if self.at(edit.paragraph).edit is not None:
                    raise NotSpliced(f"Paragraph {edit.paragraph + 1} is edited twice.")
                self.at(edit.paragraph).edit = edit

    def _refuse_contradiction(self, place: Place) -> None:
        if place.deleted and place.edit:
            raise NotSpliced(f"Paragraph {place.index + 1} is both edited and deleted.")
        if self._around(place.index):
            raise NotSpliced(f"Paragraph {place.index + 1} stands in a text box whose paragraph is edited too.")

    def _known(self, index: int) -> None:
        if not 0 <= index < len(self.text.extents):
            raise NotSpliced(f"There is no paragraph {index + 1} in the file; it has {len(self.text.extents)}.")

    def _around(self, index: int) -> bool:
        """Whether something happens at the paragraph in whose text box this one stands."""
        outer = self.text.extents[index].inside
        while outer >= 0:
            if outer in self.places:
                return True
            outer = self.text.extents[outer].inside
        return False

    def _decide_end(self, index: int) -> None:
        """Decide whose mark is tracked: at the end of a body or cell, or before a table, the preceding one's."""
        place = self.places[index]
        if place.end != "as it is":
            return
        if place.deleted:
            place.end, place.end_mark = "deleted", place.deleted
            if self.is_last(index):
                self._deleted_at_the_end(place)
        elif self._goes_on(place) and self._mark_is_free(index):
            # Words put at the end and new paragraphs after them are one insertion, as when someone types on;
            # LibreOffice joins the two by itself and would take the paragraph's own end for inserted.
            place.end, place.end_mark = "inserted", place.inserted[0].end_mark

    def _goes_on(self, place: Place) -> bool:
        """Whether what is inserted after the paragraph begins in it."""
        new_words = place.edit is not None and place.edit.ends_in_insertion
        return bool(place.inserted) and (self.is_last(place.index) or new_words)

    def _deleted_at_the_end(self, place: Place) -> None:
        """Let the last paragraph of a stretch go: its end cannot, so another's goes or new words take its place."""
        if place.inserted:
            _merge(place, place)
            return
        if self.goes(place.index):
            place.end = "as it is"
            return
        first, previous = self._first_deleted(place.index)
        if previous in self.places and self.places[previous].inserted:
            _merge(self.places[previous], place)
        elif previous >= 0 and self._mark_is_free(previous):
            before_it = self.at(previous)
            before_it.end, before_it.end_mark = "deleted", self.places[first].deleted
            place.end, place.like = "as it is", previous

    def _first_deleted(self, index: int) -> tuple[int, int]:
        """The first of the deleted paragraphs that end with this one, and the paragraph before it (or -1)."""
        first, previous = index, self.text.extents[index].previous
        while previous >= 0 and self._only_deleted(previous):
            first, previous = previous, self.text.extents[previous].previous
        return first, previous

    def _only_deleted(self, index: int) -> bool:
        place = self.places.get(index)
        return place is not None and place.deleted is not None and not place.inserted

    def _mark_is_free(self, index: int) -> bool:
        """Whether a paragraph's mark can carry a change of ours: no foreign one, no section break."""
        properties = self.node(index).child("pPr")
        if properties is None:
            return True
        look = properties.child("rPr")
        tracked = look is not None and any(look.child(name) for name in ("ins", "del", "moveFrom", "moveTo"))
        return not tracked and properties.child("sectPr") is None


def _merge(giving: Place, taking: Place) -> None:
    """Put the last new paragraph of a place into a deleted paragraph, whose end then stays."""
    taking.merged = giving.inserted.pop()
    taking.end = "as it is"
    if giving.end == "inserted" and not giving.inserted:
        giving.end, giving.end_mark = "as it is", None
