"""One command to run the program from its sources, and one to test it.

``python3 packaging/dev.py run`` opens the window on the sample dossier, ``test`` runs every check and test without a
display, ``check`` the linters and types alone, ``setup`` only prepares, ``lock`` chooses the versions anew. Each
prepares first: it makes ``.venv``, installs what ``packaging/requirements/dev.txt`` locks, and the program itself in
place. What the machine lacks is named with the command that brings it; root on Debian and Ubuntu gets it installed.

Nothing but the standard library, and nothing newer than Python 3.8: an old Python must
still be able to say that it is too old.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import time

OLDEST = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11")

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOCK = os.path.join("packaging", "requirements", "dev.txt")
STAMP = os.path.join(".venv", "set-up")
WINDOWS = os.name == "nt"
TOOLS = os.path.join(".venv", "Scripts" if WINDOWS else "bin")

# What Qt loads from the system, and the Debian package that holds it. A missing xcb library makes Qt abort, not fail.
OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {"libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0"}
NEEDED_ON = {"xcb": X11, "wayland": WAYLAND}

# Programs that read our files back in the tests, press keys in our windows or unplug their screens, and the Debian
# package of each.
SECOND_READERS = {
    "soffice": "libreoffice-writer-nogui",
    "pandoc": "pandoc",
    "pdftoppm": "poppler-utils",
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "setxkbmap": "x11-xkb-utils",
    "openbox": "openbox",
    "xrandr": "x11-xserver-utils",
}
UNO = "/usr/lib/python3/dist-packages/uno.py"

CHECKS = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",), ("lint-imports",))
PYTEST = ("pytest", "-n", "2", "--dist", "loadfile")

# No address of an index is written: which one a machine uses is that machine's business.
LOCKING = (
    *("--extra", "dev", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--quiet"),
    *("--custom-compile-command", "python3 packaging/dev.py lock"),
)

USE = "Use: python3 packaging/dev.py run [ARGS...] | test [PYTEST ARGS...] | check | setup | lock [UV ARGS...]"


# --- Saying and starting


def announced(command: list[str], **more: object) -> int:
    """The exit code of a command that was shown before it ran."""
    print(f"\n$ {shlex.join(command)}", flush=True)
    return subprocess.call(command, **more)


def insist(command: list[str], **more: object) -> None:
    """Run a command that everything after it needs."""
    if announced(command, **more):
        sys.exit(f"This command failed, and what follows needs it: {shlex.join(command)}")


def tool(name: str) -> str:
    """The path of a program in the environment, from the top of the repository."""
    return os.path.join(TOOLS, name + (".exe" if WINDOWS else ""))


# --- What the machine must have


def new_enough() -> None:
    """Go on under a newer Python if this one is too old, or say what to install."""
    if sys.version_info >= OLDEST:
        return
    found = shutil.which(NEWER[0]) or shutil.which(NEWER[1]) or shutil.which(NEWER[2])
    if not found and on_debian() and os.geteuid() == 0:
        from_debian(["python3.11", "python3.11-venv"])
        found = shutil.which("python3.11")
    if found:
        sys.exit(subprocess.call([found, os.path.abspath(__file__), *sys.argv[1:]]))
    have = ".".join(str(part) for part in sys.version_info[:3])
    bring = shown_for_debian(["python3.11", "python3.11-venv"]) if on_debian() else "uv python install 3.11"
    sys.exit(
        f"Python 3.11 or newer is needed; this is Python {have} ({sys.executable}).\nInstall it with:\n    {bring}"
    )


def on_debian() -> bool:
    """Whether apt-get can bring what is missing."""
    return os.path.exists("/etc/debian_version") and shutil.which("apt-get") is not None


def absent(libraries: dict[str, str]) -> dict[str, str]:
    """Those of the libraries which the system cannot load, each with its package."""
    return {name: package for name, package in libraries.items() if not loads(name)}


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def shown_for_debian(packages: list[str]) -> str:
    """The command a person types to install packages."""
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"


def from_debian(packages: list[str]) -> bool:
    """Whether the packages could be installed; needs root."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    announced(["apt-get", "update", "-q"], env=quiet)
    return announced(["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], env=quiet) == 0


def how_to_bring(libraries: dict[str, str]) -> str:
    """The command that brings libraries on this system."""
    if on_debian():
        return shown_for_debian(sorted(set(libraries.values())))
    if shutil.which("dnf"):
        return "sudo dnf install " + " ".join(f"'{name}()(64bit)'" for name in libraries)
    return "install the packages of your system that hold " + ", ".join(libraries)


def stop_without(libraries: dict[str, str], what: str) -> None:
    """Name the libraries that are missing and end; nothing where all are there."""
    lacking = absent(libraries)
    if lacking:
        sys.exit(f"{what} needs {', '.join(lacking)}. Install with:\n    {how_to_bring(lacking)}")


def venv_package() -> str:
    """The Debian package without which this Python makes no environments."""
    return f"python3.{sys.version_info[1]}-venv"


def makes_environments() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def system_is_ready() -> None:
    """Install what the system lacks where we may, and name what it still lacks."""
    libraries = {**OFFSCREEN, **X11} if sys.platform == "linux" else {}
    lacking = sorted(set(absent(libraries).values()))
    if not makes_environments():
        lacking.append(venv_package())
    if lacking and on_debian() and os.geteuid() == 0:
        from_debian(lacking)
        importlib.invalidate_caches()
    if not makes_environments():
        bring = shown_for_debian([venv_package()]) if on_debian() else "install your system's venv and ensurepip"
        sys.exit(f"This Python ({sys.executable}) cannot make environments. Install with:\n    {bring}")
    if libraries:
        stop_without(OFFSCREEN, "Qt")


# --- The environment


def identity() -> str:
    """What an environment belongs to: this Python, in this folder."""
    return f"{sys.version} | {base_python()} | {HERE}".replace("\n", " ")


def base_python() -> str:
    """The Python outside any environment."""
    return os.path.realpath(getattr(sys, "_base_executable", sys.executable))


def stamp() -> str:
    """What the environment must have been made from; one line for whose it is, one for what is in it."""
    digest = hashlib.sha256()
    for name in (LOCK, "pyproject.toml"):
        with open(name, "rb") as file:
            digest.update(file.read())
    return f"{identity()}\n{digest.hexdigest()}\n"


def stamped() -> str:
    """What the environment was made from; empty if it is none of ours, or not finished."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


def environment_is_ready() -> bool:
    """Whether nothing has changed since the last set-up."""
    return stamped() == stamp() and all(map(os.path.exists, map(tool, ("hisrg-desktop", "pytest", "ruff"))))


def make_environment() -> None:
    """Make or renew ``.venv``, and stamp it last, so that a broken attempt is tried again."""
    began = time.monotonic()
    anew = [] if stamped().startswith(identity()) else ["--clear"]
    insist([base_python(), "-m", "venv", *anew, ".venv"])
    pip = [tool("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    insist([*pip, "--require-hashes", "-r", LOCK])
    insist([*pip, "--no-deps", "--no-build-isolation", "--editable", "."])
    with open(STAMP, "w", encoding="utf-8") as file:
        file.write(stamp())
    print(f"Set up in {time.monotonic() - began:.0f} s.", flush=True)


def set_up() -> None:
    """Bring the machine and the environment to where everything below can run."""
    system_is_ready()
    if not environment_is_ready():
        make_environment()


# --- The commands


def platform() -> str:
    """The Qt platform a window will open on; empty where there is no display."""
    named = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if named or sys.platform != "linux":
        return named or "native"
    if os.environ.get("DISPLAY"):
        return "xcb"
    return "wayland" if os.environ.get("WAYLAND_DISPLAY") else ""


def run(arguments: list[str]) -> int:
    """Open the window on the sample dossier; further arguments go to the program."""
    set_up()
    if not platform():
        return without_display(arguments)
    if sys.platform == "linux":
        stop_without(NEEDED_ON.get(platform(), {}), "The window")
    return opened(arguments)


def without_display(arguments: list[str]) -> int:
    """Pictures need no display; a window does, and a person is told so."""
    if "--screenshot" in arguments:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return opened(arguments)
    again = shlex.join(["python3", "packaging/dev.py", "run", *arguments])
    virtual = "" if shutil.which("xvfb-run") else f"\n  (first: {shown_for_debian(['xvfb', 'xauth'])})"
    print(
        "Everything is set up, but there is no display to open a window on: DISPLAY and WAYLAND_DISPLAY are not set.\n"
        f"For pictures of every page instead:\n    {again} --screenshot pictures\n"
        f"To run it where nobody sees it:\n    QT_QPA_PLATFORM=offscreen {again}\n"
        f"On a virtual screen:{virtual}\n    xvfb-run -a {again}",
        file=sys.stderr,
    )
    return 1


def opened(arguments: list[str]) -> int:
    """Become the program; on Windows, where that would lose the console, wait for it."""
    command = [tool("hisrg-desktop"), "--sample", *arguments]
    if WINDOWS:
        return subprocess.call(command)
    print(f"$ {shlex.join(command)}", flush=True)
    return os.execv(command[0], command)


def test(arguments: list[str]) -> int:
    """Run every check and test, all of them whatever fails, and say which passed."""
    set_up()
    if in_ci():
        bring_second_readers()
    return closed([*map(timed, CHECKS), timed((*PYTEST, *arguments))])


def check(_arguments: list[str]) -> int:
    """Run the linters and the types."""
    set_up()
    return closed([timed(step) for step in CHECKS])


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def bring_second_readers() -> None:
    """Install the programs that read our files back; their tests fail in CI if they are not there."""
    lacking = [package for program, package in SECOND_READERS.items() if not shutil.which(program)]
    if not os.path.exists(UNO):
        lacking.append("python3-uno")
    if lacking and on_debian() and os.geteuid() == 0 and not from_debian(lacking):
        from_debian([name.replace("-nogui", "") for name in lacking])


def timed(step: tuple[str, ...]) -> tuple[str, bool, float]:
    """A step's name, whether it passed, and the seconds it took."""
    began = time.monotonic()
    code = announced([tool(step[0]), *step[1:]], env=headless())
    return " ".join(step[: 2 if step[0] == "ruff" else 1]), code == 0, time.monotonic() - began


def headless() -> dict[str, str]:
    """The surroundings of the tests: no window opens, whatever the desktop says."""
    named = os.environ.get("QT_QPA_PLATFORM", "")
    return {**os.environ, "QT_QPA_PLATFORM": named if named.startswith("offscreen") else "offscreen"}


def closed(steps: list[tuple[str, bool, float]]) -> int:
    """The exit code of all steps, after a table of them."""
    print()
    for name, passed, seconds in steps:
        print(f"{name:<14}{'passed' if passed else 'FAILED'}{seconds:>8.1f} s")
    return 0 if all(passed for _, passed, _ in steps) else 1


def setup(_arguments: list[str]) -> int:
    """Prepare everything and stop there."""
    set_up()
    lacking = absent(X11) if sys.platform == "linux" else {}
    if lacking:
        print(f"To open windows under X11, install first:\n    {how_to_bring(lacking)}")
    print(f"Ready: {TOOLS}")
    return 0


def lock(arguments: list[str]) -> int:
    """Choose the versions anew and write them with their hashes; ``--upgrade`` takes the newest."""
    uv = shutil.which("uv") or (tool("uv") if os.path.exists(tool("uv")) else "")
    if not uv:
        sys.exit(f"uv is needed for this. Install with:\n    {tool('python')} -m pip install uv")
    return announced([uv, "pip", "compile", "pyproject.toml", *LOCKING, "--output-file", LOCK, *arguments])


COMMANDS = {"run": run, "test": test, "check": check, "setup": setup, "lock": lock}


def main() -> int:
    """Carry out the command that was named."""
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(USE, file=sys.stderr)
        return 2
    new_enough()
    os.chdir(HERE)
    return COMMANDS[sys.argv[1]](sys.argv[2:])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
