"""Workbooks whose parts, XML for the most part, are not what they should be."""

import re

from .fuzz_bytes import read_parts, write_parts

ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
TEXT = re.compile(rb">([^<]+)<")
TAG = re.compile(rb"<[^>]+>")
VALUES = [
    *(b"", b"0", b"-1", b"1", b"9", b"32768", b"99999999999", b"1e308", b"nan", b"x"),
    *(b"A", b"A0", b"ZZZ1", b"XFE1", b"A1048577", b"ZZZZ99999999", b"A:B", b"1:1"),
    *(b"A1:XFD1048576", b"$A$1", b"#REF!", b"rId999", b"../../etc/passwd", b"true"),
    *(b"http://host.example/x", b"file:///etc/passwd", b"9" * 5000, b"A" * 70_000),
    *(b"&#0;", b"&#xD800;", b"&#x1F600;", b"&amp;", b"&bomb;", b"\x00", b"\xff", b"<"),
    *(b"s", b"str", b"inlineStr", b"b", b"e", b"d", b"n", b"External", b"veryHidden"),
    *("客户".encode(), b"[x]", b"a/b:c", b"'q'", b"x" * 300, b"\xe2\x80\xae", b"%s"),
]
# a text that grows to a billion of them, and one that is merely long
NAMES = b"abcdefghij"
BOMB = b"".join(
    b'<!ENTITY %c "%s">' % (name, (b"&%c;" % NAMES[at - 1]) * 10 if at else b"lol")
    for at, name in enumerate(NAMES)
)
LAUGHS = b"<!DOCTYPE x [" + BOMB + b"]>"
BLOWUP = b'<!DOCTYPE x [<!ENTITY a "' + b"A" * 50_000 + b'">]>'
FILE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
SHEET = "xl/worksheets/sheet1.xml"
SHEETS = "xl/workbook.xml"


def odd_parts(random, content):
    """One to three changes of one or more parts."""
    parts = read_parts(content)
    for _ in range(random.choice((1, 1, 2, 3))):
        name = random.choice([SHEET, SHEETS, *parts])
        change = random.choice(CHANGES)
        parts[name] = change(random, parts.get(name, b""))
    return write_parts(parts)


def _pick(random, pattern, data):
    # a large part is not searched as a whole for each of ten thousand files
    start = random.randrange(max(len(data) - 20_000, 1))
    found = list(pattern.finditer(data, start, start + 20_000))
    return random.choice(found) if found else None


def _replace(data, found, group, value):
    if not found:
        return data
    return data[: found.start(group)] + value + data[found.end(group) :]


def _value(random, data):
    return _replace(data, _pick(random, ATTRIBUTE, data), 2, random.choice(VALUES))


def _attribute(random, data):
    names = (b"r", b"t", b"s", b"ref", b"xml:space", b"a" * 3000, b"x:y", b"r:id")
    return _replace(data, _pick(random, ATTRIBUTE, data), 1, random.choice(names))


def _text(random, data):
    values = (*VALUES, b"1e400", b"-1e400", b"2958466", b"-1", b"1" * 400, b"&a;&j;")
    return _replace(data, _pick(random, TEXT, data), 1, random.choice(values))


def _drop(random, data):
    return _replace(data, _pick(random, TAG, data), 0, b"")


def _double(random, data):
    found = _pick(random, TAG, data)
    times = random.choice((2, 2, 1000))
    return _replace(data, found, 0, found[0] * times) if found else data


def _swap(random, data):
    one, other = _pick(random, TAG, data), _pick(random, TAG, data)
    return _replace(data, one, 0, other[0]) if one and other else data


def _insert(random, data):
    found = _pick(random, TAG, data)
    more = (
        *(b"<a>" * 20_000, b"<a>" * 3000 + b"</a>" * 3000, b"<!-- ", b"<![CDATA["),
        *(
            b"<?x y?>",
            b"]]>",
            b"<mergeCell " * 50_000,
            b"<!--" + b"<c " * 50_000 + b"-->",
        ),
        *(b" " * 100_000, b"<v>", b'<c r="B2"><f>1+1</f></c>', b"\x0b", b"&lt;"),
        b'<mergeCells><mergeCell ref="A:B"/><mergeCell ref="C1"/></mergeCells>',
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b'<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        b'<row><c r="XFD7"><v>1</v></c></row><row r="-5"><c><v>2</v></c></row>',
        b'<row r="2"><c r="ZZZ2" t="s"><v>99999</v></c></row>',
        b'<row r="1"><c r="A1" t="d"><v>2025-99-99</v></c></row>',
        b'<c r="C2" s="9999"><v>1e400</v></c><c r="C2"><v>nan</v></c>',
        b'<c r="D9" t="inlineStr"><is><t>&#10;x</t><rPh><t>y</t></rPh></is></c>',
        b'<c r="A3"><f t="shared" si="77"/><v/></c>',
        b'<c r="A4"><f t="array" ref="A:Z"/></c>',
        b'<sheet name="x" sheetId="9" r:id="rId1"/>' * random.choice((1, 300)),
        b'<sheet name="[a]/b" sheetId="9" r:id="rId99"/><sheet/>',
        b'<numFmt numFmtId="14" formatCode="' + b"[" * 5000 + b'"/>',
        b'<si><t xml:space="preserve"> _x0000_ _x000D_ _xD800_ </t></si>' * 3,
    )
    return _replace(data, found, 0, (found[0] if found else b"") + random.choice(more))


