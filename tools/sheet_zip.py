"""What an `.xlsx` archive must be before anything of it is parsed."""

import io
import re
import zipfile
from xml.parsers import expat

from odoo.tools.translate import LazyTranslate

from .sheet_error import SheetError

_lt = LazyTranslate(__name__, default_lang="en_US")

MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 200
# a small file may well be mostly alike
FREE_UNPACKED = 10 * 1024 * 1024
MAX_MEMBERS = 5000
OTHER = _lt(
    "This archive is not an Excel workbook. Open it in Excel or LibreOffice, save it "
    "as .xlsx, and take that file."
)
SECRET = _lt("The file is protected by a password. Save it without one.")
FOREIGN = _lt(
    "The file holds what no Excel workbook holds (a document type). Save it again in "
    "Excel, and take that file."
)
CHUNK = 2**14
CONTENT_TYPES = "[Content_Types].xml"
WORKBOOK = re.compile(
    rb"(spreadsheetml\.(sheet|template)|ms-excel\.(sheet|template)\.macroEnabled)\.main"
)


def open_archive(content):
    """The archive, once its sizes and its parts are those of a workbook."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    limit = max(FREE_UNPACKED, min(MAX_UNPACKED, MAX_RATIO * len(content)))
    if unpacked > limit or len(members) > MAX_MEMBERS:
        size = unpacked // 2**20
        raise SheetError(
            _lt(
                "The file unpacks to far more than it should (%(size)s MB). Open it in "
                "Excel, delete empty rows and columns, save it again, and take that "
                "file.",
                size=size,
            )
        )
    if any(member.flag_bits & 1 for member in members):
        raise SheetError(SECRET)
    if not WORKBOOK.search(_read_types(archive)):
        raise SheetError(OTHER)
    for member in members:
        # what a part is called says nothing about what it is read as
        _refuse_document_type(archive, member)
    return archive


def _refuse_document_type(archive, member):
    """Entities are declared there: the way to let a small text grow without end."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _stop
    with archive.open(member) as part:
        try:
            # before the root element may stand any number of remarks
            while chunk := part.read(CHUNK):
                parser.Parse(chunk)
            # of a long one the parser may have put off the rest until the end
            parser.Parse(b"", True)
        except (expat.ExpatError, _Begun):
            return


class _Begun(Exception):
    """The root element was reached: no document type comes after it."""


def _refuse(*_declaration):
    raise SheetError(FOREIGN)


def _stop(*_element):
    raise _Begun


def _read_types(archive):
    if CONTENT_TYPES not in archive.NameToInfo:
        return b""
    with archive.open(CONTENT_TYPES) as part:
        return part.read(2**20)
