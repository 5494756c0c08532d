"""Commands by name; the code of one is read when it is asked for, and so is what its help lists."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

import click


class Commands(click.Group):
    """A group of commands, each found by where it is: ``module:command`` of this package."""

    def __init__(self, *args: Any, where: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._where = where

    def list_commands(self, _: click.Context) -> list[str]:
        """Their names in the order of the alphabet."""
        return sorted(self._where)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """The command of this name; None where there is none."""
        if name not in self._where:
            return None
        module, command = self._where[name].split(":")
        return cast(click.Command, getattr(import_module(f"hisrg_desktop.cli.{module}"), command))


class Listing(click.Command):
    """A command whose help ends with a list, such as the kinds of documents there are."""

    def __init__(self, *args: Any, heading: str, rows: Callable[[], list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._heading, self._rows = heading, rows

    def format_epilog(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list beneath the options."""
        with formatter.section(self._heading):
            formatter.write_dl(self._rows())