def _entities(random, data):
    """A document type before the root element, be it in sight or behind a remark."""
    head, mark, rest = data.partition(b"?>")
    before = random.choice((b"", b"<!--" + b" " * 5000 + b"-->", b"\n" * 70_000))
    kind = random.choice((LAUGHS, BLOWUP, FILE))
    entity = random.choice((b"&j;", b"&a;" * 3000, b""))
    rest = TEXT.sub(b">" + entity + b"<", rest, count=3)
    return head + mark + before + kind + rest


def _encode(random, data):
    text = data.decode("utf-8", "replace")
    coding = random.choice(("utf-16", "utf-8-sig", "utf-16-le", "utf-32", "cp037"))
    if random.random() < 0.5:
        text = text.replace("UTF-8", random.choice(("UTF-7", "latin-1", "GBK", "none")))
    return text.encode(coding, "replace")


def _bomb(random, data):
    filler = random.choice((b" ", b"\0", b"<row/>", b"<si/>", b"A"))
    return data + filler * random.choice((10**5, 3 * 10**6))


def _foreign(random, data):
    others = (
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"<x/>",
        b"{}",
        b"\0" * 100,
        b"<?xml?>",
        data * 2,
    )
    return random.choice(others)


def _halve(random, data):
    return data[: random.randrange(len(data) + 1)]


CHANGES = (_value, _value, _value, _text, _text, _attribute, _drop, _double, _swap)
CHANGES += (_insert, _insert, _insert, _entities, _encode, _bomb, _foreign, _halve)


def odd_links(random, content):
    """Parts missing, exchanged or added: links, macros, comments, content types."""
    parts = read_parts(content)
    names = list(parts)
    for _ in range(random.choice((1, 2))):
        one, other = random.choice(names), random.choice(names)
        change = random.randrange(6)
        if change == 0:
            parts.pop(one, None)
        elif change == 1 and one in parts and other in parts:
            parts[one], parts[other] = parts[other], parts[one]
        elif change == 2 and one in parts:
            parts[one.upper()] = parts.pop(one)
        elif change == 3:
            _link(random, parts)
        elif change == 4:
            _comment(random, parts)
        else:
            parts[random.choice(ADDED)] = random.choice((b"", b"<x/>", content[:500]))
    return write_parts(parts)


ADDED = (
    *("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/comments1.xml"),
    *(
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "docProps/custom.xml",
        "EncryptedPackage",
    ),
    *("xl/worksheets/_rels/sheet1.xml.rels", "xl/chartsheets/sheet1.xml", "mimetype"),
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relations(kind, target, mode=""):
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    return (
        f'<?xml version="1.0"?>{head}relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/{kind}" Target="{target}" {mode}/></Relationships>'
    ).encode()


def _link(random, parts):
    targets = ("../comments1.xml", "/xl/comments1.xml", "../../../../etc/passwd", "")
    targets += ("http://host.example/x.xml", "sheet1.xml", "../styles.xml", "x" * 9000)
    kind = random.choice(("comments", "threadedComment", "externalLink", "hyperlink"))
    mode = random.choice(("", 'TargetMode="External"'))
    relations = _relations(kind, random.choice(targets), mode)
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations


def _comment(random, parts):
    place = random.choice(
        ("B2", "A1048576", "A99999999999", "ZZZZ1", "", "A", "1", "b2")
    )
    author = random.choice(("0", "7", "²", "-1", "9" * 5000))
    text = random.choice(("T: Tea", "x" * 40_000, "&#9;", "T:" * 3000))
    parts["xl/comments1.xml"] = (
        "<comments><authors><author>Ann</author></authors><commentList>"
        f'<comment ref="{place}" authorId="{author}"><text><t>{text}</t></text>'
        "</comment></commentList></comments>"
    ).encode()
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = _relations(
        "comments", "../comments1.xml"
    )
