import ast
import json
import re
from importlib import metadata
from pathlib import Path

from odoo.tests.common import BaseCase

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = (
    "requirements.txt",
    "dev/requirements-odoo.txt",
    "dev/requirements-dev.txt",
)
# how the metadata of a package may call it
WORDS = {
    "AGPL": "AGPL|APGL|Affero",
    "Apache": "Apache",
    "BSD": "BSD",
    "LGPL": "LGPL|Lesser General",
    "MIT": "MIT",
    "0BSD": "0BSD",
}


def read_json(name):
    return json.loads((ROOT / "dev/lint" / name).read_text(encoding="utf-8"))


def read_names():
    """Names of all packages that the files of requirements ask for."""
    lines = [
        line
        for name in REQUIREMENTS
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
    ]
    names = {re.match(r"[\w.-]+", line)[0] for line in lines if line[:1].isalnum()}
    return names | set(read_json("package.json")["devDependencies"])


def read_licences():
    """Licence by the name of the package, from the tables of the page."""
    text = (ROOT / "doc/licences.rst").read_text(encoding="utf-8")
    rows = re.findall(r"^([\w@][\w@/.-]*) {2,}(\S.*)$", text, re.M)
    return [(name, licence) for name, licence in rows if name != "Package"]


def read_metadata(name):
    """All that a package says of its licence; nothing where it is not installed."""
    node = read_json("package-lock.json")["packages"].get(f"node_modules/{name}")
    if node:
        return node["license"]
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    classifiers = [c for c in told.get_all("Classifier", []) if "License" in c]
    parts = [told["License-Expression"], told["License"], *classifiers]
    return " ".join(part for part in parts if part)


class TestLicences(BaseCase):
    def test_each_package_stands_on_the_page_once(self):
        listed = [name for name, _licence in read_licences()]
        self.assertEqual(sorted(listed), sorted(read_names()))

    def test_each_app_that_the_addon_depends_on_stands_on_the_page(self):
        manifest = (ROOT / "__manifest__.py").read_text(encoding="utf-8")
        page = (ROOT / "doc/licences.rst").read_text(encoding="utf-8")
        listed = re.search(r"Odoo's apps that it depends on \((.*?)\)", page, re.S)
        names = set(re.findall(r"``(\w+)``", listed[1]))
        self.assertEqual(names, set(ast.literal_eval(manifest)["depends"]))

    def test_the_page_tells_what_the_packages_tell(self):
        for name, licence in read_licences():
            told = read_metadata(name)
            word = next((word for word in WORDS if licence.startswith(word)), "")
            if told and word:
                with self.subTest(name):
                    self.assertRegex(told, WORDS[word])
