"""Step two, persons: who is named, in what office, for which party.

Tables know some office holders; everyone else is read from the words around a name: title before it
("Japanese Defense Minister Taro Kono"), apposition after it ("Vinay Kumar, India's Ambassador to Russia"),
the counterpart construction ("his Russian counterpart, Sergei Shoigu"), rank, honorific, and the label of
a transcript. Later mentions by surname are tied to the first full one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from communique.knowledge import split
from communique.reading.mentions import Mention
from communique.reading.short_names import plain, short_forms
from communique.reading.sought import Sought

_PARTICLE: Final = r"(?:al|bin|ben|ibn|de|da|dos|del|der|den|van|von|el|la|le|di|du|y|ul|ur)"
_WORD: Final = (
    r"[A-Z](?:[a-z]?[A-Z])?[a-z'][\w']*(?:-[\w']+)*|[A-Z]\.(?:[A-Z]\.)*|[A-Z]{2,}(?=[ ,.])|"
    r"[Aa]l-[A-Z][\w']+(?:-\w+)*|el-[A-Z][\w']+|[A-Z](?= [A-Z])"
)
_NAME: Final = re.compile(rf"(?:{_WORD})(?: (?:(?:{_PARTICLE}) )*(?:{_WORD})){{0,4}}")
_LEFT_NAME: Final = re.compile(rf"((?:{_WORD})(?: (?:(?:{_PARTICLE}) )*(?:{_WORD})){{1,4}}) ?$")
_NOT_NAME: Final = frozenset(
    "The A An In On At He She It They His Her Its Their This That These Those But And For From By With "
    "As After Before "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June "
    "July August "
    "September October November December Ministry Minister Defence Defense Foreign Affairs Department "
    "Secretary State "
    "President Prime General Army Navy Air Force Forces Corps Command Council Commission Committee "
    "Agency Office House Senate "
    "Parliament Congress Government Union Treaty Agreement Exercise Operation Project Programme Program "
    "National International "
    "Security Joint Group Company Corporation Ltd Inc Airport Base Port Strait Sea Ocean Bay Gulf "
    "University Institute Centre Center "
    "Both We I You Also Meanwhile However Earlier Later According While When Last Next Under Over Until "
    "Since During Mr Mrs Ms Dr "
    "Trilateral Bilateral Consultations MV "
    "Headquarters Lt Maj Col Brig Capt Cmdr Major-General Lieutenant-General "
    "Fund Investment Federal Service Administration Armed Republic Trade Cooperation Guard Police Fleet "
    "Marines Bank Industries Systems Aerospace Aviation Technologies Shipyard Shipyards Shipbuilding "
    "Airways Airlines "
    "News Times Post Television Staff Station Academy Palace Street Square Partnership Alliance "
    "Organisation Organization Brigade Division "
    "Regiment Battalion Squadron Works Dynamics Solutions Electronics Engineering Motors Heavy Global "
    "Space Tactical Naval Marine Air "
    "Thank Good Dear Summit Forum Conference Ceremony War Day Week Year East West North South New Chief "
    "Deputy Vice "
    # What headlines in capitals say that somebody does.
    "Meets Visits Concludes Inaugurates Receives Signs Hosts Calls Arrives Holds Discusses Attends Welcomes Reviews Inspects Urges Warns "
    "Announces Begins Ends Departs Leads Launches Opens Addresses Pays Vows Seeks Reaffirms Highlights Stresses Witnesses Lauds Hails "
    "Delivers Unveils Commends Visit Talks".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """A named person: the fullest name, office as printed, its level and portfolio, rank, and party."""

    name: str
    office: str | None = None
    level: str | None = None
    portfolio: str | None = None
    rank: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a person is named: its extent (title not included) and the person."""

    start: int
    end: int
    person: Person
    left: int  # where the title before the name begins


@dataclass(frozen=True, slots=True)
class Title:
    """An office, with the party it belongs to where the words around say so."""

    start: int
    end: int
    office: str | None
    level: str | None
    portfolio: str | None
    rank: str | None
    party: str | None
    counterpart: bool = False


_LINK_OF: Final = re.compile(r" (?:of|for) (?:the )?(?:(?:[A-Z][\w']+ ){1,3}of (?:the )?)?$")


