"""The table of documents: all of them stand in it, and the code of one is read when it is asked for."""

import subprocess
import sys
from importlib import import_module
from pkgutil import iter_modules

from hisrg_desktop.desk import given
from hisrg_desktop.desk.exports import KINDS, Kind


def test_no_kind_that_is_declared_is_missing_from_the_table() -> None:
    modules = [import_module(f"{given.__name__}.{one.name}") for one in iter_modules(given.__path__)]
    declared = {id(one) for module in modules for one in vars(module).values() if isinstance(one, Kind)}
    assert declared == {id(one) for one in KINDS.values()}


def test_the_table_reads_no_code_but_that_of_the_kind_asked_for() -> None:
    code = """if True:
        import sys
        from hisrg_desktop.desk.exports import KINDS
        assert "badges" in list(KINDS)
        print(sum(name.startswith("hisrg_desktop.desk.given") for name in sys.modules))
        KINDS["badges"]
        print("hisrg_desktop.desk.given.cards" in sys.modules, "hisrg_desktop.desk.given.day" in sys.modules)
        print(any(name.startswith("hisrg_desktop.documents") for name in sys.modules))
    """
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["0", "True", "False", "False"]
