"""The program: its commands by name, and with which exit code it ends."""

import errno
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from hisrg_desktop import __version__
from hisrg_desktop.cli.commands import Commands
from hisrg_desktop.meeting.order import OutOfOrder

REFUSED, MACHINE_FAILED = 1, 3
"""Exit codes: refused or nothing usable; the machine (disk, permissions) failed. Wrong use is click's own 2."""

_MISSING = frozenset({errno.ENOENT, errno.EEXIST, errno.EBUSY, errno.EISDIR})


def main(given: Sequence[str] | None = None) -> None:
    """Run a command and end with its exit code."""
    sys.exit(run(given))


def run(given: Sequence[str] | None = None) -> int:
    """Run a command; the answer is the exit code. A reason stands on standard error, one line for each."""
    try:
        hisrg.main(args=list(given) if given is not None else None, prog_name="hisrg", standalone_mode=False)
    except OutOfOrder as refusal:
        click.echo(refusal.message, err=True)
        return REFUSED
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except click.Abort:
        return REFUSED
    except BrokenPipeError:
        return 0
    except OSError as fault:
        click.echo(_sentence(fault), err=True)
        return REFUSED if fault.errno in _MISSING else MACHINE_FAILED
    return 0


def _sentence(fault: OSError) -> str:
    words = fault.strerror or str(fault)
    name = Path(str(fault.filename)).name if fault.filename else ""
    return words if not name or name in words else f"{name}: {words}"


@click.group(
    cls=Commands,
    where={
        "new": "new:new",
        "import": "take_in:take_in",
        "export": "export:export",
        "read": "word:read",
        "compare": "word:compare",
        "erase": "erase:erase",
        "hand-over": "pen:hand_over",
        "take-back": "pen:take_back",
        "show": "show:show",
        "check": "check:check",
        "bench": "bench:bench",
    },
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="hisrg")
def hisrg() -> None:
    """Dossiers of a Working Group: make them, take things in, give documents out, look inside."""
