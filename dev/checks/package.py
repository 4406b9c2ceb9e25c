"""The addon's files, and the packages that are built of them."""

import shutil

from where import ADDON, BIN, CHECKOUT, PYTHON, files

# what serves the repository, and nobody who installs the addon
LEFT_OUT = (
    *(".ci", ".editorconfig", ".gitignore", ".prettierignore", ".prettierrc"),
    *(".pylintrc", "Makefile", "bench", "compose.yaml", "dev", "eslint.config.cjs"),
)
SDIST = "from whool.buildapi import build_sdist; build_sdist('..')"


def list_files():
    """Names of the checkout's files that belong to the addon."""
    names = [path.relative_to(CHECKOUT).as_posix() for path in files()]
    return [name for name in names if name.split("/")[0] not in LEFT_OUT]


def copy_addon(folder):
    """Copy the addon: a package is named after its folder, the checkout as you like."""
    addon = folder / ADDON
    for name in list_files():
        (addon / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKOUT / name, addon / name)
    return addon


def build_wheel(source):
    """The command that builds a wheel of a folder or file beside it."""
    build = [BIN / "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", "."]
    return [*build, f"./{source.name}"]


def build_sdist():
    """The command that builds, run in the addon's folder, a source distribution beside
    it."""
    return [PYTHON, "-c", SDIST]
