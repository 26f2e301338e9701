from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel

from auditdesk import places
from ui.theme import Theme, apply, hub, load_fonts, theme, tokens


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_pair_of_the_tokens_keeps_its_contrast_in_both_themes(mode: str):
    look = Theme(mode)
    too_low = [
        (pair["fg"], pair["bg"], round(contrast(look.c(pair["fg"]), look.c(pair["bg"])), 2))
        for pair in tokens()["contrast"]
        if contrast(look.c(pair["fg"]), look.c(pair["bg"])) < pair["min"]
    ]
    assert too_low == []


def test_both_themes_hold_the_same_tokens():
    def names(branch: dict, prefix: str = "") -> set[str]:
        found = set()
        for key, value in branch.items():
            found |= names(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key}
        return found

    colours = json.loads((places.resources() / "tokens.json").read_text(encoding="utf-8"))["color"]
    assert names(colours["light"]) == names(colours["dark"])


def drawn(sign: str, weight: int = 400) -> QImage:
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(theme().font("display", weight))
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, sign)
    painter.end()
    return image


def test_two_characters_are_not_drawn_as_the_same_box(qapp: QApplication):
    assert drawn("查") != drawn("核")


def test_the_shipped_font_is_in_use_in_three_weights(qapp: QApplication):
    assert "Noto Sans TC" in load_fonts()
    assert QFontInfo(theme().font("body")).family() == "Noto Sans TC"
    assert drawn("核", 400) != drawn("核", 500) != drawn("核", 700) != drawn("核", 400)


def test_one_factor_multiplies_type_rows_icons_and_spacing():
    plain, double = Theme(scale=1.0), Theme(scale=2.0)
    assert double.font("body").pixelSize() == 2 * plain.font("body").pixelSize()
    assert double.row_height() == 2 * plain.row_height()
    assert double.px(6) == 2 * plain.px(6)
    assert double.layout("rail") == 2 * plain.layout("rail")


@pytest.mark.parametrize(("asked", "given"), [(0.5, 1.0), (3.0, 2.0)])
def test_the_scale_stays_between_100_and_200_percent(asked: float, given: float):
    assert Theme(scale=asked).scale == given


def test_no_type_style_is_below_12_pixels():
    assert min(style["size"] for style in tokens()["type"]["styles"].values()) >= tokens()["type"]["minimum"] == 12


def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication):
    look = Theme()
    for path in sorted((places.resources() / "icons").glob("*.svg")):
        image = look.pix(path.stem, "danger.solid", 32, 1.0).toImage()
        seen = {image.pixelColor(x, y).rgb() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255}
        assert seen <= {QColor(look.c("danger.solid")).rgb()}, path.stem
        assert any(image.pixelColor(x, y).alpha() > 0 for x in range(32) for y in range(32)), path.stem


def test_putting_another_look_in_force_tells_and_recolours_what_is_on_screen(qapp: QApplication, qtbot):
    label = QLabel("核")
    label.setProperty("tone", "primary")
    qtbot.addWidget(label)
    label.show()
    with qtbot.waitSignal(hub.theme_changed):
        apply(qapp, Theme("dark"))
    assert theme().mode == "dark"
    assert label.palette().color(label.foregroundRole()) == QColor(theme().c("text.primary"))
    assert qapp.palette().window().color() == QColor(theme().c("surface.window"))


def test_the_stylesheet_names_no_colour_that_is_no_token():
    import re

    look = Theme()
    known = {look.c(pair[side]) for pair in tokens()["contrast"] for side in ("fg", "bg")}
    known |= {look.c(name) for name in ("border.default", "border.subtle", "danger.border", "accent.border", "text.disabled")}
    assert set(re.findall(r"#[0-9A-Fa-f]{6,8}", look.stylesheet())) <= known
