"""What the first window needs does not reach the slow libraries."""

import subprocess
import sys


def test_rail_and_strip_are_there_without_the_tables():
    code = (
        "import sys;"
        "import hisrg_desktop.ui.look.dress, hisrg_desktop.ui.widgets.rail, hisrg_desktop.ui.widgets.now;"
        "import hisrg_desktop.ui.widgets.capture, hisrg_desktop.ui.widgets.cards, hisrg_desktop.ui.widgets.tree;"
        "import hisrg_desktop.ui.widgets.floor, hisrg_desktop.ui.widgets.wall;"
        "print(sorted({'sqlmodel', 'sqlalchemy', 'pydantic', 'lxml', 'docx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
