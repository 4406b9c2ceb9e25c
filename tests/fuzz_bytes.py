"""Files with damaged bytes, and archives that lie about themselves."""

import io
import struct
import warnings
import zipfile
from random import Random

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
# (signature of a header, offset of a field in it, struct of the field)
FIELDS = [
    *((LOCAL, at, "<H") for at in (4, 6, 8, 26, 28)),
    *((LOCAL, at, "<I") for at in (14, 18, 22)),
    *((CENTRAL, at, "<H") for at in (6, 8, 10, 28, 30, 32, 34)),
    *((CENTRAL, at, "<I") for at in (16, 20, 24, 38, 42)),
    *((END, at, "<H") for at in (4, 8, 10, 20)),
    *((END, at, "<I") for at in (12, 16)),
]
NUMBERS = (0, 1, 8, 9, 12, 99, 255, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFF)


def damaged(random, content):
    """Bytes cut off, turned, lost, repeated, moved, or foreign."""
    data = bytearray(content)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        random.choice(DAMAGES)(random, data)
    return bytes(data)


def _place(random, data, most=2000):
    start = random.randrange(len(data) + 1)
    return start, start + random.randint(1, most)


def _cut(random, data):
    del data[random.randrange(len(data) + 1) :]


def _turn(random, data):
    for _ in range(random.choice((1, 1, 2, 8, 64)) if data else 0):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _lose(random, data):
    start, stop = _place(random, data)
    del data[start:stop]


def _repeat(random, data):
    start, stop = _place(random, data)
    data[start:start] = data[start:stop] * random.choice((1, 2, 50))


def _scramble(random, data):
    start, stop = _place(random, data, 200)
    data[start:stop] = random.randbytes(len(data[start:stop]))


def _blank(random, data):
    start, stop = _place(random, data)
    data[start:stop] = random.choice((b"\0", b"\xff", b"P")) * len(data[start:stop])


def _prepend(random, data):
    data[0:0] = random.choice((b"\0", b"MZ", b"PK\x03\x04" * 3, b"<html>" * 100))


def _append(random, data):
    data += random.choice((bytes(3000), b"PK\x05\x06" + bytes(18), bytes(data)))


def _number(random, data):
    """Lengths and offsets are numbers of two or four bytes."""
    at = random.randrange(len(data) + 1)
    data[at : at + 4] = struct.pack("<I", random.choice(NUMBERS))


DAMAGES = (_cut, _turn, _turn, _lose, _repeat, _scramble, _blank, _prepend, _append)
DAMAGES += (_number, _number, _number)


def lying(random, content):
    """An archive whose headers say what is not so."""
    data = bytearray(content)
    for _ in range(random.choice((1, 1, 3))):
        signature, at, form = random.choice(FIELDS)
        places = [
            place
            for place in range(len(data) - 46)
            if data.startswith(signature, place)
        ]
        if places:
            number = random.choice(NUMBERS) & (2 ** (8 * struct.calcsize(form)) - 1)
            struct.pack_into(form, data, random.choice(places) + at, number)
    return bytes(data)


def read_parts(content):
    """{name: bytes} of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(parts, method=zipfile.ZIP_DEFLATED, more=()):
    """An archive of parts, and of more that may have the same names."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that come twice
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name, data in [*parts.items(), *more]:
                archive.writestr(name, data)
    return buffer.getvalue()


def repacked(random, content):
    """An archive of the same parts, and of others that no workbook has."""
    parts = read_parts(content)
    names = list(parts)
    method = random.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    more = [
        [(random.choice(names), b"<x/>")],
        [("../../../tmp/evil.xml", b"<x/>"), ("/etc/passwd", b"root")],
        [(f"x/{number}.xml", b"<x/>") for number in range(random.choice((10, 5001)))],
        [("xl/vbaProject.bin", random.randbytes(500))],
        [("inner.xlsx", content)],
        [("\x01\xff.xml", b"\0"), ("a" * 60_000, b"")],
        [("xl/", b""), ("xl/worksheets/", b"")],
    ]
    return write_parts(parts, method, random.choice(more))


def foreign(random, _content):
    """What somebody may choose by mistake."""
    size = random.choice((0, 1, 2, 8, 512, 5000))
    texts = (b"", b"Customer;City\nAlder;Berlin", b"<html><table></table></html>")
    heads = (b"PK", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7")
    heads += (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x00\x04\x00", b"\x1f\x8b")
    return random.choice((*texts, *heads)) + random.randbytes(size)


def seeded(seed, number):
    return Random(f"{seed}/{number}")
