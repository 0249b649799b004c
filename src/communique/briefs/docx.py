"""A brief as DOCX for who edits on: real headings, lists, footnote labels, sources; drawings where typst is there."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from communique.briefs.pdf import png
from communique.briefs.sheets import RUNNING, Block, Point, Reference, Sheets, sheets
from communique.errors import BriefError
from communique.knowledge import Knowledge
from communique.model import Brief

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_SOFT: Final = RGBColor(0x5A, 0x56, 0x4F)
_ACCENT: Final = RGBColor(0x1F, 0x4E, 0x79)
# What XML 1.0 does not hold.
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EPOCH: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def render_docx(brief: Brief, knowledge: Knowledge, marking: str = "") -> bytes:
    """The whole brief as DOCX."""
    return written(sheets(brief, knowledge, marking))


def written(paper: Sheets) -> bytes:
    """The sheets as DOCX; the same sheets give the same document."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = _clean(paper.question), "communique"
    properties.keywords = paper.marking
    properties.created = properties.modified = _EPOCH
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2.3)
        if paper.marking:
            for edge in (section.header, section.footer):
                _mark(edge.paragraphs[0], paper.marking, paper.colour)
    _run(document.add_paragraph(), " / ".join(paper.names), size=8.5, soft=True)
    document.add_heading(_clean(paper.question), level=0)
    _run(document.add_paragraph(), paper.about, size=9, soft=True)
    if paper.nothing:
        document.add_paragraph(paper.nothing)
    for chapter in paper.chapters:
        document.add_heading(_clean(chapter.heading), level=1)
        for block in chapter.blocks:
            _block(document, block, running=chapter.key in RUNNING)
        if chapter.key == "takeaways":
            _pictures(document, paper)
    if paper.references:
        document.add_heading("Sources and quotes", level=1)
        for source in paper.references:
            _reference(document, source)
        _run(document.add_paragraph(), paper.note, size=8, soft=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _mark(paragraph: Paragraph, marking: str, colour: str) -> None:
    """A marking as the Traffic Light Protocol has it: at the right, 12 points, its colour on black."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(marking)
    run.bold, run.font.size, run.font.color.rgb = True, Pt(12), RGBColor.from_string(colour.lstrip("#"))
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "000000")):
        shade.set(qn(f"w:{name}"), value)
    run._r.get_or_add_rPr().append(shade)


def _block(document: Document, block: Block, *, running: bool) -> None:
    if block.heading:
        document.add_heading(_clean(block.heading), level=2)
    paragraph = document.add_paragraph() if running else None
    for entry in block.entries:
        home = paragraph or document.add_paragraph(style="List Bullet")
        for point in entry:
            _point(home, point)
            home.add_run(" ")


def _point(paragraph: Paragraph, point: Point) -> None:
    paragraph.add_run(_clean(point.text))
    if point.labels:
        cite = paragraph.add_run(f" {' '.join(point.labels)}")
        cite.font.superscript, cite.font.color.rgb = True, _ACCENT
    if point.note:
        _run(paragraph, f" ({point.note})", size=8.5, soft=True)


def _pictures(document: Document, paper: Sheets) -> None:
    for picture in paper.pictures:
        try:
            image = png(picture.svg)
        except BriefError:
            # Without typst the words still say everything that the drawings show.
            return
        document.add_picture(io.BytesIO(image), width=Cm(16))
        drawn = document.paragraphs[-1]._p.xpath(".//wp:docPr")[0]
        drawn.set("descr", picture.caption)
        _run(document.add_paragraph(), picture.caption, size=8.5, soft=True)


def _reference(document: Document, source: Reference) -> None:
    paragraph = document.add_paragraph()
    head = paragraph.add_run(_clean(f"{source.number}. {source.publisher}"))
    head.bold = True
    paragraph.add_run(_clean(f", {source.date}"))
    if source.title:
        paragraph.add_run(": ")
        if source.link:
            _link(paragraph, source.title, source.link)
        else:
            paragraph.add_run(_clean(source.title))
    _run(paragraph, f" SHA-256 {source.document}", size=7, soft=True)
    for label, words in source.quotes:
        quote = document.add_paragraph(_clean(f"{label}  “{words}”"))
        quote.paragraph_format.left_indent = Cm(0.8)
        quote.paragraph_format.space_after = Pt(3)


def _link(paragraph: Paragraph, text: str, address: str) -> None:
    """A hyperlink: python-docx has no call for it, so it is built as the format has it (ECMA-376, 17.16.22)."""
    relation = paragraph.part.relate_to(
        _clean(address),
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(_clean(text))
    run.font.color.rgb = _ACCENT
    link.append(run._r)
    paragraph._p.append(link)


def _run(paragraph: Paragraph, text: str, *, size: float, soft: bool) -> None:
    run = paragraph.add_run(_clean(text))
    run.font.size = Pt(size)
    if soft:
        run.font.color.rgb = _SOFT


def _clean(text: str) -> str:
    return _NO_XML.sub("�", text)
