"""The files that travel with the program: fonts, icons, templates, the sample."""

from functools import cache
from pathlib import Path


@cache
def _folder() -> Path:
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def shipped(name: str) -> Path:
    """The path of a shipped file or folder, such as ``fonts/Inter-Regular.ttf``."""
    return _folder() / name
