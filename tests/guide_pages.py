import re
from collections import Counter
from functools import cache
from pathlib import Path

import polib

from odoo.tools import file_path

ADDON = Path(__file__).parents[1]
DOC = ADDON / "doc"
EXAMPLE = DOC / "example" / "crm_customer_care_example"
LANGUAGES = ("en", "zh_CN")
# the addons of Odoo whose labels the guide names beside ours
NEIGHBOURS = ("base", "web", "crm", "portal")

LINK = re.compile(r"`[^`<]+<([^>]+)>`__")
PICTURE = re.compile(r"^\.\. (?:image|figure):: (\S+)$", re.M)
HEADING = re.compile(r"^(.+)\n([=\-~])\2+$", re.M)
BOLD = re.compile(r"\*\*(.+?)\*\*", re.S)
CODE = re.compile(
    r"^``([\w./]+)``:\n\n\.\. code-block:: \w+\n\n((?: {4}.*\n|\n)+)", re.M
)
LITERAL = re.compile(r"``([^`]+)``")


def get_pages(folder=DOC):
    """All pages below a folder, those of the addon itself with the first."""
    pages = sorted(folder.glob("**/*.rst"))
    return [*pages, *ADDON.glob("README*.rst")] if folder == DOC else pages


def read(path):
    return path.read_text(encoding="utf-8")


def get_links(page):
    """Files that a page links to, without the pages of the web."""
    targets = LINK.findall(read(page))
    return [page.parent / target for target in targets if "://" not in target]


def get_pictures(page):
    return [page.parent / target for target in PICTURE.findall(read(page))]


def get_sections(page):
    """(heading, text below it) of a page; its title is the first heading."""
    parts = HEADING.split(read(page))
    return list(zip(parts[1::3], parts[3::3], strict=True))


def get_labels(text):
    """How often each label of the screen stands in a text."""
    return Counter(" ".join(label.split()) for label in BOLD.findall(text))


def get_code(page):
    """(name of a file of the example, its code on the page)."""
    return [
        (name, re.sub(r"^ {4}", "", code, flags=re.M).rstrip("\n") + "\n")
        for name, code in CODE.findall(read(page) + "\n")
    ]


@cache
def read_translations():
    """{label: its translations into Chinese}, ours and those of the neighbours."""
    found = {}
    for addon in (ADDON.name, *NEIGHBOURS):
        catalogue = polib.pofile(file_path(f"{addon}/i18n/zh_CN.po"))
        for entry in catalogue:
            found.setdefault(entry.msgid, set()).add(entry.msgstr)
    return found
