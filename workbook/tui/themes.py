"""The two themes of our own: paper, light and warm, and slate, dark."""

from __future__ import annotations

from textual.theme import Theme


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