def find_people(text: str, mentions: Sequence[Mention], titles: Sequence[Title]) -> list[Named]:
    """Every naming of a person in a folded text, in order; persons with one surname share what is known."""
    blocked = [
        m for m in mentions if m.kind in ("equipment", "mask", "exercise", "mechanism", "operation", "body")
    ]
    found: dict[int, Named] = {}
    for title in titles:
        named = _name_right(text, title, mentions) or _name_left(text, title, mentions)
        if named and not _overlaps(named, blocked) and named.start not in found:
            found[named.start] = _as_counterpart(title, named, found)
    for mention in mentions:
        if mention.kind == "person":
            found[mention.start] = _from_table(text, mention, found.get(mention.start), titles)
    _untitled(text, mentions, found)
    _coordinated(text, mentions, found)
    merged = _merge(sorted(map(plain, found.values()), key=lambda n: n.start))
    return _later_mentions(text, merged, mentions)


def _overlaps(named: Named, blocked: Sequence[Mention]) -> bool:
    """Whether a table knows part of a name as a thing; an arm's name as a first name, after a title, is no matter."""
    titled = named.left < named.start
    return any(
        named.start < m.end and m.start < named.end
        for m in blocked
        if not (titled and m.kind == "equipment" and m.start == named.start and m.end < named.end)
    )


def _as_counterpart(title: Title, named: Named, found: dict[int, Named]) -> Named:
    """``Minister A and his B-ian counterpart C``: C holds in B the office that A holds."""
    if not title.counterpart or named.person.office:
        return named
    before = [n for n in found.values() if n.end <= title.start and title.start - n.end < 120]
    before += [n for n in found.values() if named.end <= n.start < named.end + 90]
    first = next((n.person for n in reversed(before) if n.person.office), None)
    if first is None:
        return named
    person = replace(named.person, office=first.office, level=first.level, portfolio=first.portfolio)
    return replace(named, person=person)


_COUNTERPART: Final = re.compile(
    r"\b([Hh]is|[Hh]er|[Tt]heir|[A-Z]\w+'s?) (?:[\w'.-]+ ){0,2}?(?:counterparts?|colleagues?|"
    r"opposite numbers?)\b"
)


def find_titles(text: str, mentions: Sequence[Mention]) -> list[Title]:
    """Runs of offices, ranks and honorifics that stand together, with their party."""
    marks = [m for m in mentions if m.kind in ("office", "rank", "honorific")]
    runs: list[list[Mention]] = []
    for mark in marks:
        gap = text[runs[-1][-1].end : mark.start] if runs else "x" * 99
        if runs and _same_run(runs[-1][-1], gap, mark):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    titles = [_title(text, run, mentions) for run in runs]
    told = any(word in text for word in ("counterpart", "colleague", "opposite number"))
    for match in _COUNTERPART.finditer(text) if told else ():
        inside = [
            m for m in mentions if m.kind == "party" and match.start() <= m.start and m.end <= match.end() + 1
        ]
        rest = re.match(r",? (?:the )?", text[match.end() : match.end() + 8])
        end = match.end() + (rest.end() if rest and rest[0].startswith(",") else 0)
        party = inside[-1].parties[0] if inside and inside[-1].parties else None
        titles.append(Title(match.start(), end, None, None, None, None, party, counterpart=True))
    return _ranked_counterparts(sorted(titles, key=lambda t: t.start))


def _ranked_counterparts(titles: list[Title]) -> list[Title]:
    """``his Saudi counterpart, General X``: the rank's title takes over what the counterpart's says."""
    for at in range(1, len(titles)):
        before, title = titles[at - 1], titles[at]
        if before.counterpart and 0 <= title.start - before.end <= 3 and not title.party:
            titles[at] = replace(title, party=before.party, counterpart=True)
    return titles


def _same_run(last: Mention, gap: str, mark: Mention) -> bool:
    """``Colonel General``; ``Deputy Prime Minister and Minister of Defence``; not ``, and Colonel``."""
    if gap in (" and ", " and the ", " & "):
        return last.kind == mark.kind == "office"
    return len(gap) <= 6 and re.fullmatch(r",? ?(?:the )?", gap) is not None


# Words that part a state from the office after it: "Ghana spoke with President A".
_PARTING: Final = re.compile(
    r"\b(?:with|and|to|by|from|for|of|in|on|at|as|that|told|met|meets|said|spoke|or|between|against|when|while|has|had|where|"
    r"(?!armed|retired|newly|elected|appointed|united)\w+ed)\b"
)


