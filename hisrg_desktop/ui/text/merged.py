"""A merged wording on its way from the merge box to a decision."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError

from hisrg_desktop.meeting.comments.merging import Share

_BEGINS = "merged:"


class MergedWording(BaseModel):
    """A merged wording ready to be decided on: the provision, the proposals in it, whose share is what, the text."""

    model_config = ConfigDict(frozen=True)

    provision: str
    proposals: tuple[str, ...]
    shares: tuple[Share, ...]
    text: str

    def kept(self) -> str:
        """The wording as words that can be kept."""
        return _BEGINS + self.model_dump_json()

    @classmethod
    def read(cls, kept: str) -> MergedWording | None:
        """The wording from kept words; None where they are not one."""
        if not kept.startswith(_BEGINS):
            return None
        try:
            return cls.model_validate_json(kept.removeprefix(_BEGINS))
        except ValidationError:
            return None
