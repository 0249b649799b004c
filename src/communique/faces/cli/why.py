"""Why the claims of a fact are held together, and whose voice each of them is, in words."""

from __future__ import annotations

from collections import defaultdict

from communique.faces.cli.facts import SHORT
from communique.faces.cli.screen import counted, paint, safe, wrapped
from communique.model import Cited, Fact, Link


def why_lines(fact: Fact) -> list[str]:
    """The voices with the reports behind each, then each claim with what spoke for and against it."""
    cited = {item.claim_id: item for item in fact.cited}
    lines = ["", paint("  Who speaks", bold=True)]
    speaking: defaultdict[str, list[Cited]] = defaultdict(list)
    for link in fact.links:
        speaking[link.voice].append(cited[link.claim])
    for voice, items in speaking.items():
        lines += wrapped(safe(_voice(voice, items)), "    ", "      ")
    lines += ["", paint("  Why these claims are held together", bold=True)]
    for link in fact.links:
        lines += _link_lines(link, cited[link.claim])
    return lines


def _voice(voice: str, items: list[Cited]) -> str:
    reports = list(dict.fromkeys(f"{i.publisher or 'unnamed'}, {i.published or 'undated'}" for i in items))
    name = voice.removeprefix("outlet ") if voice.startswith("outlet ") else ""
    told = f"passing on {name}: " if name else ""
    return f"one voice, {counted(len(reports), 'report')}: {told}{'; '.join(reports)}"


def _link_lines(link: Link, item: Cited) -> list[str]:
    source = f"{item.publisher or 'unnamed'}, {item.published or 'undated'}"
    head = f"{link.claim[:SHORT]} · {source}: {link.score:g}, where {link.least:g} are needed"
    lines = wrapped(safe(head), "    ", "      ")
    for feature in link.features:
        # Which order of an undertaking a claim belongs to is weighed by itself.
        which = "which order: " if feature.name.startswith("order:") else ""
        lines += wrapped(safe(f"{which}{feature.weight:+g} {feature.words}"), "      ", "         ")
    return lines