# "In Vientiane Defence Minister A": where it happens, not whose minister A is.
_AT_PLACE: Final = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Tt]o|[Oo]utside) $")


def _title(text: str, run: list[Mention], mentions: Sequence[Mention]) -> Title:
    offices = [m for m in run if m.kind == "office"]
    ranks = [m for m in run if m.kind == "rank"]
    start, end = run[0].start, run[-1].end
    party: str | None = next((m.parties[0] for m in offices if m.parties), None)
    for m in mentions:
        if not m.parties or m.kind not in ("party", "body", "place"):
            continue
        if (
            m.end <= start
            and start - m.end <= 22
            and (gap := re.fullmatch(r"(?:'s|')? ((?:[\w-]+ ){0,2}?)(?:the )?", text[m.end : start] or " "))
            and not _PARTING.search(gap[1])
            and not (m.form == "seat" and _AT_PLACE.search(text[max(0, m.start - 12) : m.start]))
        ):
            party = m.parties[0]
        if (
            m.start >= end
            and _LINK_OF.match(text[end : m.start])
            and m.start - end <= 45
            and m.kind in ("party", "body")
        ):
            party, end = m.parties[0], m.end
            break
    chief = offices[0] if offices else None
    row = chief.row if chief else {}
    printed = text[offices[0].start : offices[-1].end] if offices else None
    if chief and len(offices) == 1 and chief.text in split(row.get("plural", "")):
        printed = chief.key
    return Title(
        start, end, printed, row.get("level"), row.get("portfolio"), ranks[0].text if ranks else None, party
    )


def _clean_name(name: str) -> str | None:
    words = name.split()
    while words and words[-1] in _NOT_NAME:
        words.pop()
    while words and words[0] in _NOT_NAME:
        return None
    if (
        not words
        or (len(words) == 1 and len(words[0]) < 3)
        or (all(w.isupper() and len(w) > 3 for w in words[:1]) and len(words) == 1)
    ):
        return None
    return " ".join(words).rstrip("'").removesuffix("'s").strip()


def _claims_name(mention: Mention, start: int, end: int) -> bool:
    """Whether what stands at a name's start is known as something else; a first name may be a product's too."""
    if not mention.start <= start < mention.end:
        return False
    if mention.kind in ("publisher", "equipment", "mask"):
        return mention.end >= end
    return mention.kind in ("party", "body", "mechanism")


def _name_right(text: str, title: Title, mentions: Sequence[Mention]) -> Named | None:
    gap = re.match(
        r"(?:,? \(retd\.?\)|\(Retd\.?\)| \([A-Z][A-Z-]{1,8}\))?,? ?", text[title.end : title.end + 14]
    )
    at = title.end + (gap.end() if gap else 0)
    match = _NAME.match(text, at)
    if not match:
        return None
    stop = min(
        (
            m.start
            for m in mentions
            if m.start > at
            and m.kind in ("office", "party", "body", "publisher", "rank")
            and m.start < match.end()
        ),
        default=match.end(),
    )
    printed = text[at : min(match.end(), stop)].strip()
    lead = max(
        (i + 1 for i, w in enumerate(printed.split()[:-1]) if w in _NOT_NAME and len(w) > 3), default=0
    )
    if lead and len(printed.split()) - lead >= 2:
        # "head of the Investment Fund A. B.": the body's last words are no part of the name.
        at += printed.index(printed.split(" ", lead)[-1])
        printed = printed.split(" ", lead)[-1]
    name = _clean_name(printed)
    if not name or any(_claims_name(m, at, at + len(name)) for m in mentions):
        return None
    if _OF_BODY.match(text, at + len(name)):
        return None
    after_body = any(m.kind == "body" and m.end == title.end for m in mentions)
    if (after_body or (title.office and text[title.end : at].startswith(","))) and " " not in name:
        return None
    person = Person(name, title.office, title.level, title.portfolio, title.rank, title.party)
    return Named(at, at + len(name), person, title.start)


# "the General Border Committee": the rank and the word behind it are a body's name.
_OF_BODY: Final = re.compile(
    r" (?:Committee|Commission|Council|Assembly|Agreement|Directorate|Department|Secretariat|Staff|Debate|Conference)\b"
)
_APPOSITION: Final = re.compile(
    r", (?:who is |currently |now )?(?:the |its |his |her |their |a |an |then |former |acting |Acting "
    r")?(?:[\w'.-]+ ){0,4}$"
)


