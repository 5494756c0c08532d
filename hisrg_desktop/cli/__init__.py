"""The command line ``hisrg``: dossiers without windows. It never imports Qt."""

from hisrg_desktop.cli.program import main, run

__all__ = ["main", "run"]
