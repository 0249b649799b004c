"""Step seven, numbers: quantities of equipment and sums of money, as printed and as figures.

Crore is 1e7 and lakh 1e5; a bare ``$`` is the United States dollar unless another dollar is named.
Fleet sizes, budgets, funds and trade volumes stand near orders and are told apart by the words around.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick

from communique.model import Money, Quantity
from communique.reading.text import lowered, small_pattern

_NOT_PRICE: Final = re.compile(
    r"\b(?:budgets?|funds?|trade|turnover|portfolio|volume|spend\w*|loans?|credit|lend\w*|aid|fine|penalty|damages|refund|revenue|exports? worth|"
    r"on top|extra|additional|overrun|dearer|losses|sales of|annual|a year|per year|GDP|investment)\b",
    re.IGNORECASE,
)
_UNITS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS: Final = {
    word: 10 * (i + 2)
    for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}
NUMBER_WORDS: Final[dict[str, float]] = {word: float(i) for i, word in enumerate(_UNITS)} | {
    "a": 1.0,
    "an": 1.0,
    "dozen": 12.0,
    **{word: float(number) for word, number in _TENS.items()},
    **{
        f"{ten}-{unit}": float(n + i)
        for ten, n in _TENS.items()
        for i, unit in enumerate(_UNITS)
        if 0 < i < 10
    },
}
SCALES: Final[dict[str, float]] = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "lakhs": 1e5, "million": 1e6, "mn": 1e6, "mln": 1e6, "m": 1e6,
    "mil": 1e6, "crore": 1e7, "crores": 1e7, "cr": 1e7, "billion": 1e9, "bn": 1e9, "bln": 1e9, "bil": 1e9, "b": 1e9,
    "trillion": 1e12, "trn": 1e12, "tn": 1e12, "lakh crore": 1e12, "k": 1e3,
}  # fmt: skip
_CURRENCY: Final[dict[str, str]] = {
    "US$": "USD", "USD": "USD", "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "C$": "CAD", "CA$": "CAD", "CAD": "CAD",
    "S$": "SGD", "SGD": "SGD", "NT$": "TWD", "NZ$": "NZD", "HK$": "HKD", "R$": "BRL", "$": "USD", "€": "EUR", "EUR": "EUR",
    "Euro": "EUR", "£": "GBP", "GBP": "GBP", "₹": "INR", "Rs.": "INR", "Rs": "INR", "INR": "INR", "¥": "JPY", "RM": "MYR",
    "₩": "KRW", "PLN": "PLN", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "CHF": "CHF", "PHP": "PHP", "P": "PHP", "₱": "PHP",
    "₺": "TRY", "Rp": "IDR", "AED": "AED", "SAR": "SAR", "QAR": "QAR",
}  # fmt: skip
_CURRENCY_WORDS: Final[dict[str, str]] = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "rupee": "INR", "won": "KRW", "yen": "JPY", "yuan": "CNY",
    "rouble": "RUB", "ruble": "RUB", "crown": "SEK", "krona": "SEK", "kronor": "SEK", "krone": "NOK", "kroner": "NOK",
    "peso": "PHP", "zloty": "PLN", "zlotys": "PLN", "zlotych": "PLN", "lira": "TRY", "dirham": "AED", "riyal": "SAR",
    "franc": "CHF", "shekel": "ILS", "ringgit": "MYR", "baht": "THB", "rupiah": "IDR", "real": "BRL", "reais": "BRL", "rand": "ZAR",
    "hryvnia": "UAH", "lei": "RON", "leu": "RON", "forint": "HUF", "koruna": "CZK", "lev": "BGN", "leva": "BGN", "taka": "BDT", "dinar": "KWD",
}  # fmt: skip
_ADJECTIVES: Final = {
    "us": "USD", "u.s.": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "singapore": "SGD", "indian": "INR",
    "pakistani": "PKR", "swedish": "SEK", "norwegian": "NOK", "danish": "DKK", "czech": "CZK", "new zealand": "NZD",
    "philippine": "PHP", "mexican": "MXN", "swiss": "CHF", "hong kong": "HKD", "taiwan": "TWD",
    "emirati": "AED", "saudi": "SAR", "qatari": "QAR", "kuwaiti": "KWD", "turkish": "TRY", "russian": "RUB", "south korean": "KRW",
    "korean": "KRW", "polish": "PLN", "chinese": "CNY", "japanese": "JPY", "british": "GBP", "brazilian": "BRL", "malaysian": "MYR",
    "indonesian": "IDR", "egyptian": "EGP", "israeli": "ILS", "romanian": "RON", "hungarian": "HUF", "bulgarian": "BGN",
    "serbian": "RSD", "sri lankan": "LKR", "argentine": "ARS", "chilean": "CLP", "colombian": "COP",
}  # fmt: skip

_FIGURE: Final = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE: Final = r"(?:lakh crores?|lakhs?|crores?|cr|thousand|millions?|mln|mn|mil|billions?|bln|bn|bil|trillions?|trn|tn|[mbk](?![a-z]))"
_SIGN: Final = r"(?:US\$|AU\$|CA\$|NT\$|NZ\$|HK\$|[ACSR]\$|\$|€|£|₹|¥|₩|₱|₺|(?<![A-Za-z])(?:USD|AUD|CAD|SGD|EUR|Euro|GBP|INR|Rs\.?|RM|PLN|SEK|NOK|DKK|CHF|PHP|P(?=\d)|Rp|AED|SAR|QAR))"
_QUALIFIER: Final = r"(?:up to|nearly|almost|about|around|some|over|more than|at least|approximately|roughly|an estimated|estimated at|worth)"
_WORD: Final = "|".join(sorted((w.rstrip("s") for w in _CURRENCY_WORDS), key=len, reverse=True))
_ADJ: Final = "|".join(sorted(_ADJECTIVES, key=len, reverse=True)).replace(".", r"\.")
_NUMBER: Final = "|".join(sorted((w for w in NUMBER_WORDS if len(w) > 2), key=len, reverse=True))
MONEY: Final = small_pattern(
    rf"(?:(?P<qualifier>{_QUALIFIER}) )?(?:"
    rf"(?P<sign>{_SIGN}) ?(?P<figure>{_FIGURE}|(?:{_NUMBER})(?= (?:m|b|tr)illion))(?:(?: to |-)(?P<high>{_FIGURE}))?[ -]?(?P<scale>{_SCALE})?\b"
    rf"|(?P<figure2>{_FIGURE}|{_NUMBER})(?:(?: to |-)(?P<high2>{_FIGURE}))?[ -]?(?P<scale2>{_SCALE})?[ -](?P<adj>(?:{_ADJ}) )?(?P<word>{_WORD})s?\b(?![- ](?:[Cc]lass|bombs?|shells?|warheads?)))"
)


# Without one of these there is no sum; the look for them is short, and nearly always in vain.
_ANY_CURRENCY: Final = small_pattern(rf"{_SIGN}|{_WORD}")
_HINTS: Final = AhoCorasick(
    sorted(
        {
            *(sign.lower() for sign in _CURRENCY if sign != "P"),
            *_WORD.split("|"),
            *(f"p{d}" for d in range(10)),
        }
    )
)
_in_small: Final = lru_cache(maxsize=2)(lowered)


def money(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, Money]]:
    """Every sum of money between two offsets of a folded text: start, end, value."""
    return list(sums_between(text, start, len(text) if end is None else end))


@lru_cache(maxsize=256)
def sums_between(text: str, start: int, end: int) -> tuple[tuple[int, int, Money], ...]:
    """As :func:`money`; every claim of a sentence asks for the same."""
    found: list[tuple[int, int, Money]] = []
    small = _in_small(text)
    if not _hinted(small[start:end]) or not _ANY_CURRENCY.search(small, start, end):
        return ()
    for match in MONEY.finditer(small, start, end):
        read = _read_money(text[match.start() : match.end()], match)
        if read is not None:
            found.append((match.start(), match.end(), read))
    return tuple(found)


def _hinted(small: str) -> bool:
    """Whether a currency may stand in some words in small letters: its sign, its code or its name, not within a word."""
    hits = _HINTS.find_matches_as_indexes(small, overlapping=True)
    return any(
        start == 0 or not (small[start - 1].isalpha() and small[start].isalpha()) for _, start, _ in hits
    )


def forget() -> None:
    """Lets go of what is remembered of a text."""
    sums_between.cache_clear()
    _in_small.cache_clear()


def is_price(text: str, start: int, end: int) -> bool:
    """Whether a sum may be a price: no budget, fund, loan, surcharge or trade volume is named beside it."""
    before = re.split(r"[,;()]", text[max(0, start - 30) : start])[-1]
    after = re.split(r"[,;.()]", text[end : end + 30])[0]
    return _NOT_PRICE.search(f"{before} | {after}") is None


def _read_money(words: str, match: re.Match[str]) -> Money | None:
    """The sum that a match in small letters tells, which the text prints as these words."""
    figure = match["figure"] or match["figure2"]
    scale = (match["scale"] or match["scale2"] or "").lower()
    number = (
        NUMBER_WORDS.get(figure.lower())
        if figure.isalpha() or "-" in figure
        else float(figure.replace(",", ""))
    )
    if number is None:
        return None
    if match["sign"]:
        currency = next((c for s, c in _CURRENCY.items() if s.lower() == match["sign"].lower()), None)
    else:
        adjective = (match["adj"] or "").strip().lower()
        currency = _ADJECTIVES.get(adjective) or _word_currency(match["word"].lower())
    if match["word"] and match["word"].lower() == "won" and not scale and number < 1000:
        return None  # "won" the verb
    factor = SCALES.get(scale, SCALES.get(scale.rstrip("s"), 1.0))
    high = match["high"] or match["high2"]
    return Money(
        text=words.strip(),
        amount=round(number * factor, 2),
        currency=currency,
        high=round(float(high.replace(",", "")) * factor, 2) if high else None,
        qualifier=(match["qualifier"] or "").lower() or None,
    )


def _word_currency(word: str) -> str | None:
    return (
        _CURRENCY_WORDS.get(word) or _CURRENCY_WORDS.get(word + "s") or _CURRENCY_WORDS.get(word.rstrip("s"))
    )


_QUANTITY: Final = re.compile(
    rf"(?:(?P<qualifier>up to|nearly|almost|about|around|some|(?<!hand )(?<!hands )(?<!handed )(?<!handing )over|more than|at least|approximately|roughly|an additional|"
    rf"another|a further|the remaining|the first|the other|the last|as many as)\s+)?"
    rf"(?P<number>(?:{_FIGURE}|\b(?:{_NUMBER}))(?: ?(?:hundred|thousand|million|lakh|dozen))?)(?:\s?(?:to|-|or)\s?(?P<high>{_FIGURE}|\b(?:{_NUMBER})))?"
    rf"(?P<unit>(?:\s+(?:units?|rounds?|pieces?|sets?|regiments?|squadrons?|batter(?:y|ies)|batches|systems?|sorties))?(?: of(?: the| its| those| these)?)?)?(?P<gap>(?:[ -]+[\w'/.-]+){{0,6}}?)[ -]*$",
    re.IGNORECASE,
)
_VAGUE_COUNT: Final = re.compile(
    r"\b(?P<text>scores|dozens|hundreds|thousands|several|a number|a batch|over two dozen|two dozen|a dozen)(?: of)?(?:[ -]+[\w'/.-]+){0,3}?[ -]*$",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(
    r"\b(?:and|or|to|for|in|on|at|by|from|with|of|the|its|his|their|is|are|was|were|will|be|has|have|had|that|which|who|"
    r"than|as|but|after|before|since|until|per|percent|years?|months?|days?|weeks?|million|billion|killed|people|soldiers|troops|"
    r"said|says|between|against|into|under|over|worth|km|kilometres|kilometers|ton|tons|tonne|tonnes|mm)\b",
    re.IGNORECASE,
)


_LEADING: Final = small_pattern(
    r"\b(?:up to|nearly|almost|about|around|some|(?<!hand )(?<!hands )(?<!handed )(?<!handing )over|more than|at least|approximately|roughly|an additional|another|a further|"
    r"the remaining|the first|the other|the last|as many as)\s+$"
)


_COUNTED: Final = small_pattern(rf"(?<![\w.,$€£-])(?:(?:{_FIGURE})(?![A-Za-z\d])|(?:{_NUMBER})\b)")


def quantity_before(text: str, start: int, floor: int) -> Quantity | None:
    """The number that counts the item at ``start``: ``48`` in "48 FA-50 fighter jets"; not past ``floor``."""
    window = text[max(floor, start - 70) : start]
    match = None
    small = lowered(window)
    for candidate in _COUNTED.finditer(small):
        if match is not None and candidate.start() < match.end("number"):
            continue  # the "dozen" of "two dozen"
        lead = _LEADING.search(small, 0, candidate.start())
        tail = _QUANTITY.match(window, lead.start() if lead else candidate.start())
        if tail and not _BREAK.search(tail["gap"] or ""):
            match = tail
    if match is None:
        few = _few(text, window, small, start)
        if few is not None:
            return few
        vague = _VAGUE_COUNT.search(window)
        return (
            Quantity(text=vague["text"])
            if vague and not _BREAK.search(window[vague.end("text") + 3 :])
            else None
        )
    count = number(match["number"])
    if (
        count is None
        or _is_year(match["number"])
        or re.match(
            r"[-\s]*(?:mm|cm|km|kn|kilo\w*|percent|%|st|nd|rd|th|calib\w+|tons?|tonnes?|t|met\w+|foot|feet|inch|ft|knots?|seat\w*|years?|wheel\w*|strong|generation)\b",
            window[match.end("number") :],
        )
    ):
        return None
    return Quantity(
        text=window[match.start() : match.end("number")].strip(" -"),
        number=count,
        high=number(match["high"]) if match["high"] else None,
        unit=re.sub(r" of\b.*", "", match["unit"] or "").strip() or None,
        qualifier=(match["qualifier"] or "").lower() or None,
    )


_PAIR: Final = small_pattern(
    r"\b(?:a )?(?P<word>pair|couple|half a dozen|half-dozen|trio|quartet) of(?: [\w'/.-]+){0,3} ?$"
)
_FEW: Final = {
    "pair": 2.0,
    "couple": 2.0,
    "half a dozen": 6.0,
    "half-dozen": 6.0,
    "trio": 3.0,
    "quartet": 4.0,
}
_ONE: Final = small_pattern(
    r"(?:^|[^\w-])(?P<word>an?|another|one|an? (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|further|single))(?: (?!of\b|in\b|for\b|to\b)[\w'/.-]+){0,3} ?$"
)
_PILE: Final = re.compile(
    r"^[\w./'-]+(?: [\w./'-]+){0,4}? (?:deal|contract|agreement|order|package|sale|programme|program|project|variant|version|type|class|design|purchase|"
    r"pact|offer|squadron|regiment|line|plant|factory|fleet|bid|tender|batch|engine|missiles|tanks|jets|drones|systems|fighters|helicopters|vehicles|howitzers|"
    r"aircraft (?:deal|programme))\b"
)


def _few(text: str, window: str, small: str, start: int) -> Quantity | None:
    """``a pair of corvettes``; ``a Dornier 228`` and ``a sixth KC-390`` are one, ``a K2 tank contract`` is none."""
    pair = _PAIR.search(small)
    if pair and not _BREAK.search(window[pair.end("word") + 3 :]):
        return Quantity(text=window[slice(*pair.span("word"))], number=_FEW[pair["word"]])
    one = _ONE.search(small)
    if one is None or _BREAK.search(window[one.end("word") :]):
        return None
    rest = re.split(
        r"[,;.()]| (?:to|from|for|in|at|on|of|by|with|and|that|which|will|has|was|is|were|are) ",
        text[start : start + 80],
    )[0]
    plural = re.search(r"[a-z]s$", rest.strip()) and not re.search(r"(?:ss|Class|class|us|is)$", rest.strip())
    return (
        None if plural or _PILE.match(rest) else Quantity(text=window[slice(*one.span("word"))], number=1.0)
    )


def _is_year(figure: str) -> bool:
    return figure.isdigit() and len(figure) == 4 and 1940 <= int(figure) <= 2060


def number(text: str) -> float | None:
    """A figure or number word, with its scale: "1.1 million", "two dozen", "307"."""
    parts = text.lower().split()
    scale = 1.0
    if len(parts) > 1 and parts[-1] in ("hundred", "thousand", "million", "lakh", "dozen"):
        scale = 12.0 if parts[-1] == "dozen" else SCALES[parts[-1]]
        parts = parts[:-1]
    base = parts[0].replace(",", "")
    if base in NUMBER_WORDS:
        return NUMBER_WORDS[base] * scale
    try:
        return float(base) * scale
    except ValueError:
        return None
