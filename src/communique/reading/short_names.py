"""How a person is called later on: by the last name, by the first where it is the family's, without honorifics."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from communique.reading.people import Named, Person

# States whose people the press calls by their first name ("Rajnath", "Prabowo", "Abiy").
_FIRST_NAMED: Final = frozenset("IND IDN MYS THA ETH ERI SOM ISL MMR LAO MNG".split())
# States where the name of the family stands first ("Dr Ng" is Ng Eng Hen).
_FAMILY_FIRST: Final = frozenset("CHN KOR PRK VNM TWN HUN KHM SGP".split())
# So long must a first name be that is no initial and no common word.
_FULL: Final = 5
_HONORIFIC: Final = re.compile(r"(?:Dr|Prof|Datuk Seri|Datuk|Dato'|Hon|Shri|Smt)\.? (?=[A-Z]\S+ [A-Z])")


def plain(named: Named) -> Named:
    """A naming without the honorific that a title left in front of it ("Dr Ng Eng Hen")."""
    match = _HONORIFIC.match(named.person.name)
    if match is None or named.end - named.start != len(named.person.name):
        return named
    person = replace(named.person, name=named.person.name[match.end() :])
    return replace(named, person=person, start=named.start + match.end())


def short_forms(person: Person) -> set[str]:
    """The single words by which a report may call somebody whom it has introduced."""
    words = person.name.split()
    forms = {words[-1]}
    if person.party in _FAMILY_FIRST:
        forms.add(words[0])
    if person.party in _FIRST_NAMED and len(words[0]) >= _FULL:
        forms.add(words[0])
    return {form for form in forms if len(form) >= 2 and form[0].isupper()}
