"""What a command says while it works and of what it found: how far it is, and facts as lines of JSON."""

import json
import sys
from datetime import date, datetime
from typing import Any

import click


def part(part: float) -> None:
    """Say how much has been read."""
    progress(part, "reading")


def progress(part: float, words: str) -> None:
    """Say how far it is to whoever watches; a file or a pipe hears nothing."""
    if sys.stderr.isatty():
        click.echo(f"\r{part:4.0%} {words:<40}", nl=part >= 1, err=True)


def progress_and_remarks(part: float, words: str) -> None:
    """Say how far it is to whoever watches, and what is still to be done by hand to everybody."""
    if part >= 1:
        click.echo(words, err=True)
    else:
        progress(part, words)


def line(fields: dict[str, Any]) -> str:
    """Fields as one line of JSON."""
    return json.dumps(fields, ensure_ascii=False, default=plain)


def plain(value: object) -> str:
    """A date or an instant in the form of ISO 8601; nothing else has one."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
