"""The two themes of our own: paper, light and warm, and slate, dark."""

from __future__ import annotations

from textual.color import BLACK, WHITE, Color
from textual.theme import Theme

ENOUGH = 4.5
"""The contrast that text has at least in Textual's own themes; in paper and slate it is 7."""
_TEXTS = ("foreground", "accent", "heading", "quiet", "success", "warning", "error")
_GROUNDS = ("background", "surface", "panel")


def _theme(name: str, *, dark: bool, colours: dict[str, str]) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=colours["accent"],
        secondary=colours["heading"],
        accent=colours["accent"],
        foreground=colours["text"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        success=colours["good"],
        warning=colours["look-again"],
        error=colours["wrong"],
        text_alpha=1.0,
        variables={
            "heading": colours["heading"],
            "quiet": colours["quiet"],
            "rule": colours["rule"],
            "on-accent": colours["background"],
            "footer-background": colours["panel"],
            "footer-foreground": colours["text"],
            "footer-key-foreground": colours["accent"],
            "footer-description-foreground": colours["text"],
            "input-cursor-background": colours["accent"],
            "input-cursor-foreground": colours["background"],
            "block-cursor-background": colours["accent"],
            "block-cursor-foreground": colours["background"],
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": colours["panel"],
            "block-cursor-blurred-foreground": colours["text"],
            "block-cursor-blurred-text-style": "bold",
            "block-hover-background": colours["surface"],
            "link-color": colours["accent"],
            "link-background-hover": colours["accent"],
            "link-color-hover": colours["background"],
            "scrollbar": colours["rule"],
            "scrollbar-background": colours["background"],
            "scrollbar-corner-color": colours["background"],
            "scrollbar-hover": colours["quiet"],
            "scrollbar-active": colours["accent"],
            "scrollbar-background-hover": colours["background"],
            "scrollbar-background-active": colours["background"],
            "border": colours["rule"],
            "border-blurred": colours["rule"],
        },
    )


PAPER = _theme(
    "paper",
    dark=False,
    colours={
        "background": "#faf6ee",
        "surface": "#f3ecdf",
        "panel": "#e9e0cf",
        "text": "#23201b",
        "accent": "#154a66",
        "heading": "#4f4019",
        "good": "#1e5028",
        "look-again": "#604000",
        "wrong": "#84200f",
        "quiet": "#4a453d",
        "rule": "#bfb49c",
    },
)

SLATE = _theme(
    "slate",
    dark=True,
    colours={
        "background": "#14181c",
        "surface": "#1a1f24",
        "panel": "#232a30",
        "text": "#dfe3e6",
        "accent": "#8cc7e6",
        "heading": "#d9c48f",
        "good": "#8fd19e",
        "look-again": "#e8bf6a",
        "wrong": "#f5a89d",
        "quiet": "#b3bac0",
        "rule": "#47525c",
    },
)


def variables(theme: Theme, generated: dict[str, str]) -> dict[str, str]:
    """Return a theme's variables with those of ours that it lacks, and text that can be read.

    Args:
        theme: the theme; paper and slate are returned as they are.
        generated: the variables that Textual makes of it.
    """
    if "heading" in theme.variables:
        return generated
    if theme.ansi:
        light = "light" in theme.name
        ours = {
            "heading": "ansi_cyan",
            "quiet": "ansi_default",
            "rule": "ansi_bright_black",
            "on-accent": "ansi_bright_white" if light else "ansi_black",
        }
        return {**generated, **ours}
    foreground, background = Color.parse(generated["foreground"]), Color.parse(generated["background"])
    found = {**generated, "heading": generated["secondary"], "quiet": foreground.blend(background, 0.2).hex}
    grounds = [Color.parse(found[name]) for name in _GROUNDS]
    found |= {name: _readable(Color.parse(found[name]), grounds).hex for name in _TEXTS}
    accent = Color.parse(found["accent"])
    found["on-accent"] = max((BLACK, WHITE), key=lambda colour: contrast(colour, accent)).hex
    found["rule"] = background.blend(foreground, 0.3).hex
    found["footer-key-foreground"] = found["link-color"] = found["accent"]
    found["footer-foreground"] = found["footer-description-foreground"] = found["foreground"]
    return found


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, as WCAG 2 reckons it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _readable(text: Color, grounds: list[Color]) -> Color:
    """Return a colour moved towards white or black until it can be read on all the grounds."""
    target = max((BLACK, WHITE), key=lambda colour: min(contrast(colour, ground) for ground in grounds))
    for step in range(21):
        moved = text.blend(target, step / 20)
        if min(contrast(moved, ground) for ground in grounds) >= ENOUGH:
            return moved
    return target


def _luminance(colour: Color) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part) for part in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
