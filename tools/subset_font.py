"""
Make the fonts of what is printed: the few characters that it needs, and no others.

    .venv/bin/python -m tools.subset_font NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc

Both files come with Debian's fonts-noto-cjk (version 2.004). What is made is checked in, so this
runs only when kb/ comes to hold a character that the fonts lack; tests/journeys/test_pdf.py says
so then. Equal inputs give equal bytes.

The licence lets us cut the font down, and "Noto" is a trademark: so the result has its own name.
"""

import argparse
import unicodedata
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.woff2 import WOFF2FlavorData

ROOT = Path(__file__).parents[1]
KB = ROOT / "src" / "zusanli" / "kb"
FONTS = ROOT / "src" / "zusanli" / "exchange" / "pdf" / "fonts"
FACES = {"Noto Sans CJK TC": "Zusanli Sans", "Noto Sans CJK JP": "Zusanli Sans JP"}
"""Each face, and what is cut out of it: Chinese and Japanese draw many characters differently."""
SPOKEN = {"Zusanli Sans": "zh-Hant", "Zusanli Sans JP": "ja"}
WHERE_LATIN_IS = (range(0x20, 0x7F), range(0xA0, 0x100), range(0x1CD, 0x1DD))
TONES = "\u0101\u0113\u011b\u012b\u014d\u016b"  # of pinyin, beyond those in the ranges
DASHES_AND_QUOTES = "\u2010\u2013\u2014\u2018\u2019\u201c\u201d"
AND_ALSO = "\u2022\u2026\u2032\u2033\u20ac\u2212\u2264\u2265\u2248\u2192\u2713\u25a1"
KANA = [chr(code) for code in range(0x3041, 0x3100) if unicodedata.name(chr(code), "")]
WIDE_MARKS = (
    "\u3000\u3001\u3002\u300c\u300d\u300e\u300f\u3014\u3015\u301c"
    "\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"
)
VARIANTS = "\u9ad9\ufa11\u6ff5\u7e6b\u5653"  # of names, beyond the standard
# How far a curve of the new outline may lie from the old one, in 1/1000 of the height of a line.
MOST_OFF = 0.5


def main() -> None:
    """Make both weights of both faces, and the list of what either can draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("regular", type=Path)
    parser.add_argument("bold", type=Path)
    options = parser.parse_args()
    for face, family in FACES.items():
        for weight, file in (("Regular", options.regular), ("Bold", options.bold)):
            made = FONTS / f"{family.lower().replace(' ', '-')}-{weight.lower()}.woff2"
            make(file, weight, face).save(made)
            print(f"{made.relative_to(ROOT)}: {made.stat().st_size} bytes")
    regular = (FONTS / f"{each.lower().replace(' ', '-')}-regular.woff2" for each in SPOKEN)
    drawn = sorted({code for file in regular for code in TTFont(file).getBestCmap()})
    (FONTS / "drawn.txt").write_text("".join(map(chr, drawn)), encoding="utf-8")


def wanted(family: str, weight: str) -> set[int]:
    """
    Give the characters of points, countries and entries, of one language, and all Latin ones.

    The regular weight also draws what is typed, such as names: the common characters.
    """
    found = {*AND_ALSO, *TONES, *TONES.upper(), *DASHES_AND_QUOTES, *KANA, *WIDE_MARKS}
    texts = (KB / "languages" / SPOKEN[family]).glob("*.po")
    entries = (*(KB / "points").glob("*.csv"), KB / "countries.csv", *KB.rglob("*.toml"))
    for table in sorted((*entries, *texts)):
        found.update(table.read_text(encoding="utf-8"))
    latin = {code for part in WHERE_LATIN_IS for code in part}
    if weight == "Regular":
        found.update(typed(SPOKEN[family]))
    return latin | {ord(each) for each in found if unicodedata.category(each) != "Cc"}


def typed(language: str) -> str:
    """Give the characters of a national standard: JIS X 0208, and the first plane of Big5."""
    if language == "ja":
        cells = (bytes((row, cell)) for row in range(0x30, 0x75) for cell in range(0x21, 0x7F))
        coded = b"".join(b"\x1b$B" + cell + b"\x1b(B" for cell in cells)
        return coded.decode("iso2022_jp", "ignore") + VARIANTS
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    coded = b"".join(bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in trails)
    return coded.decode("big5", "ignore")


def make(file: Path, weight: str, face: str) -> TTFont:
    """Cut one weight of a face down, and draw it with TrueType's curves."""
    font = _face(file, face)
    options = Options()
    options.layout_features = ["kern", "ccmp", "mark"]
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "DSIG"]
    options.hinting = False
    options.name_IDs = [0, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted(FACES[face], weight))
    subsetter.subset(font)
    _draw_again(font)
    _rename(font, weight, face)
    font.flavor = "woff2"
    # Outlines as they are: taking them apart saves a tenth, and each print then takes 5 s more.
    font.flavorData = WOFF2FlavorData(transformedTables=())
    # The day on which it was made must not tell two equal fonts apart.
    font.recalcTimestamp = False
    return font


def _face(file: Path, face: str) -> TTFont:
    for font in TTCollection(str(file), lazy=True).fonts:
        if (font["name"].getDebugName(16) or font["name"].getDebugName(1)) == face:
            return font
    raise SystemExit(f"{file} holds no {face}")


def _draw_again(font: TTFont) -> None:
    """
    Turn PostScript outlines into TrueType ones.

    A PDF finds the glyphs of a PostScript font of this kind by numbers that cutting it down moves.
    """
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, MOST_OFF, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, drawn
    for glyph in drawn.values():
        glyph.recalcBounds(glyf)
    font["hmtx"].metrics = {
        name: (width, getattr(drawn[name], "xMin", 0))
        for name, (width, _) in font["hmtx"].metrics.items()
    }
    font["maxp"] = maxp = newTable("maxp")
    maxp.tableVersion, maxp.numGlyphs = 0x00010000, len(order)
    maxp.maxZones = 1
    for name in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(maxp, f"max{name}", 0)
    maxp.maxSizeOfInstructions = 0
    maxp.maxComponentElements = max(
        (len(each.components) for each in drawn.values() if each.isComposite()), default=0
    )
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"


def _rename(font: TTFont, weight: str, face: str) -> None:
    family = FACES[face]
    names = {
        1: family,
        2: weight,
        3: f"{family} {weight}, cut down from {face}",
        4: f"{family} {weight}",
        6: f"{family.replace(' ', '')}-{weight}",
    }
    for identity, text in names.items():
        font["name"].setName(text, identity, 3, 1, 0x409)


if __name__ == "__main__":
    main()
