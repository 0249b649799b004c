"""Step one: a document's text as blocks and sentences, with every offset that of the original.

``shadow`` folds dashes, quotes, odd spaces and accents character by character, so that the folded text
has the same length as the original and one offset serves both. Sentences are cut by rule, with
abbreviations kept whole; headlines, bullets and datelines never run into the next sentence.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Final

from communique.model import Dateline

_DASHES: Final = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
_QUOTES: Final = dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u0060\u00b4", "'")
_DOUBLES: Final = dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
_SPACES: Final = dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u200b\u200c\u200d\ufeff\t", " ")
_LETTERS: Final = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D"}
_KNOWN: Final = _DASHES | _QUOTES | _DOUBLES | _SPACES | _LETTERS


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    known = _KNOWN.get(char)
    if known is not None:
        return known
    base = unicodedata.normalize("NFKD", char)[0]
    return base if base.isascii() else char


def shadow(text: str) -> str:
    """The text with dashes, quotes, spaces and accents folded, of exactly the same length."""
    if text.isascii():
        return text.replace("\t", " ")
    return _UNUSUAL.sub(lambda match: _fold_char(match[0]), text)


_UNUSUAL: Final = re.compile(r"[^\x00-\x08\x0a-\x7f]")


def lowered(text: str) -> str:
    """The text in small letters, of exactly the same length."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


_CAPITAL: Final = re.compile(r"(\\.|\(\?P)|([A-Z])")


def small_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern for :func:`lowered` text: finds what it would find there in either case, four times as fast."""
    return re.compile(small_form(pattern))


def small_form(pattern: str) -> str:
    """The words of a pattern in small letters, its own signs as they are."""
    return _CAPITAL.sub(lambda match: match[1] or match[2].lower(), pattern)


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph: ``role`` is title, body, summary, speech or noise.

    ``speaker`` is the label of a transcript paragraph ("President of Russia Vladimir Putin").
    """

    start: int
    end: int
    role: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence: its extent, the index of its block, and the role and speaker of that block."""

    start: int
    end: int
    block: int
    role: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the page looks like: folded text, blocks, sentences, dateline, and where its body starts."""

    folded: str
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    dateline: Dateline
    dateline_span: tuple[int, int] | None
    agency_credit: str | None


_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY: Final = rf"(?:{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_CITY: Final = r"[A-Z][\w.'-]+(?: (?:de|da|do|of|la|el|al|[A-Z][\w.'-]*)){0,3}"
_PLACE: Final = rf"{_CITY}(?:,? \[[^\]]{{2,30}}\]|, (?!{_MONTH} \d)[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+)?)?(?: ?/ ?{_CITY})?"
_AGENCY: Final = r"\((?P<agency>[A-Z][^()]{1,50})\)"
_DATELINE: Final = re.compile(
    rf"(?P<place>{_PLACE})(?:,? (?:\()?(?P<date>{_DAY})\)?)?[,.]?(?: ?{_AGENCY})? ?(?P<mark>--|[-:|])? ?(?=[\"'A-Z0-9])"
)
# "LONDON-The first": the dash has lost its spaces.
_GLUED: Final = re.compile(r"(?P<place>[A-Z]{4,}(?: [A-Z]{3,})?)-(?=(?:[A-Z][a-z]|[A-Z]'|A ))")
# "Suva, 7 July 2025. New Zealand ...": a day with its year that ends there is as good as a dash.
_CLOSED_DAY: Final = re.compile(r"\b\d{4}\. ?$")
_CAPS_LINE: Final = re.compile(r"[A-Z][A-Z .'-]{2,30}(?:, [A-Z][A-Za-z .]{2,20})?")
_AGENCY_LINE: Final = re.compile(
    r"(?P<agency>[A-Z][\w .&/-]{1,40}?) ?\| ?(?P<place>[A-Z][\w .'-]{2,30})(?: ?\| ?.*)?"
)
_SPEAKER: Final = re.compile(
    r"(?P<label>[A-Z][\w.'-]*(?:(?: of the| of| and| for|,)? [A-Z][\w.'-]*){1,9})(?: \([a-z ]+\))?: (?=[\"'A-Z<])"
)
_TITLED: Final = re.compile(
    r"\b(?:President|Minister|Secretary|Chancellor|King|Emir|Premier|Ambassador|General|Admiral|Chairman|Director|Commander|"
    r"Spokes\w+|Speaker|Putin|Mr|Ms|Question|Answer|Reporter|[A-Z][a-z]+ [A-Z][a-z]+(?:ov|ev|in|sky|oy|an|i|u))\b"
)
_NOISE: Final = re.compile(
    r"(?:also read|read also|read more|related|see also|watch|photo|image|picture|file photo|caption|advertisement|share|"
    r"follow us|subscribe|sign up|click here|updated|first published|published|posted (?:by|on)|last (?:modified|updated)|"
    r"copyright|all rights reserved|\(with inputs|with inputs|\(this story|\(edited by|\(reporting|reporting by|"
    r"editing by|tags?|by (?:[A-Z][\w.]+ ?){1,4}|synopsis|key takeaways|summary|highlights)\b[:\s-]*",
    re.IGNORECASE,
)
_NOISE_WHOLE: Final = re.compile(
    r"(?:by|By|BY) [\w .,'/-]{2,60}|[Ss]ynopsis|[Kk]ey [Tt]akeaways|[Hh]ighlights|[Ss]ummary|<[^>]{0,5}>|[*\s.#=_-]+|"
    r"AMN ?/ ?WEB DESK|\(?[Ww]ith (?:agency )?inputs?[^)]*\)?\.?"
)
_CREDIT: Final = re.compile(
    r"\(?[Ww]ith (?:agency )?inputs? from (?P<agency>[^).]{2,40})\)?|^(?:By|BY) (?P<by>PTI|ANI|AFP|AP|Reuters|TASS|IANS)\b"
)
_SOURCES: Final = re.compile(r"(?:\s*\([A-Z][^()]{1,60}\))+\s*$")
_BULLET: Final = re.compile(r"^\s*(?:[-*\u2022\u25cf\u25aa]|\d{1,2}[.)])\s+")
_LINE: Final = re.compile(r"[^\n]+")


