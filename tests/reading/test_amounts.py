"""Sums and counts: crore and lakh, ranges, currencies, and the numbers that count nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading import amounts
from communique.reading.amounts import is_price, money, number, quantity_before


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("USD 2-3 billion", 2e9, "USD"),
        ("US$3.1 billion", 3.1e9, "USD"),
        ("$2.37 bln", 2.37e9, "USD"),
        ("$5b", 5e9, "USD"),
        ("Rs 64,000 crore", 6.4e11, "INR"),
        ("₹5,100 crore", 5.1e10, "INR"),
        ("Rs 1.30 lakh crore", 1.3e12, "INR"),
        ("Rs 1.30 lakh", 1.3e5, "INR"),
        ("260 billion rupees", 2.6e11, "INR"),
        ("1.2 trillion won", 1.2e12, "KRW"),
        ("RM4.08bil", 4.08e9, "MYR"),
        ("A$368 billion", 3.68e11, "AUD"),
        ("C$6 billion", 6e9, "CAD"),
        ("NT$30 billion", 3e10, "TWD"),
        ("39.3 billion Swedish crowns", 3.93e10, "SEK"),
        ("700 million Danish kroner", 7e8, "DKK"),
        ("6 billion Swiss francs", 6e9, "CHF"),
        ("€4 billion", 4e9, "EUR"),
        ("£8bn", 8e9, "GBP"),
        ("P18.9 billion", 1.89e10, "PHP"),
        ("more than ten billion zlotys", 1e10, "PLN"),
        ("12.7 billion peso", 1.27e10, "PHP"),
        ("2.2 billion leva", 2.2e9, "BGN"),
        ("3 billion Emirati dirhams", 3e9, "AED"),
    ],
)
def test_a_sum_is_read_with_scale_and_currency(text: str, amount: float, currency: str) -> None:
    ((_, _, value),) = money(f"a contract worth {text} was signed")
    assert value.currency == currency
    assert value.amount == pytest.approx(amount)


def test_a_range_keeps_both_ends() -> None:
    ((_, _, value),) = money("between the two, USD 2-3 billion was named")
    assert (value.amount, value.high) == (2e9, 3e9)


@pytest.mark.parametrize(
    "text", ["they won 3 games", "the team won", "36 jets of the type", "a 155 mm gun", "in 2024"]
)
def test_a_number_without_a_currency_is_no_sum(text: str) -> None:
    assert money(text) == []


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("a contract worth $3 billion for the jets", True),
        ("the price is put at $3 billion", True),
        ("out of a defence budget of $3 billion", False),
        ("a fund of $3 billion was set up", False),
        ("trade between the two came to $3 billion", False),
        ("a loan of $3 billion pays for it", False),
        ("up to $3 billion on top of the sum agreed", False),
    ],
)
def test_budgets_funds_loans_and_trade_are_no_prices(text: str, fits: bool) -> None:
    ((start, end, _),) = money(text)
    assert is_price(text, start, end) is fits


@pytest.mark.parametrize(
    ("text", "item", "expected"),
    [
        ("ordered 48 FA-50 jets", "FA-50", 48),
        ("ordered some 40 armoured vehicles", "armoured", 40),
        ("ordered two Scorpene submarines in 2024", "Scorpene", 2),
        ("In 2024 it ordered two Scorpene submarines", "Scorpene", 2),
        ("in December 2025 to buy 500 9K333 Verba systems", "9K333", 500),
        ("bought twenty-four F-16 fighters", "F-16", 24),
        ("sent 1,800 bombs of the type", "bombs", 1800),
        ("over 1.1 million rounds of ammunition", "ammunition", 1.1e6),
        ("handed over a Dornier 228 to the navy", "Dornier", 1),
        ("will receive a sixth KC-390 from the maker", "KC-390", 1),
        ("gave a pair of retired Pohang corvettes", "Pohang", 2),
        ("a further 99 F404 engines", "F404", 99),
        ("the first 12 Gripen fighters", "Gripen", 12),
    ],
)
def test_the_number_before_an_item_counts_it(text: str, item: str, expected: float) -> None:
    found = quantity_before(text, text.index(item), 0)
    assert found is not None
    assert found.number == expected


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("bought in 2019 Gripen fighters", "Gripen"),
        ("after 12 years the Gripen fighters", "Gripen"),
        ("155 mm howitzers", "howitzers"),
        ("signed a K2 tank contract with the ministry", "K2"),
        ("killed 12 soldiers with drones", "drones"),
        ("for $36 million of missiles", "missiles"),
        ("the 4th Gripen squadron", "Gripen"),
    ],
)
def test_years_calibres_sums_and_people_count_nothing(text: str, item: str) -> None:
    assert quantity_before(text, text.index(item), 0) is None


def test_scores_and_dozens_keep_their_words() -> None:
    text = "wants to buy scores of armed drones"
    found = quantity_before(text, text.index("armed"), 0)
    assert found is not None
    assert (found.text, found.number) == ("scores", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.1 million", 1.1e6), ("two dozen", 24), ("307", 307), ("forty-two", 42), ("jets", None)],
)
def test_figures_and_words_are_numbers(text: str, value: float | None) -> None:
    assert number(text) == value


@given(st.text(max_size=200))
def test_any_text_yields_sums_inside_it(text: str) -> None:
    for start, end, value in money(text):
        assert 0 <= start < end <= len(text)
        assert (value.amount or 0) >= 0


@given(st.text(max_size=120), st.integers(0, 120))
def test_counting_never_fails(text: str, at: int) -> None:
    start = min(at, len(text))
    found = quantity_before(text, start, 0)
    assert found is None or found.text


@pytest.mark.parametrize("told", [
    *(f"{sign}{gap}5 million" for sign in amounts._CURRENCY for gap in ("", " ")),
    *(f"5 million {word}{s}" for word in amounts._CURRENCY_WORDS for s in ("", "s")),
])  # fmt: skip
@pytest.mark.parametrize("before", ["", "They paid ", "(", "paid more than AUS", "x"])
def test_no_sum_is_passed_over_for_want_of_a_hint(before: str, told: str) -> None:
    text = f"{before}{told} for it."
    plain = amounts.MONEY.search(text.lower())
    assert bool(money(text)) == (plain is not None and amounts._read_money(text, plain) is not None)


def test_without_a_currency_no_sum_is_looked_for() -> None:
    assert not amounts._hinted("cars and arms were swonged; 5 million people")
    assert amounts._hinted("won")
