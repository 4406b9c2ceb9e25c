"""PNGs with few colours: small, and true where much is of one colour."""

import io
from collections import Counter
from itertools import chain

from PIL import Image

COLOURS = (256, 128, 64)


def reduce(png, largest):
    """The same picture with as many colours as fit into so many bytes."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    data = image.tobytes()
    pixels = list(zip(data[0::3], data[1::3], data[2::3], strict=True))
    counts = Counter(pixels)
    for number in COLOURS:
        places, palette = choose(counts, number)
        reduced = Image.frombytes(
            "P", image.size, bytes(map(places.__getitem__, pixels))
        )
        reduced.putpalette(palette)
        buffer = io.BytesIO()
        reduced.save(buffer, "PNG", optimize=True)
        if buffer.tell() <= largest:
            break
    return buffer.getvalue()


def choose(counts, number):
    """The commonest colours as they are, and a choice for the others, rare or not.

    :return: place of each colour in the palette, and the palette
    """
    common = [colour for colour, _count in counts.most_common(number // 2)]
    others = sorted(counts.keys() - set(common))
    places = {colour: place for place, colour in enumerate(common)}
    palette = [part for colour in common for part in colour]
    if others:
        row = Image.frombytes("RGB", (len(others), 1), bytes(chain(*others)))
        row = row.quantize(number - len(common), dither=Image.Dither.NONE)
        found = zip(others, row.tobytes(), strict=True)
        places |= {colour: len(common) + place for colour, place in found}
        palette += row.getpalette("RGB")
    return places, palette