def layout(text: str, title: str = "") -> Layout:
    """Cut a text into blocks and sentences; find its dateline. Never fails on any text."""
    folded = shadow(text)
    blocks: list[Block] = []
    dateline, span, credit = Dateline(), None, None
    lead_seen, lone = False, "\n" not in text.strip()
    for match in _LINE.finditer(folded):
        start, end = _trim(folded, match.start(), match.end())
        sources = _SOURCES.search(folded, start, end) if folded[end - 1 : end] == ")" else None
        if sources and folded[start : sources.start()].endswith((".", '"')):
            end = sources.start()
        if start == end:
            continue
        line = folded[start:end]
        found_credit = _CREDIT.search(line) if "input" in line or line.startswith(("By ", "BY ")) else None
        if found_credit and credit is None:
            credit = (found_credit["agency"] or found_credit["by"] or "").strip()
        role, body_start, speaker = _role(line, text[start:end], title, not blocks, lead_seen, lone)
        if role == "body" and span is None and len(blocks) < 12:
            found = _dateline(folded, start, end)
            if found:
                dateline, span = found
                body_start = span[1] - start
                if body_start >= len(line):
                    role = "noise"
        elif role == "noise" and span is None and len(blocks) < 8:
            agency_line = _AGENCY_LINE.fullmatch(line)
            if agency_line:
                dateline, span = Dateline(agency_line["place"], None, agency_line["agency"]), (start, end)
        if role == "body" and body_start < len(line):
            lead_seen = True
        blocks.append(Block(start + body_start, end, role, speaker))
    sentences = tuple(_sentences(folded, blocks))
    return Layout(folded, tuple(blocks), sentences, dateline, span, credit)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _role(
    line: str, original: str, title: str, first: bool, lead_seen: bool, lone: bool
) -> tuple[str, int, str]:
    """The role of a line, where its own text begins, and its speaker."""
    if (first and original == title) or (
        first and not title and not lone and not line.endswith((".", ")", '"'))
    ):
        return "title", 0, ""
    if _NOISE_WHOLE.fullmatch(line) or (len(line) < 120 and _NOISE.match(line)):
        return "noise", 0, ""
    if not lead_seen and _AGENCY_LINE.fullmatch(line):
        return "noise", 0, ""
    bullet = _BULLET.match(line)
    if bullet:
        numbered = bullet[0].strip()[0].isdigit()  # the paragraphs of a statement, not a box above the text
        return ("body" if lead_seen or numbered else "summary"), bullet.end(), ""
    speaker = _SPEAKER.match(line)
    if speaker and _TITLED.search(speaker["label"]) and (lead_seen or speaker["label"].count(" ") > 1):
        return "speech", speaker.end(), speaker["label"]
    return "body", 0, ""


