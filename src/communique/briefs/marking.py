"""With whom a brief may be shared, as the Traffic Light Protocol 2.0 has it (https://www.first.org/tlp/).

A marking is one of :data:`communique.vocabulary.TLP`, or empty: nothing is marked unless somebody asks for it. The
protocol wants it on every page, at the right of header and footer, in its colour on black.
"""

from __future__ import annotations

from typing import Final

from communique.errors import BriefError
from communique.vocabulary import TLP

COLOURS: Final = {
    "TLP:RED": "#FF2B2B",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:AMBER": "#FFC000",
    "TLP:GREEN": "#33FF00",
    "TLP:CLEAR": "#FFFFFF",
}
MEANINGS: Final = {
    "TLP:RED": "For those named as recipients only; to be passed on to nobody.",
    "TLP:AMBER+STRICT": "For the recipients' own organisation only, and there for those who need it.",
    "TLP:AMBER": "For the recipients' organisation and its clients, and there for those who need it.",
    "TLP:GREEN": "For the recipients' community; not to be published.",
    "TLP:CLEAR": "May be passed on to anybody.",
}


def marking_of(text: str) -> str:
    """The marking that was meant: ``amber`` and ``TLP:AMBER`` are the same, empty is none. Raises BriefError."""
    said = text.strip().upper().removeprefix("TLP:").strip()
    found = f"TLP:{said}" if said else ""
    if found and found not in TLP:
        known = ", ".join(one.removeprefix("TLP:").lower() for one in TLP)
        raise BriefError("tlp", f"{text[:40]!r} is no marking", f"choose one of {known}")
    return found
