import importlib.util
import re

from odoo.tests.common import BaseCase

from .guide_pages import ADDON, get_links, get_pages, get_pictures, read

APP_PAGE = ADDON / "static/description/index.html"


def get_declared():
    """The pictures that `make screenshots` takes, for all pages."""
    spec = importlib.util.spec_from_file_location("pictures", ADDON / "dev/pictures.py")
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)
    return {
        ADDON / file
        for picture in pictures.PICTURES
        for language in pictures.LANGUAGES
        for file in picture.files(language)
    }


class TestPictures(BaseCase):
    def test_pages_show_pictures_that_are_there(self):
        for page in {*get_pages(), *ADDON.glob("README*.rst")}:
            shown = get_pictures(page) + get_links(page)
            self.assertEqual([path for path in shown if not path.exists()], [], page)

    def test_the_page_of_the_app_shows_pictures_that_are_there(self):
        shown = re.findall(r'src="([^"]+)"', read(APP_PAGE))
        self.assertTrue(shown)
        self.assertEqual([s for s in shown if not (APP_PAGE.parent / s).exists()], [])

    def test_all_pictures_are_those_that_are_declared(self):
        there = {
            *ADDON.glob("doc/images/*/*.png"),
            *(ADDON / "static/description").glob("*.png"),
        } - {ADDON / "static/description/icon.png"}
        self.assertEqual(there, get_declared())
