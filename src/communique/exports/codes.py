"""The codes by which others know a state: ISO 3166-1, Correlates of War, Gleditsch and Ward, Wikidata."""

from __future__ import annotations

from communique.knowledge import Knowledge, Row


def codes_of(party: str, knowledge: Knowledge) -> dict[str, str | None]:
    """ISO alpha-2 and numeric, COW and GW numbers as of now, Wikidata item; empty for an organisation."""
    state = _states(knowledge).get(party)
    return {
        "iso2": state.get("iso2") or None if state else None,
        "iso_numeric": state.get("iso_numeric") or None if state else None,
        "cow": number(party, "COW", None, knowledge),
        "gw": number(party, "GW", None, knowledge),
        "wikidata": state.get("wikidata") or None if state else None,
    }


def number(party: str, system: str, day: str | None, knowledge: Knowledge) -> str | None:
    """The number of a state in a system (COW or GW) in the year of ``day`` (EDTF), now where it has none.

    The systems change numbers (Germany 255 and 260): the year decides.
    """
    year = int(day[:4]) if day and day[:4].isdigit() else 9999
    for row in knowledge.rows("state_codes"):
        if row["iso3"] == party and row["system"] == system:
            first, last = int(row["from"] or 0), int(row["to"] or 9999)
            if first <= year <= last:
                return row["code"]
    return None


def _states(knowledge: Knowledge) -> dict[str, Row]:
    return {row["iso3"]: row for row in knowledge.rows("states")}