def _name_left(text: str, title: Title, mentions: Sequence[Mention]) -> Named | None:
    """``Vinay Kumar, India's Ambassador to Russia`` and ``Zakir Hasanov, the Azeri defence minister``."""
    window_start = max(0, title.start - 90)
    window = text[window_start : title.start]
    link = _APPOSITION.search(window)
    if not link or (title.office is None and not title.counterpart):
        return None
    match = _LEFT_NAME.search(window[: link.start()])
    if not match:
        return None
    start = window_start + match.start(1)
    skip = max(
        (
            m.end
            for m in mentions
            if m.kind in ("rank", "honorific", "office")
            and m.start >= start - 12
            and m.start < window_start + match.end(1)
            and m.end > start
            and m.end < window_start + match.end(1)
        ),
        default=start,
    )
    start = skip + 1 if skip > start else start
    printed = text[start : window_start + match.end(1)].strip()
    name = _clean_name(printed)
    if (
        not name
        or name != printed
        or any(
            m.start < start + len(name)
            and start < m.end
            and m.kind in ("party", "body", "publisher", "mechanism")
            for m in mentions
        )
    ):
        return None
    person = Person(name, title.office, title.level, title.portfolio, title.rank, title.party)
    return Named(start, start + len(name), person, start)


def _from_table(text: str, mention: Mention, read: Named | None, titles: Sequence[Title]) -> Named:
    """A person whom the tables know: what the text says of the office goes before what they say."""
    row = mention.row
    party = mention.parties[0] if mention.parties else None
    if read and read.person.party and read.person.office:
        party = read.person.party  # what the text says of the office goes before what the table says
    known = Person(mention.key, None, None, None, None, party)
    near = next((t for t in titles if 0 <= mention.start - t.end <= 3), None)
    if near and near.party and not near.counterpart and party and len(party) != 3:
        party = near.party  # "U.S. envoy A", who served an organisation before
        known = replace(known, party=party)
    said = read.person if read else None
    left = read.left if read else near.start if near else mention.start
    office = (said.office if said else None) or (near.office if near else None)
    level = (said.level if said else None) or (near.level if near else None)
    portfolio = (said.portfolio if said else None) or (near.portfolio if near else None)
    rank = (said.rank if said else None) or (near.rank if near else None)
    name = mention.text if " " in mention.text else row.get("name", mention.text)
    person = replace(
        known, name=name, office=office or row.get("office"), level=level, portfolio=portfolio, rank=rank
    )
    return Named(mention.start, mention.end, person, left)


_DOING: Final = (
    r"said|says|told|tells|added|announced|stated|assured|met|meets|visited|visits|wrote|tweeted|"
    r"arrived|arrives|travell?ed|promised|warned|"
    r"argued|explained|complained|signed|signs|replied|remarked|declared|stressed|noted|commented|"
    r"confirmed|insisted|thanked|welcomed|"
    r"received|hosted|hailed|urged|called|spoke|talked|discussed|discuss|came|went|flew|attended|"
    r"conceded|recalled|underlined|answered|held|hold|leaves|left|departs|asks|asked|leads|led|heads|heads"
)
_SAYS: Final = re.compile(
    rf"(?<![\w-])(?P<name>(?:{_WORD})(?: (?:(?:{_PARTICLE}) )*(?:{_WORD})){{1,3}}),? (?:who |has |had |"
    rf"have |also |later |then )?(?:{_DOING})\b"
)
_SAID_BY: Final = Sought(
    rf"\b(?:said|says|added|explained|warned|commented|argued|wrote|complained|promised|told) "
    rf"(?P<name>(?:{_WORD})(?: (?:(?:{_PARTICLE}) )*(?:{_WORD})){{1,3}})(?=[,.])"
)
_OWNED: Final = re.compile(
    rf"'s? (?P<name>(?:{_WORD})(?: (?:(?:{_PARTICLE}) )*(?:{_WORD})){{1,3}}),? (?:who |has |had "
    rf")?(?:{_DOING})\b"
)
_NO_PERSON: Final = (
    "party",
    "body",
    "equipment",
    "mechanism",
    "exercise",
    "operation",
    "publisher",
    "mask",
    "place",
    "office",
    "rank",
)


