"""How a change of ours is written: tracked changes, new words as runs, ranges of comments."""

from dataclasses import dataclass, field

from hisrg_desktop.documents.word import margin
from hisrg_desktop.documents.word.bits import Bit
from hisrg_desktop.documents.word.edits import NotePut
from hisrg_desktop.documents.word.nodes import text_xml, words_xml
from hisrg_desktop.documents.word.story import STRICT, WORD
from hisrg_desktop.documents.written.core import stamp
from hisrg_desktop.meeting.redline.pieces import Mark, Piece


@dataclass(slots=True)
class Ids:
    """One counter for the ids of a part."""

    next: int
    given: list[str] = field(default_factory=list)

    def take(self) -> str:
        """The next id, for a change of ours."""
        self.given.append(self.foreign())
        return self.given[-1]

    def foreign(self) -> str:
        """The next id, for a part of someone else's change."""
        self.next += 1
        return str(self.next - 1)


@dataclass(frozen=True, slots=True)
class Revisions:
    """Writes the XML of changes in one paragraph: in its names, tracked or carried out."""

    prefix: str
    ids: Ids
    tracked: bool
    strict: bool

    @property
    def _names(self) -> tuple[str, str]:
        """The prefix of our names, and its declaration where the paragraph has none."""
        here = "" if self.prefix else f' xmlns:w="{STRICT if self.strict else WORD}"'
        return self.prefix or "w:", here

    def change(self, name: str, mark: Mark, inner: str | None = None) -> str:
        """A tracked change of this kind, around the XML or, without any, an empty element."""
        w, here = self._names
        who = f'{w}author="{margin.quoted(mark.author)}" {w}date="{stamp(mark.at)}"'
        head = f'<{w}{name}{here} {w}id="{self.ids.take()}" {who}'
        return f"{head}/>" if inner is None else f"{head}>{inner}</{w}{name}>"

    def half_of_move(self, side: str, name: str, mark: Mark, paragraph: str) -> str:
        """A paragraph as one half of a move, `side` being moveFrom or moveTo; the name ties it to the other half."""
        w, here = self._names
        id_ = self.ids.take()
        who = f'{w}author="{margin.quoted(mark.author)}" {w}date="{stamp(mark.at)}"'
        start = f'<{w}{side}RangeStart{here} {w}id="{id_}" {who} {w}name="{name}"/>'
        return f'{start}{paragraph}<{w}{side}RangeEnd{here} {w}id="{id_}"/>'

    def put(self, piece: Piece, look: str) -> str:
        """The inserted words as runs with their marks."""
        if not self.tracked:
            return "" if piece.deleted else self._runs(piece.text, look, "t")
        if piece.inserted is None or not piece.text:
            return ""
        if piece.deleted is None:
            return self.change("ins", piece.inserted, self._runs(piece.text, look, "t"))
        taken_out = self.change("del", piece.deleted, self._runs(piece.text, look, "delText"))
        return self.change("ins", piece.inserted, taken_out)

    def note(self, put: NotePut) -> str:
        """The mark of a new footnote."""
        w, here = self._names
        look = f'<{w}rPr><{w}vertAlign {w}val="superscript"/></{w}rPr>'
        run = f'<{w}r{here}>{look}<{w}footnoteReference {w}id="{put.id}"/></{w}r>'
        return self.change("ins", put.mark, run) if self.tracked else run

    def deleted(self, bit: Bit) -> str:
        """A bit as it stands in a deletion."""
        if bit.kind == "text":
            return text_xml(bit.text, self.prefix, "delText")
        return bit.xml.replace("instrText", "delInstrText") if bit.kind == "code" else bit.xml

    def range_start(self, id_: int) -> str:
        """Where the words that a comment stands on begin."""
        w, here = self._names
        return f'<{w}commentRangeStart{here} {w}id="{id_}"/>'

    def range_end(self, id_: int) -> str:
        """Where the words that a comment stands on end, and the comment's mark."""
        w, here = self._names
        mark = f'<{w}r{here}><{w}commentReference {w}id="{id_}"/></{w}r>'
        return f'<{w}commentRangeEnd{here} {w}id="{id_}"/>{mark}'

    def _runs(self, words: str, look: str, name: str) -> str:
        w = self.prefix
        inner = words_xml(words, w, name)
        return f"<{w}r>{look}{inner}</{w}r>" if inner else ""
