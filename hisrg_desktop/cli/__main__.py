"""``python -m hisrg_desktop.cli`` is ``hisrg``."""

from hisrg_desktop.cli import main

main()