def _dateline(text: str, start: int, end: int) -> tuple[Dateline, tuple[int, int]] | None:
    line = text[start:end]
    if _CAPS_LINE.fullmatch(line) and len(line) < 40:
        return Dateline(line.strip().title()), (start, end)
    glued = _GLUED.match(line)
    if glued:
        return Dateline(glued["place"].title()), (start, start + glued.end())
    match = _DATELINE.match(line)
    if not match or len(match[0]) > 110:
        return None
    if not (match["agency"] or match["date"] or match["mark"]):
        return None
    if not match["mark"] and re.match(r"(?:The|A|An) ", match["place"]):
        return None
    closed = bool(_CLOSED_DAY.search(match[0]))
    if not (match["mark"] or closed) and not (
        match["agency"] and (match["date"] or match["place"].isupper() or match.end() < 40)
    ):
        return None
    if match["mark"] in ("-", ":") and not (match["agency"] or match["date"] or _is_city(match["place"])):
        return None
    place = re.split(r"[/,\[]", match["place"])[0].strip()
    place = place.title() if place.isupper() else place
    return Dateline(place, match["date"], match["agency"]), (start, start + match.end())


def _is_city(place: str) -> bool:
    """Without agency or date, only a place in capitals or one to three plain words may be a dateline."""
    if re.fullmatch(r"[A-Z][A-Z .'-]{2,25}, [A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+)?", place):
        return True  # "WARSAW, Poland"
    return place.isupper() or "[" in place or re.fullmatch(r"[A-Z]\w+(?: [A-Z]\w+)?", place) is not None


_ABBREVIATIONS: Final = frozenset(
    "Mr Mrs Ms Dr St Gen Lt Col Maj Capt Adm Cmdr Sgt Brig Gov Sen Rep Rev Hon Prof Pres Sec Amb Messrs Jr Sr "
    "No Nos Rs vs Inc Co Corp Ltd Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mt Ft al approx est Art "
    "U.S U.K U.N U.A.E a.m p.m i.e e.g S J K M A B C D E F G H I L N O P Q R T U V W X Y Z Retd Ret Dept Govt Min".split()
)
_STOP: Final = re.compile(r"[.!?]+[\"')\]]*(?= +[\"'(\[]?[A-Z0-9<]|$)")


def _sentences(text: str, blocks: list[Block]) -> Iterator[Span]:
    for index, block in enumerate(blocks):
        if block.role == "noise":
            continue
        start = block.start
        for match in _STOP.finditer(text, block.start, block.end):
            if match.end() < block.end and _abbreviated(text, start, match.start(), match[0]):
                continue
            yield from _span(text, start, match.end(), index, block)
            start = match.end()
        yield from _span(text, start, block.end, index, block)


_PARTED: Final = re.compile(r"[\s(\"'/–—-]")


def _abbreviated(text: str, start: int, dot: int, mark: str) -> bool:
    if not mark.startswith(".") or len(mark.rstrip("\"')]")) > 1:
        return False
    word = _PARTED.split(text[max(start, dot - 12) : dot])[-1]
    if word in _ABBREVIATIONS:
        following = text[dot + 1 : dot + 30].lstrip()
        # "the U.S. The deal" ends a sentence; "the U.S. Navy" does not.
        return not (word in ("U.S", "U.K", "U.N", "U.A.E", "Inc", "Co", "Corp", "Ltd") and _opens(following))
    return False


def _opens(following: str) -> bool:
    return (
        re.match(
            r"(?:The|A|An|It|He|She|They|In|On|At|But|This|That|These|Its|His|Her|Both|According)\b",
            following,
        )
        is not None
    )


def _span(text: str, start: int, end: int, index: int, block: Block) -> Iterator[Span]:
    start, end = _trim(text, start, end)
    if end - start > 1:
        yield Span(start, end, index, block.role, block.speaker)


_start: Final = attrgetter("start")


def sentence_at(layout: Layout, offset: int) -> Span | None:
    """The sentence that holds an offset."""
    at = bisect_right(layout.sentences, offset, key=_start) - 1
    return layout.sentences[at] if at >= 0 and offset < layout.sentences[at].end else None
