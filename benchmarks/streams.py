"""Streams of articles to measure on: generated ones, the reports of the repository, and corpora from elsewhere.

What is generated is nobody's text: sentences put together from word lists, the same on every machine.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from communique.model import Document
from communique.sources import Refusal, read_sources

ROOT = Path(__file__).resolve().parents[1]
WORDS = 560  # of a generated article: the length of ordinary news

_STATES = "Peru Chile France Kenya Japan India Norway Brazil Egypt Spain Canada Poland Ghana Nepal Italy Cuba".split()
_WHO = (
    "The home side;The visitors;A court in {a};The central bank of {a};Farmers in {a};The mayor;Shares in {a};"
    "The festival;Doctors;The railway company;Scientists from {a};The weather service;Teachers;A film from {a};"
    "The airline;Voters in {a};The museum;Prices in {a};The finance minister of {a};The champion from {a}"
).split(";")
_DID = (
    "won by two goals in the second half;rose by a quarter of a percent on Monday;was heard before a full house;"
    "asked for more time to study the report;opened a second line to the north;said the season had been dry;"
    "will be shown in {b} next week;reported fewer cases than a year ago;put the loss at nine million;"
    "took the lead after the break and kept it;welcomed guests from {b} for the anniversary;"
    "signed a sponsor from {b} for three years;cut its forecast for the year;closed early because of snow;"
    "met investors from {b} to talk about wheat;lost to {b} in the final minutes"
).split(";")
_MORE = (
    "Nobody was hurt;The figures are to be checked in spring;Tickets had been sold out for weeks;"
    "It was the third time in ten years;Trains ran late all day;Critics were divided;"
    "A spokesman did not give a reason;The rest of the week will stay cool;"
    "Most of the money comes from ticket sales;Work will go on until June"
).split(";")
# Words that the gate looks for, in news that has nothing to do with it: one article in ten has such a sentence.
_DECOYS = (
    "Security at the stadium was tight.;The army band from {a} played before the match.;"
    "Tariffs on wheat from {a} stay as they are.;The striker led the attack and the defence held.;"
    "The exercise hall of the school in {a} was closed.;Troops of {a} helped to clear the snow."
).split(";")


def irrelevant(dice: random.Random) -> Document:
    """An article on sport, markets, weather and the like, in which states are named all the time."""
    lines: list[str] = []
    words = 0
    while words < WORDS:
        a, b = dice.sample(_STATES, 2)
        line = f"{dice.choice(_WHO)} {dice.choice(_DID)}. {dice.choice(_MORE)}.".format(a=a, b=b)
        lines.append(line)
        words += line.count(" ") + 1
    if dice.random() < 0.1:
        lines[dice.randrange(len(lines))] += " " + dice.choice(_DECOYS).format(a=dice.choice(_STATES))
    paragraphs = [" ".join(lines[i : i + 4]) for i in range(0, len(lines), 4)]
    return Document(text="\n".join(paragraphs), published="2024-05-05", path=f"generated-{dice.random()}")


def relevant() -> list[Document]:
    """The reports of the repository: the working half of the gold and the examples."""
    found = read_sources([str(ROOT / "gold" / "working"), str(ROOT / "examples")])
    return [item for item in found if not isinstance(item, Refusal)]


def mixed(count: int, others: Sequence[Document], seed: int = 1) -> list[Document]:
    """``count`` articles of which two in a hundred are reports of the repository, spread evenly."""
    dice = random.Random(seed)  # noqa: S311 - a sample, not a secret
    reports = relevant()
    dice.shuffle(reports)
    return [
        reports[number // 50 % len(reports)] if number % 50 == 25 else others[number % len(others)]
        for number in range(count)
    ]


def generated(count: int, seed: int = 1) -> list[Document]:
    """As many articles as asked for that have nothing to say."""
    dice = random.Random(seed)  # noqa: S311
    return [irrelevant(dice) for _ in range(count)]


def pages(folder: Path) -> Iterator[Document]:
    """A president's pages of 1999 to 2017, of all subjects, as long as news and longer."""
    for row in _rows(folder / "kremlin_1999_2017.jsonl.gz"):
        parts = [row["title"], row.get("lead") or "", *row["paragraphs"]]
        text = "\n".join(part for part in parts if part)
        yield Document(text=text, title=row["title"], published=row["date"][:10], path=str(row["id"]))


def items(folder: Path) -> Iterator[Document]:
    """World news of 2002 to 2021 in one paragraph each."""
    for row in _rows(folder / "wikipedia_current_events_2002_2021.jsonl.gz"):
        yield Document(text=row["text"], published=row["date"][:10], path=str(row["id"]))


def sample(found: Iterator[Document], count: int, seed: int = 1) -> list[Document]:
    """A random sample, the same every time."""
    every = list(found)
    return random.Random(seed).sample(every, min(count, len(every)))  # noqa: S311


def _rows(path: Path) -> Iterator[dict[str, object | list[str] | str]]:  # type: ignore[type-arg]
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
