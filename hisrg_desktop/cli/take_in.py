"""``hisrg import``: what comes from elsewhere is taken in."""

import click

from hisrg_desktop.cli.commands import Commands


@click.group(
    "import",
    cls=Commands,
    where={
        "draft": "import_draft:draft",
        "comments": "import_comments:comments",
        "people": "import_people:people",
        "report": "import_report:report",
    },
)
def take_in() -> None:
    """Take in a draft, marked-up copies of it, a panel report or a list of people."""
