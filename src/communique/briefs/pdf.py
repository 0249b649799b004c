"""A brief as PDF, set by typst without a browser, a network or a font from elsewhere."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from communique.briefs.sheets import RUNNING, Sheets, sheets
from communique.errors import BriefError
from communique.knowledge import Knowledge
from communique.model import Brief

if TYPE_CHECKING:
    from types import ModuleType

_MEND: Final = "pip install 'communique[pdf]', or use --format html and print the page"


def render_pdf(brief: Brief, knowledge: Knowledge, marking: str = "") -> bytes:
    """The whole brief as PDF. Raises BriefError where typst is not installed or refuses."""
    return typeset(sheets(brief, knowledge, marking))


def typeset(paper: Sheets) -> bytes:
    """The sheets as PDF; typst sees one folder with our template, the data and the drawings, and nothing else."""
    typst = engine()
    with tempfile.TemporaryDirectory(prefix="communique-") as name:
        folder = Path(name)
        (folder / "brief.json").write_text(json.dumps(_data(paper), ensure_ascii=False), "utf-8", "replace")
        for picture in paper.pictures:
            (folder / f"{picture.name}.svg").write_text(picture.svg, "utf-8", "replace")
        template = resources.files("communique.briefs") / "templates" / "brief.typ"
        (folder / "brief.typ").write_text(template.read_text("utf-8"), "utf-8")
        try:
            made = typst.compile(
                str(folder / "brief.typ"), root=str(folder), format="pdf", ignore_system_fonts=True
            )
        except typst.TypstError as error:
            raise BriefError("pdf", f"cannot be set: {error}", "use --format html") from error
    return bytes(made)


def png(picture: str, pixels_per_inch: float = 200.0) -> bytes:
    """An SVG drawing as PNG, for formats that hold no SVG."""
    typst = engine()
    with tempfile.TemporaryDirectory(prefix="communique-") as name:
        folder = Path(name)
        (folder / "picture.svg").write_text(picture, "utf-8", "replace")
        page = '#set page(width: 17cm, height: auto, margin: 0pt)\n#image("picture.svg", width: 100%)\n'
        (folder / "picture.typ").write_text(page, "utf-8")
        made = typst.compile(
            str(folder / "picture.typ"),
            root=str(folder),
            format="png",
            ppi=pixels_per_inch,
            ignore_system_fonts=True,
        )
    return bytes(made)


def _data(paper: Sheets) -> dict[str, Any]:
    data = asdict(paper)
    for chapter in data["chapters"]:
        chapter["running"] = chapter["key"] in RUNNING
    for picture in data["pictures"]:
        del picture["svg"]
    for source in data["references"]:
        source["quotes"] = [{"label": label, "words": words} for label, words in source["quotes"]]
    return data


def engine() -> ModuleType:
    """typst, or BriefError with what to do."""
    try:
        import typst  # noqa: PLC0415 - an extra: only who prints has it
    except ImportError as error:
        raise BriefError("pdf", "typst is not installed", _MEND) from error
    module: ModuleType = typst
    return module
