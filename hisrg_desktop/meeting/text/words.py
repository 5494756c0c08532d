"""How alike two texts are by their words, where a rare word says more than one that stands everywhere."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from hisrg_desktop.meeting.redline.tokens import says_something, tokens

_FEW = 4
"""A paragraph of fewer words that say something is found inside another by coincidence."""


def plain_words(text: str) -> str:
    """A text by which the same words are known again: no case, one kind of quote and blank."""
    folded = text.casefold().translate(_QUOTES)
    return " ".join(folded.split())


_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "–": "-", "\u00a0": " ", "\u00ad": None})


@dataclass
class Words:
    """The words of several texts, each weighing more the fewer of them have it."""

    texts: Iterable[str]
    weights: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        bags = [set(self.listed(text)) for text in self.texts]
        times = Counter(word for bag in bags for word in bag)
        self.weights = {w: log(1 + len(bags) / n) * (1.0 if says_something(w) else 0.2) for w, n in times.items()}
        self._bags: dict[str, Counter[str]] = {}
        self._weighed: dict[str, float] = {}

    @staticmethod
    def listed(text: str) -> list[str]:
        """The words and numbers of a text in order."""
        return [token.text for token in tokens(plain_words(text)) if token.text[:1].isalnum()]

    def bag(self, text: str) -> Counter[str]:
        """The words of a text, counted."""
        if text not in self._bags:
            self._bags[text] = Counter(self.listed(text))
        return self._bags[text]

    def weight(self, text: str) -> float:
        """What the words of a text weigh together."""
        if text not in self._weighed:
            self._weighed[text] = sum(self.weights[word] * count for word, count in self.bag(text).items())
        return self._weighed[text]

    def shared(self, one: Counter[str], other: Counter[str]) -> float:
        """What the words weigh that both have."""
        few, many = (one, other) if len(one) < len(other) else (other, one)
        return sum(self.weights[word] * min(count, many[word]) for word, count in few.items() if word in many)

    def alike(self, one: str, other: str) -> float:
        """From 0, no word in common, to 1, the same words."""
        whole = self.weight(one) + self.weight(other)
        return (
            2 * self.shared(self.bag(one), self.bag(other)) / whole
            if whole
            else float(plain_words(one) == plain_words(other))
        )

    def inside(self, one: str, others: Counter[str]) -> float:
        """The share of a text's words that are among others."""
        whole = self.weight(one)
        return self.shared(self.bag(one), others) / whole if whole else 0.0

    def is_short(self, text: str) -> bool:
        """Whether a text has too few words to be known by them."""
        return sum(says_something(word) for word in self.listed(text)) < _FEW
