"""Deletions of what others insert in the same file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.returned.file import File
from hisrg_desktop.meeting.returned.items import Item, doubted
from hisrg_desktop.meeting.returned.margin import Margin
from hisrg_desktop.meeting.returned.views import WrittenIn


@dataclass(frozen=True, slots=True)
class Opposing:
    """What authors of a file would take out of each other's insertions, as points."""

    file: File
    margin: Margin

    def points(self, made: Sequence[Item]) -> Iterator[Item]:
        """What authors delete of what others insert; `made` are the points made before."""
        for author in self.file.seen.authors:
            for there in self.file.seen.written_in(author):
                if there.whole and not there.own:
                    yield from self._against_theirs(author, there, made)

    def _against_theirs(self, author: str, there: WrittenIn, made: Sequence[Item]) -> Iterator[Item]:
        """What somebody inserts is to go: on a provision a proposal made on their words, else a comment."""
        whose = there.whose.author
        pieces = self.file.seen.paragraphs[there.paragraph].pieces
        words = "".join(pieces[p].text for p in there.places).strip()
        if not words:
            return
        base = self.file.seen.base_of[there.paragraph]
        part = self.file.part_of(base)
        doubt = f"It deletes words that {whose} inserts here."
        item = self.file.new(author, at=self.file.date([there.paragraph], author))
        if (
            part is None
            or part.kind in ("block", "title")
            or not self.file.seen.paragraphs[there.paragraph].base.strip()
        ):
            says = f"Would delete what {whose} inserts: “{words}”."
            item = replace(item, kind="comment", words=says, quote=words, before=clean(words))
            item = self.margin.standing(item, there.paragraph, base)
            theirs = (m for m in made if m.author == whose and m.provision == item.provision and words in m.after)
            found = next(theirs, None)
            yield replace(item, answers=found.key if found else None)
            return
        stands = [place for place, piece in enumerate(pieces) if piece.inserted is None and place not in there.beside]
        _, without, _ = self.file.against(part, [base], "".join(pieces[place].text for place in stands))
        stands = sorted([*stands, *there.places])
        _, with_theirs, _ = self.file.against(part, [base], "".join(pieces[place].text for place in stands))
        item = replace(item, operation="replace", before=with_theirs, after=without)
        yield self.file.finished(doubted(self.file.at(item, part), doubt))
