"""Colours are readable in both modes: contrast is computed from the tokens themselves."""

import re

import pytest

from participation.ui.assets import SOURCES

TOKENS = (SOURCES / "css" / "tokens.css").read_text("utf-8")
TEXT, SIGN = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11

TEXT_PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "accent", "accent-strong", "warm", "bad")
      for ground in ("paper", "surface", "sunken")],
    *[(f"{tone}", f"{tone}-tint") for tone in ("accent", "warm", "good", "alert", "bad")],
    *[("ink", f"{tone}-tint") for tone in ("accent", "warm", "good", "alert", "bad")],
    ("ink-soft", "accent-tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-foot", "foot"),
    ("paper", "ink"),
]  # fmt: skip
SIGN_PAIRS = [
    *[(sign, ground) for sign in ("line-strong", "focus", "accent", "warm", "bad")
      for ground in ("paper", "surface")],
    ("accent", "sunken"),
]  # fmt: skip


def colours(mode: str) -> dict[str, str]:
    found = re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", TOKENS.split("@media")[0])
    if mode == "dark":
        found += re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", TOKENS.split("@media")[1])
    return dict(found)


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT_PAIRS, TEXT), (SIGN_PAIRS, SIGN)])
def test_pairs_in_use_are_readable(mode: str, pairs: list[tuple[str, str]], least: float) -> None:
    tokens = colours(mode)
    weak = {
        f"{front} on {back}": round(ratio, 2)
        for front, back in pairs
        if (ratio := contrast(tokens[front], tokens[back])) < least
    }
    assert weak == {}


def test_dark_mode_changes_each_colour_of_light_mode() -> None:
    light, dark = colours("light"), colours("dark")
    assert {name for name in light if light[name] == dark[name]} == set()
