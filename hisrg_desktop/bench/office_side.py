"""The side of LibreOffice: runs under the Python that has `uno` and compares two files."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

_PATIENCE = 60


def main(profile: Path, old: Path, new: Path, out: Path) -> None:
    """Say the seconds from the start of the office to the redline, and how many of them it compared."""
    pipe = f"bench-{os.getpid()}"
    command = ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    command += [f"-env:UserInstallation={profile.as_uri()}", f"--accept=pipe,name={pipe};urp;"]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    began = time.perf_counter()
    office = subprocess.Popen(command, **quiet)  # type: ignore[call-overload]
    try:
        context = connected(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        make = context.ServiceManager.createInstanceWithContext
        desktop = make("com.sun.star.frame.Desktop", context)
        dispatcher = make("com.sun.star.frame.DispatchHelper", context)
        comparing = compared(desktop, dispatcher, old, new, out)
        print(json.dumps({"whole": time.perf_counter() - began, "comparing": comparing}), flush=True)
        desktop.terminate()
        office.wait(_PATIENCE)
    finally:
        office.kill()
        office.wait()
    os._exit(0)  # python3-uno can fault while the interpreter ends


def connected(address: str) -> Any:
    """The office's context, as soon as it listens."""
    import uno  # type: ignore[import-not-found]
    from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

    resolver = uno.getComponentContext()
    resolver = resolver.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", resolver)
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return resolver.resolve(address)
        except NoConnectException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def compared(desktop: Any, dispatcher: Any, old: Path, new: Path, out: Path) -> float:
    """The seconds from opening the new file to its redline saved."""
    began = time.perf_counter()
    document = desktop.loadComponentFromURL(new.as_uri(), "_blank", 0, (setting("Hidden", True),))
    frame = document.getCurrentController().getFrame()
    dispatcher.executeDispatch(frame, ".uno:CompareDocuments", "", 0, (setting("URL", old.as_uri()),))
    document.storeToURL(out.as_uri(), (setting("FilterName", "MS Word 2007 XML"),))
    took = time.perf_counter() - began
    document.close(True)
    return took


def setting(name: str, value: object) -> Any:
    """A property as the office takes it."""
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

    return PropertyValue(Name=name, Value=value)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
