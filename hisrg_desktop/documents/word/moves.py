"""A paragraph that moved as it was: both halves whole, its runs in each, tied by the name of the move."""

from hisrg_desktop.documents.word.edits import InsertedParagraph
from hisrg_desktop.documents.word.nodes import Node
from hisrg_desktop.documents.word.plan import Place, Plan

_PLAIN = frozenset(("rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym"))
"""What of a run may stand in a file twice."""
_LEFT_OUT = frozenset(("pPr", "proofErr"))


def decide(plan: Plan) -> None:
    """Name the moves among the new paragraphs of a plan: those that nothing prevents from being written as one."""
    for place in plan.places.values():
        for new in place.inserted:
            if new.moved_from is not None and _is_whole(plan, place, new):
                plan.moves[new.moved_from] = f"hisrg-move-{len(plan.moves) + 1}"


def _is_whole(plan: Plan, place: Place, new: InsertedParagraph) -> bool:
    """Whether both halves end with ends of their own, and the words may stand in the file twice."""
    assert new.moved_from is not None
    source = plan.places[new.moved_from]
    goes = source.end == "deleted" or not plan.tracked
    whole = all(note.margin.whole for note in source.margins)
    if not goes or not whole or source.like is not None or source.followers or place.end == "inserted":
        return False
    node = plan.node(new.moved_from)
    simple = all(isinstance(c, str) or c.name in _LEFT_OUT or _is_plain(c) for c in node.children)
    return simple and not _tracked(node)


def _is_plain(child: Node) -> bool:
    return child.name == "r" and all(isinstance(part, str) or part.name in _PLAIN for part in child.children)


def _tracked(node: Node) -> bool:
    properties = node.child("pPr")
    look = properties.child("rPr") if properties else None
    return look is not None and any(look.child(name) for name in ("ins", "del", "moveFrom", "moveTo"))


def runs_of(node: Node) -> str:
    """The runs of a paragraph as they are."""
    return "".join(child.xml for child in node.nodes() if child.name == "r")
