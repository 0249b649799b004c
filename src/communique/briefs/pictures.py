"""The drawings of a brief as SVG files that stand alone: for PDF, DOCX and whoever draws them elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from communique.briefs.drawing import Drawing, Mark

_INK: Final = "#1d1c1a"
_SOFT: Final = "#5a564f"
_RULE: Final = "#d9d4c8"
_CLIMB: Final = "#1f4e79"
_BANDS: Final = ("#fdfcf9", "#f4f1ea")
_FONT: Final = "DejaVu Sans, Noto Sans, Helvetica, Arial, sans-serif"


def svg(picture: Drawing, title: str) -> str:
    """The drawing as one SVG document in print colours; what reports say in it is escaped."""
    head = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
        'font-family="{font}" font-size="11"><title>{title}</title>'
    ).format(w=_n(picture.width), h=_n(picture.height), font=_FONT, title=title)
    return "".join(
        (head, *_bands(picture), *_ticks(picture), *_paths(picture), *map(_mark, picture.marks), "</svg>")
    )


def _bands(picture: Drawing) -> Iterator[str]:
    rectangle = Markup('<rect x="0" y="{y}" width="{w}" height="{h}" fill="{fill}"/>')
    name = Markup('<text x="12" y="{y}" fill="{fill}" font-weight="bold">{label}</text>')
    for index, band in enumerate(picture.bands):
        yield rectangle.format(y=_n(band.y), w=_n(picture.width), h=_n(band.height), fill=_BANDS[index % 2])
        yield name.format(y=_n(band.middle + 4), fill=_SOFT, label=band.label)


def _ticks(picture: Drawing) -> Iterator[str]:
    line = Markup('<line x1="{x}" y1="{top}" x2="{x}" y2="{bottom}" stroke="{stroke}"/>')
    label = Markup('<text x="{x}" y="{y}" fill="{fill}" text-anchor="middle">{label}</text>')
    top = picture.bands[0].y if picture.bands else 0
    for tick in picture.ticks:
        yield line.format(x=_n(tick.x), top=_n(top), bottom=_n(picture.bottom), stroke=_RULE)
        yield label.format(x=_n(tick.x), y=_n(picture.bottom + 19), fill=_SOFT, label=tick.label)


def _paths(picture: Drawing) -> Iterator[str]:
    for path in picture.paths:
        yield Markup('<path d="{d}" fill="none" stroke="{stroke}" stroke-width="1.5"/>').format(
            d=path.d, stroke=_CLIMB
        )


def _mark(mark: Mark) -> str:
    if mark.shape == "stopped":
        shape = Markup(
            '<path d="M{x} {y}l8 8m0 -8l-8 8" stroke="{ink}" stroke-width="2" fill="none"/>'
        ).format(x=_n(mark.x - 4), y=_n(mark.y - 4), ink=_INK)
    else:
        fill = "#fff" if mark.shape == "open" else _INK
        shape = Markup(
            '<circle cx="{x}" cy="{y}" r="4.5" fill="{fill}" stroke="{ink}" stroke-width="1.5"/>'
        ).format(x=_n(mark.x), y=_n(mark.y), fill=fill, ink=_INK)
    if not mark.label:
        return shape
    return shape + Markup('<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{ink}">{label}</text>').format(
        x=_n(mark.label_x), y=_n(mark.y + 4), anchor=mark.anchor, ink=_INK, label=mark.label
    )


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
