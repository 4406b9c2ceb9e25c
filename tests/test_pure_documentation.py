import re

from docutils.core import publish_doctree
from docutils.utils import SystemMessage

from odoo.tests.common import BaseCase

from .guide_pages import (
    ADDON,
    DOC,
    EXAMPLE,
    LANGUAGES,
    LITERAL,
    PICTURE,
    get_code,
    get_labels,
    get_links,
    get_pages,
    get_pictures,
    get_sections,
    read,
    read_translations,
)

STRICT = {"report_level": 2, "halt_level": 2, "syntax_highlight": "none"}
MACHINE = re.compile(r"(?<![\w.:])/(home|mnt|opt|root|tmp|usr|var)\b|localhost:\d")


def get_guide(lang):
    return {page.name: page for page in get_pages(DOC / lang)}


def get_source():
    """The code of the addon and of its example, in one text."""
    folders = ("models", "wizard", "report", "controllers", "tools", "doc/example")
    files = [path for one in folders for path in (ADDON / one).glob("**/*.py")]
    return "\n".join(map(read, files))


class TestPages(BaseCase):
    def test_every_page_is_well_formed(self):
        for page in get_pages():
            with self.subTest(page.relative_to(ADDON)):
                try:
                    publish_doctree(read(page), settings_overrides=STRICT)
                except SystemMessage as error:
                    self.fail(error)

    def test_links_lead_somewhere(self):
        for page in get_pages():
            missing = [path for path in get_links(page) if not path.exists()]
            self.assertEqual(missing, [], page)

    def test_pictures_are_there(self):
        for page in get_pages():
            missing = [path for path in get_pictures(page) if not path.exists()]
            self.assertEqual(missing, [], page)

    def test_every_page_and_picture_can_be_reached(self):
        reached, ahead = set(), [ADDON / "README.rst"]
        while ahead:
            page = ahead.pop().resolve()
            if page not in reached:
                reached.add(page)
                ahead += (
                    get_links(page) + get_pictures(page)
                    if page.suffix == ".rst"
                    else []
                )
        there = {*DOC.glob("**/*.rst"), *DOC.glob("images/**/*.png")}
        self.assertEqual({path.resolve() for path in there} - reached, set())

    def test_no_page_names_the_machine_it_was_written_on(self):
        for page in get_pages():
            self.assertNotRegex(read(page), MACHINE)


class TestGuide(BaseCase):
    def test_both_languages_have_the_same_pages_and_headings(self):
        english, chinese = map(get_guide, LANGUAGES)
        self.assertEqual(english.keys(), chinese.keys())
        for name, page in english.items():
            with self.subTest(name):
                self.assertEqual(
                    len(get_sections(page)), len(get_sections(chinese[name]))
                )

    def test_both_languages_show_the_same_pictures_each_its_own(self):
        english, chinese = map(get_guide, LANGUAGES)
        for name, page in english.items():
            pictures = PICTURE.findall(read(page))
            own = [picture.replace("/en/", "/zh_CN/") for picture in pictures]
            self.assertEqual(PICTURE.findall(read(chinese[name])), own)

    def test_labels_are_those_of_the_screen(self):
        known = read_translations()
        for page in get_guide("en").values():
            for heading, text in get_sections(page):
                with self.subTest(page=page.name, heading=heading):
                    self.assertEqual(set(get_labels(text)) - known.keys(), set())

    def test_chinese_labels_are_the_translations_in_the_same_place(self):
        known = read_translations()
        english, chinese = map(get_guide, LANGUAGES)
        for name, page in english.items():
            pairs = zip(get_sections(page), get_sections(chinese[name]), strict=True)
            for (heading, text), (_heading, translated) in pairs:
                with self.subTest(page=name, heading=heading):
                    left = list(get_labels(translated).elements())
                    for label in get_labels(text).elements():
                        said = [one for one in left if one in known.get(label, ())]
                        self.assertTrue(said, f"{label}: none of {known.get(label)}")
                        left.remove(said[0])
                    self.assertEqual(left, [])


class TestExtensions(BaseCase):
    def test_the_code_of_the_pages_is_that_of_the_example(self):
        for page in get_pages(DOC / "extending"):
            for name, code in get_code(page):
                with self.subTest(page=page.name, file=name):
                    self.assertEqual(code, read(EXAMPLE / name))

    def test_every_hook_of_the_example_stands_on_a_page(self):
        shown = [
            name
            for page in get_pages(DOC / "extending")
            for name, _code in get_code(page)
        ]
        files = {
            path.relative_to(EXAMPLE).as_posix()
            for folder in ("models", "report", "security", "data", "wizard")
            for path in (EXAMPLE / folder).glob("*.*")
            if path.name != "__init__.py"
        }
        self.assertEqual(files - set(shown), set())
        self.assertEqual(len(shown), len(set(shown)))

    def test_methods_and_models_of_the_pages_exist(self):
        source = get_source()
        methods = set(re.findall(r"\b_\w+", source))
        models = set(re.findall(r'_name = "([\w.]+)"', source))
        for page in [*get_pages(DOC / "extending"), DOC / "architecture.rst"]:
            for word in LITERAL.findall(read(page)):
                if re.fullmatch(r"_\w+(\(\))?", word):
                    self.assertIn(word.removesuffix("()"), methods, page)
                elif re.fullmatch(r"(report\.\w+|care)(\.\w+)+", word):
                    self.assertIn(word, models, page)

    def test_the_architecture_tells_of_every_model_without_an_area(self):
        told = set(LITERAL.findall(read(DOC / "architecture.rst")))
        files = {path.name for path in (ADDON / "models").glob("[!_]*.py")}
        self.assertEqual(files - told, set())

    def test_files_of_the_pages_exist(self):
        for page in [*get_pages(DOC / "extending"), DOC / "architecture.rst"]:
            for word in LITERAL.findall(read(page)):
                if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", word) and "/" in word:
                    places = (ADDON / word, EXAMPLE / word)
                    self.assertTrue(any(one.exists() for one in places), word)
