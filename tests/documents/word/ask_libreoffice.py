"""The number that LibreOffice shows before each paragraph of a Word file, as a JSON list; for the system's Python."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time

try:
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException
except ImportError:
    sys.exit(3)


def office(folder):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    where = f"socket,host=127.0.0.1,port={port};urp;"
    process = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            "--nologo",
            f"-env:UserInstallation=file://{folder}",
            f"--accept={where}",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    until = time.monotonic() + 60
    while True:
        try:
            there = resolver.resolve(f"uno:{where}StarOffice.ComponentContext")
            return process, there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except NoConnectException:
            if time.monotonic() > until:
                process.kill()
                raise
            time.sleep(0.2)


def numbers(text):
    items = text.createEnumeration()
    while items.hasMoreElements():
        item = items.nextElement()
        if item.supportsService("com.sun.star.text.TextTable"):
            for name in item.getCellNames():
                yield from numbers(item.getCellByName(name))
        elif item.supportsService("com.sun.star.text.Paragraph"):
            yield item.ListLabelString


def main(path):
    hidden = PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process, desktop = office(folder)
        try:
            address = uno.systemPathToFileUrl(os.path.abspath(path))  # noqa: PTH100
            document = desktop.loadComponentFromURL(address, "_blank", 0, (hidden,))
            print(json.dumps(list(numbers(document.Text))), flush=True)  # noqa: T201
            document.close(True)
        finally:
            process.terminate()
            process.wait(20)
    os._exit(0)  # the bridge can fault while the interpreter ends


main(sys.argv[1])
