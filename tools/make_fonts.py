"""Make the fonts in ``resources/fonts`` from their whole sources: the same sources give the same bytes.

Getting the sources (any folder will do)::

    npm pack @expo-google-fonts/noto-sans-tc @expo-google-fonts/cactus-classical-serif
    for f in *.tgz; do mkdir -p "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}"; done
    apt-get download fonts-cns11643-kai && dpkg-deb -x fonts-cns11643-kai_*.deb kai

Making the subsets::

    python tools/make_fonts.py --regular …/NotoSansTC_400Regular.ttf --medium …/NotoSansTC_500Medium.ttf \
        --bold …/NotoSansTC_700Bold.ttf --kai …/TW-Kai-98_1.ttf --rare …/CactusClassicalSerif_400Regular.ttf --out resources/fonts

Only fonts with ``glyf`` outlines will do: the PDF library cannot embed CFF ones. The licence texts in ``LICENSES`` are kept by hand.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

NAMES = "堃喆峯彣綉犇㛢鈤瑈翃頴晧昰玹珺璟琁祐邨栢槺緁濬"
HOKKIEN_AND_HAKKA = "𠊎𪜶𤆬𣍐𨑨𠢕𤲍𦉎𧿬𤺪𡳞𩛩𩜄𥍉𫝛𫝏𫝻𢼌𠕇𠲿𢯭𢫦𫟧𪐞"
SIGNS = "≥≤≠≒≈±×÷−·•‧…—–―‑‐‘’“”‹›„†‡′″※＊←↑→↓↔↵⇧⇩○●◎◇◆□■△▲▽▼☆★✓─│┌┐└┘├┤┬┴┼═╳①②③④⑤⑥⑦⑧⑨⑩㊀㊣℃％‰№€°"
UNUSED_TABLES = ["vhea", "vmtx", "BASE", "GPOS", "GSUB", "GDEF", "STAT", "gasp", "FFTM", "VORG", "cvt ", "fpgm", "prep", "meta"]


def legacy_repertoire(*codecs: str) -> set[int]:
    """Every character these double-byte codecs can write."""
    found: set[str] = set()
    for high in range(0x87, 0xFF):
        for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            for codec in codecs:
                try:
                    found.update(bytes((high, low)).decode(codec))
                except UnicodeDecodeError:
                    continue
    return {ord(character) for character in found}


def office_repertoire() -> set[int]:
    """What an office in Taiwan types: Big5 with the Hong Kong supplement, Latin, punctuation, circled digits, signs, rare names."""
    return (
        legacy_repertoire("big5", "big5hkscs")
        | set(range(0x20, 0x7F))
        | set(range(0xA0, 0x180))
        | set(range(0x2010, 0x2040))
        | set(range(0x2460, 0x2474))
        | {ord(character) for character in NAMES + SIGNS}
    )


def name_repertoire() -> set[int]:
    """Ideographs that stand in names: the unified block, extension A, and the supplementary ones of Hong Kong and of Taiwan."""
    supplementary = {code for code in legacy_repertoire("big5hkscs") if code > 0xFFFF} | {ord(one) for one in HOKKIEN_AND_HAKKA}
    return set(range(0x4E00, 0xA000)) | set(range(0x3400, 0x4DC0)) | supplementary


def characters(font: Path) -> set[int]:
    with TTFont(font, lazy=True) as opened:
        return set(opened.getBestCmap())


def cut(source: Path, target: Path, wanted: set[int]) -> None:
    """Write the glyphs of ``wanted`` that ``source`` has; names stay, hinting and layout tables go."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.ignore_missing_unicodes = True
    options.recalc_timestamp = False
    options.drop_tables += UNUSED_TABLES
    font = subset.load_font(str(source), options, lazy=True)
    if "glyf" not in font:
        raise SystemExit(f"{source}: no glyf outlines")
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    subset.save_font(font, str(target), options)
    print(f"{target.stat().st_size / 1e6:6.2f} MB  {target.name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for source in ("regular", "medium", "bold", "kai", "rare"):
        parser.add_argument(f"--{source}", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    office = office_repertoire()
    for weight in ("regular", "medium", "bold"):
        cut(getattr(given, weight), given.out / f"NotoSansTC-{weight.capitalize()}.ttf", office)
    cut(given.kai, given.out / "TWKai-Regular.ttf", {code for code in office if not 0xE000 <= code < 0xF900})
    cut(
        given.rare,
        given.out / "LetterLatin-Regular.ttf",
        set(range(0x20, 0x7F)) | set(range(0xC0, 0x250)) | {ord(sign) for sign in "‘’“”–—…"},
    )
    everywhere = characters(given.out / "NotoSansTC-Regular.ttf") & characters(given.out / "TWKai-Regular.ttf")
    cut(given.rare, given.out / "RareNames-Regular.ttf", (name_repertoire() | office) - everywhere)


if __name__ == "__main__":
    main()