def _free_name(text: str, start: int, end: int, mentions: Sequence[Mention]) -> str | None:
    """The full name between two offsets, if it is one and no table says that it is something else."""
    name = _clean_name(text[start:end])
    inside = [m for m in mentions if m.start < end and m.end > start and m.kind in _NO_PERSON]
    return name if name == text[start:end] and " " in name and not inside else None


def _untitled(text: str, mentions: Sequence[Mention], found: dict[int, Named]) -> None:
    """A full name before a verb of saying or meeting is a person, even without a title."""
    owners = {m.end: m.parties[0] for m in mentions if m.kind == "party" and len(m.parties) == 1}
    for match in (*_SAYS.finditer(text), *_OWNED.finditer(text), *_SAID_BY.finditer(text)):
        start, end = match.span("name")
        name = _free_name(text, start, end, mentions)
        if name and not any(n.start < end and start < n.end for n in found.values()):
            found[start] = Named(start, end, Person(name, party=owners.get(match.start())), start)


_JOINED: Final = re.compile(r"(?: of (?:the )?[A-Z]\w+(?: [A-Z]\w+)?)?(?P<by>, and |, | and | & )")


def _coordinated(text: str, mentions: Sequence[Mention], found: dict[int, Named]) -> None:
    """``Prime Ministers A and B``, ``A and B came``: a full name joined to a person is one too."""
    queue = sorted(found.values(), key=lambda n: n.start)
    while queue:
        named = queue.pop(0)
        link = _JOINED.match(text, named.end)
        match = _NAME.match(text, link.end()) if link else None
        if not link or not match:
            continue
        plural = bool(re.search(r"[a-z]s $", text[max(0, named.start - 12) : named.start]))
        known = found.get(match.start())
        if known and plural and not known.person.office:
            like = named.person
            person = replace(known.person, office=like.office, level=like.level, portfolio=like.portfolio)
            found[match.start()] = replace(known, person=person)
        if any(n.start < match.end() and match.start() < n.end for n in found.values()):
            continue
        name = _free_name(text, match.start(), match.end(), mentions)
        if name and (plural or (" and " in link["by"] and " " in named.person.name)):
            like = named.person if plural else Person(name)
            person = Person(name, like.office, like.level, like.portfolio)
            found[match.start()] = Named(match.start(), match.end(), person, match.start())
            queue.append(found[match.start()])


def _merge(found: list[Named]) -> list[Named]:
    """Give every naming of one person what any of them tells; the fullest name stands."""
    persons: list[Person] = []
    whose: list[int] = []
    for named in found:
        at = next((i for i in range(len(persons) - 1, -1, -1) if _one(persons[i], named.person)), None)
        if at is None:
            persons.append(named.person)
            whose.append(len(persons) - 1)
        else:
            persons[at] = _join(persons[at], named.person)
            whose.append(at)
    return [replace(named, person=persons[at]) for named, at in zip(found, whose, strict=True)]


def _one(known: Person, other: Person) -> bool:
    """Whether two names can be one person's: a lone name is first or last of the other, or one holds the other."""
    a, b = known.name.split(), other.name.split()
    if len(a) > len(b):
        a, b = b, a
    if len(a) == 1:
        return a[0] in (b[0], b[-1])
    return a[-1] == b[-1] and (set(a) <= set(b) or a[0][0] == b[0][0] == a[0].rstrip("."))


def _join(first: Person, second: Person) -> Person:
    name = first.name if len(first.name.split()) >= len(second.name.split()) else second.name
    return Person(
        name,
        first.office or second.office,
        first.level or second.level,
        first.portfolio or second.portfolio,
        first.rank or second.rank,
        first.party or second.party,
    )


def _later_mentions(text: str, named: list[Named], mentions: Sequence[Mention]) -> list[Named]:
    """Bare surnames later in the text (``Shoigu said``) are the person introduced before."""
    found = {n.start: n for n in named}
    taken = [(n.start, n.end) for n in named] + [
        (m.start, m.end)
        for m in mentions
        if m.kind in ("equipment", "mask", "mechanism", "exercise", "operation")
    ]
    for person in {n.person.name: n.person for n in named if " " in n.person.name}.values():
        for form in sorted(short_forms(person)):
            for match in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text):
                if not any(a < match.end() and match.start() < b for a, b in taken):
                    found.setdefault(match.start(), Named(match.start(), match.end(), person, match.start()))
    return sorted(found.values(), key=lambda n: n.start)
