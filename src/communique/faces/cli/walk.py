"""The queue on a terminal: one question after the other, each answered with one key, each answer undone with one."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import Final

import click

from communique.errors import CommuniqueError, JudgementError
from communique.faces.cli import options
from communique.faces.cli.doubts import doubt_lines
from communique.faces.cli.facts import SHORT
from communique.faces.cli.group import DONE
from communique.faces.cli.judged import judgement_words
from communique.faces.cli.screen import counted, paint, safe, wrapped
from communique.faces.cli.why import why_lines
from communique.faces.cli.words import claim_words
from communique.knowledge import Knowledge
from communique.model import Fact, Judgement
from communique.register import Register
from communique.review import Desk, Doubt

# What "yes" and "no" mean for each sort of question.
_YES_NO: Final = {
    "claim": ("right", "wrong"),
    "fact": ("right", "wrong"),
    "conflict": ("one fact", "all of it wrong"),
    "link": ("belongs there", "another fact"),
    "pair": ("one", "two"),
}
_HELP: Final = (
    "a  yes: it is right, it belongs there, the two are one",
    "r  no: it is wrong, it is of another fact, the two are two",
    "e  edit slots of the claim or fact      p  split claims off the fact",
    "m  merge the fact with others           w  why these claims are held together",
    "s  skip for now                         b  back to what was skipped",
    "u  undo the last answer                 t  type the reason of the next answers",
    "q  end; every answer is recorded already",
)


def through(register: Register, knowledge: Knowledge, reason: str) -> int:
    """Asks every question that is open, the least sure first, until there is none or somebody ends it.

    Each answer is recorded at once, and the questions are made anew after it. Needs a terminal.
    """
    walk = _Walk(register, knowledge, reason)
    while walk.goes_on():
        pass
    return DONE


class _Walk:
    """Where somebody is in the queue: what was skipped and decided in this sitting."""

    def __init__(self, register: Register, knowledge: Knowledge, reason: str) -> None:
        self._register: Final = register
        self._knowledge: Final = knowledge
        self._reason = reason
        self._desk = self._fresh()
        self._skipped: list[str] = []
        self._made: list[tuple[Judgement, str]] = []
        self._next = ""

    def goes_on(self) -> bool:
        """Asks one question and does what the key says; False at the end."""
        waiting = [one for one in self._desk.doubts if one.id not in self._skipped]
        if not waiting:
            self._end("nothing more is in doubt")
            return False
        doubt = next((one for one in waiting if one.id == self._next), waiting[0])
        left = f"{counted(len(waiting), 'question')} open"
        click.echo("\n".join(["", paint(left, dim=True), *doubt_lines(doubt, self._knowledge.name_of)]))
        while True:
            yes, no = _YES_NO[doubt.sort]
            click.echo(paint(f"  a {yes} · r {no} · s skip · e edit · u undo · ? more · q end ", bold=True))
            key = click.getchar()
            if key.lower() == "q" or key in ("\x04", ""):
                self._end("ended")
                return False
            if self._done(key.lower(), doubt):
                return True

    def _done(self, key: str, doubt: Doubt) -> bool:
        """Does what a key asks for; True where another question comes."""
        acts: dict[str, Callable[[Doubt], bool]] = {
            "a": lambda one: self._record(one, self._desk.accept(one.id)),
            "r": lambda one: self._record(one, self._desk.reject(one.id)),
            "e": self._edit,
            "p": self._split,
            "m": self._merge,
            "s": self._skip,
            " ": self._skip,
            "b": self._back,
            "u": self._undo,
            "w": self._why,
            "t": self._retell,
        }
        if key not in acts:
            click.echo("\n".join(f"  {line}" for line in _HELP))
            return False
        try:
            return acts[key](doubt)
        except CommuniqueError as error:
            click.echo(paint(safe(f"  {error}"), fg="red"))
            return False

    def _fresh(self) -> Desk:
        return Desk(self._register, self._knowledge, self._reason)

    def _record(self, doubt: Doubt, made: Judgement) -> bool:
        self._made.append((made, doubt.id))
        self._next = ""
        click.echo("\n".join(wrapped(f"judgement {made.id[:SHORT]}: {judgement_words(made)}", "  ", "    ")))
        self._desk = self._fresh()
        return True

    def _skip(self, doubt: Doubt) -> bool:
        self._skipped.append(doubt.id)
        return True

    def _back(self, _: Doubt) -> bool:
        if not self._skipped:
            raise CommuniqueError("", "nothing was skipped")
        self._next = self._skipped.pop()
        return True

    def _undo(self, _: Doubt) -> bool:
        if not self._made:
            raise CommuniqueError(
                "", "nothing was decided in this sitting", "review log lists what was before"
            )
        made, self._next = self._made[-1]
        undone = self._desk.undo(made.id)
        self._made.pop()
        click.echo("\n".join(wrapped(f"undone: {judgement_words(made)} ({undone.id[:SHORT]})", "  ", "    ")))
        self._desk = self._fresh()
        return True

    def _why(self, doubt: Doubt) -> bool:
        for fact in doubt.facts:
            click.echo("\n".join(why_lines(fact)))
        return False

    def _retell(self, _: Doubt) -> bool:
        said = " ".join(safe(_asked("why")).split())
        if len(said) > options.LONGEST:
            raise CommuniqueError("", f"a reason takes at most {options.LONGEST} characters")
        self._reason = said
        self._desk = self._fresh()
        return False

    def _edit(self, doubt: Doubt) -> bool:
        about = doubt.claims[0].claim_id if doubt.sort in ("claim", "link") else _one(doubt).id
        words: dict[str, str] = {}
        for item in _words("SLOT=VALUE, several parted by spaces"):
            slot, equals, value = item.partition("=")
            if not equals:
                raise JudgementError(item, "sets nothing", "write SLOT=VALUE, such as status=delivered")
            words[slot.strip()] = value
        return bool(words) and self._record(doubt, self._desk.edit(about, words))

    def _split(self, doubt: Doubt) -> bool:
        fact = _one(doubt)
        for number, item in enumerate(fact.cited, start=1):
            source = f"{item.publisher or 'unnamed'}, {item.published or 'undated'}"
            told = f"{number}  {source}: {claim_words(item.claim, self._knowledge.name_of)}"
            click.echo("\n".join(wrapped(safe(told), "  ", "     ")))
        chosen = _words("numbers of the claims that are of another fact")
        wrong = [one for one in chosen if not one.isdigit() or not 0 < int(one) <= len(fact.cited)]
        if wrong:
            raise CommuniqueError(wrong[0], "is no number of a claim")
        ids = [fact.cited[int(one) - 1].claim_id for one in chosen]
        return bool(ids) and self._record(doubt, self._desk.split(fact.id, ids))

    def _merge(self, doubt: Doubt) -> bool:
        others = _words("ids of the facts that are the same")
        return bool(others) and self._record(doubt, self._desk.merge([doubt.facts[0].id, *others]))

    def _end(self, why: str) -> None:
        left = len(self._desk.doubts)
        click.echo(
            f"{why}: {counted(len(self._made), 'judgement')} recorded, {counted(left, 'question')} left"
        )


def _one(doubt: Doubt) -> Fact:
    """The fact that is meant; of a pair somebody says which."""
    if len(doubt.facts) == 1:
        return doubt.facts[0]
    chosen = _asked(f"which of them, 1 to {len(doubt.facts)}")
    if not chosen.isdigit() or not 0 < int(chosen) <= len(doubt.facts):
        raise CommuniqueError(chosen, "is none of them")
    return doubt.facts[int(chosen) - 1]


def _words(question: str) -> list[str]:
    try:
        return shlex.split(_asked(question))
    except ValueError as error:
        raise CommuniqueError("", f"cannot be understood: {error}", "close what you quote") from error


def _asked(question: str) -> str:
    """What somebody types; nothing means that it was not meant."""
    answer: str = click.prompt(f"  {question}", default="", show_default=False)
    return answer.strip()
