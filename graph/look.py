"""How the canvas looks whatever is drawn on it, in vis-network's own terms: options, badges, lines. No pyvis here.

The browser has this long before there is a scene: nothing may be imported for it that takes long.
"""

from __future__ import annotations

from typing import Any

from graph.boxes import FONT
from graph.style import STYLE, THEMES, Theme, badge

LARGE = 800
"""Above so many nodes badges become simple shapes, and edges hide while something moves."""
FONT_FACE = "Inter, system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', sans-serif"


def options(theme: Theme, size: int, *, kinds: list[str] | tuple[str, ...] = ()) -> dict[str, Any]:
    """vis-network's options for a view of `size` nodes; above LARGE badges become simple shapes and edges hide while something moves."""
    palette, large = STYLE.palettes[theme], size > LARGE
    groups = {group_name(kind): group(kind, theme, large) for kind in dict.fromkeys([*STYLE.kinds, *kinds])}
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "groups": {"useDefaultGroups": False, **groups},
        "nodes": {
            "borderWidth": 1.5,
            "chosen": False,
            "font": {
                "size": FONT,
                "face": FONT_FACE,
                "color": palette["ink"],
                "strokeWidth": 4,
                "strokeColor": palette["bg"],
                "vadjust": -2,
            },
            "labelHighlightBold": False,
            "scaling": {"label": {"drawThreshold": 6, "maxVisible": 400}},
            "shadow": {"enabled": not large, "color": palette["shadow"], "size": 8, "x": 0, "y": 2},
        },
        "edges": {
            "chosen": False,
            "arrowStrikethrough": False,
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
            "smooth": False,
            "selectionWidth": 0,
            "hoverWidth": 0,
            "font": {"size": 0},
        },
        # selection, hover and keys are the canvas's own: vis-network would redraw everything for each of them
        "interaction": {
            "hover": False,
            "selectable": False,
            "selectConnectedEdges": False,
            "keyboard": False,
            "navigationButtons": False,
            "hideEdgesOnDrag": large,
            "hideEdgesOnZoom": large,
            "tooltipDelay": 3_600_000,
            "zoomSpeed": 0.7,
        },
    }


def look() -> dict[str, Any]:
    """What the canvas knows beforehand, whatever is drawn: palettes, badges, options and lines. The payload need not carry it."""
    statuses = {
        status.value: {"width": line.width, "dashes": list(line.dashes), "tone": line.tone, "mark": line.mark, "means": line.means}
        for status, line in STYLE.lines.items()
    }
    themes = {
        theme: {
            "palette": dict(STYLE.palettes[theme]),
            "badges": {kind: badge(kind, theme) for kind in STYLE.kinds},
            "small": options(theme, 0),
            "large": options(theme, LARGE + 1),
        }
        for theme in THEMES
    }
    changes = {
        name: {"tone": change.tone, "sign": change.sign, "opacity": change.opacity, "means": change.means}
        for name, change in STYLE.changes.items()
    }
    return {"themes": themes, "statuses": statuses, "changes": changes}


def group_name(kind: str) -> str:
    """A kind that a data set brought cannot take the name of an option or of something that JavaScript finds on every object."""
    return kind if kind in STYLE.kinds else f"other:{kind}"


def group(kind: str, theme: Theme, large: bool) -> dict[str, Any]:
    style, palette = STYLE.kind(kind), STYLE.palettes[theme]
    if large:
        colour = style.colours[theme]
        return {"shape": style.shape, "color": {"background": colour, "border": palette["bg"]}}
    return {"shape": "image", "image": badge(kind, theme), "shapeProperties": {"useBorderWithImage": False, "interpolation": False}}
