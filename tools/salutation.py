"""How people are addressed: by what of their name."""

import re

# most common surnames of two characters
TWO_CHARACTERS = frozenset(
    (
        "欧阳 歐陽 上官 司马 司馬 司徒 司空 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 "
        "公孫 令狐 慕容 长孙 長孫 宇文 夏侯 轩辕 軒轅 端木 独孤 獨孤 南宫 南宮 西门 "
        "西門 闻人 聞人 申屠 太史 公冶 澹台 澹臺 赫连 赫連 淳于 单于 單于 呼延 东郭 "
        "東郭 百里 钟离 鍾離"
    ).split()
)
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
# countries in whose Latin names, too, the family comes first
FAMILY_FIRST = ("CN", "TW", "HK", "MO", "SG", "MY", "JP", "KR", "KP", "VN", "HU")


def is_han(name):
    """Whether a name is written in Chinese characters alone.

    >>> is_han("王小明"), is_han("Ann 王"), is_han("")
    (True, False, False)
    """
    return bool(HAN.fullmatch(name or ""))


def chinese_surname(name):
    """The surname of a Chinese name of usual length, None where it can't be told.

    >>> [chinese_surname(name) for name in ("王明", "欧阳娜娜", "司马光")]
    ['王', '欧阳', '司马']
    >>> chinese_surname("陈方安生") is None
    True
    """
    if not is_han(name) or not 2 <= len(name) <= 4:
        return None
    if len(name) > 2 and name[:2] in TWO_CHARACTERS:
        return name[:2]
    return name[0] if len(name) < 4 else None


def family_name(name, country="", chinese=False):
    """The part of a name that follows Mr. and Ms., the whole name where it can't be
    told; `chinese`: in a letter written in Chinese.

    >>> family_name("Ann Miller"), family_name("Vincent van Gogh")
    ('Miller', 'Vincent van Gogh')
    >>> family_name("Wang Xiaoming", "CN"), family_name("王小明", "CN", chinese=True)
    ('Wang Xiaoming', '王')
    """
    name = " ".join((name or "").split())
    if is_han(name):
        surname = chinese_surname(name) if chinese and country != "JP" else None
        return surname or name
    words = name.split()
    if len(words) == 2 and country not in FAMILY_FIRST and "." not in name:
        return words[1]
    return name
