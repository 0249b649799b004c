"""The documentation is true: what it shows runs, what it names exists."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from communique import vocabulary
from communique.faces.cli import main
from communique.model import Claim, problems
from tests import markdown

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
DATA_MODEL = ROOT / "docs" / "data-model.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]

# Where the words in the first column of a table come from, by the heading of that column.
WORDS: dict[str, tuple[str, ...]] = {
    "direction": vocabulary.DIRECTIONS,
    "family": vocabulary.FAMILIES,
    "hedge": vocabulary.HEDGES,
    "instrument": vocabulary.INSTRUMENTS,
    "kind": vocabulary.KINDS,
    "level": vocabulary.LEVELS,
    "mode": vocabulary.MODES,
    "terms": vocabulary.TERMS,
    "type": vocabulary.TYPES,
    "common slot": vocabulary.COMMON_SLOTS,
}


@dataclass(frozen=True)
class Shown:
    """A command line that a page shows; a synopsis has placeholders and brackets."""

    where: str
    words: tuple[str, ...]
    synopsis: bool = False


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _command_lines(block: markdown.Block) -> Iterator[tuple[int, str]]:
    """The lines of a block that a reader would type, continued lines joined."""
    held, start = "", 0
    for number, line in enumerate(block.lines, start=block.line):
        if not held:
            if block.language == "console" and not line.startswith("$ "):
                continue
            start = number
        held += line.removeprefix("$ ")
        if held.endswith("\\"):
            held = held[:-1]
            continue
        yield start, held
        held = ""


def _commands_of(line: str) -> Iterator[tuple[str, ...]]:
    """Each call of communique in a shell line; redirections and other programs are left out."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    lexer.commenters = "#"
    call: list[str] = []
    for word in [*lexer, ";"]:
        if not re.fullmatch(r"[|&;<>()]+", word):
            call.append(word)
            continue
        while call and re.fullmatch(r"[A-Z_]+=.*", call[0]):
            call.pop(0)
        if call and Path(call[0]).name == "communique":
            yield tuple(call)
        call = []


def _shown(path: Path) -> Iterator[Shown]:
    for block in markdown.blocks(path):
        if block.language in {"console", "sh", "bash"}:
            for number, line in _command_lines(block):
                for words in _commands_of(line):
                    yield Shown(f"{_relative(path)}:{number}", words)
    for number, code in markdown.prose_code(path):
        if code.startswith("communique "):
            yield Shown(f"{_relative(path)}:{number}", tuple(code.split()), synopsis=True)


SHOWN = [shown for page in PAGES for shown in _shown(page)]


def _choices(parameter: click.Parameter) -> tuple[str, ...] | None:
    if not isinstance(parameter.type, click.Choice):
        return None
    return tuple(str(choice) for choice in parameter.type.choices)


def _value_problems(parameter: click.Parameter, value: str, synopsis: bool) -> list[str]:
    choices = _choices(parameter)
    if choices is None or (synopsis and value.isupper()):
        return []
    values = value.split("|") if synopsis else [value]
    return [f"{parameter.name} has no value {one!r}" for one in values if one not in choices]


def _problems(shown: Shown) -> list[str]:
    """What the program would not understand in a command line, without running it."""
    command: click.Command = main
    words = list(shown.words[1:])
    if shown.synopsis:
        words = [bare for word in words if (bare := word.strip("[],").removesuffix("...").strip("[]")) != "|"]
    found: list[str] = []
    positional: list[str] = []
    while words:
        word = words.pop(0)
        if word.startswith("-") and word != "-":
            for option in word.split("|") if shown.synopsis else [word]:
                found += _option_problems(command, option, words, shown.synopsis)
        elif isinstance(command, click.Group):
            if word not in command.commands:
                return [*found, f"there is no command {word!r}"]
            command = command.commands[word]
        else:
            positional.append(word)
    return found + _argument_problems(command, positional, shown.synopsis)


def _option_problems(command: click.Command, word: str, rest: list[str], synopsis: bool) -> list[str]:
    """Looks one option up and takes its value, if it has one, off the words that follow."""
    name, equals, value = word.partition("=")
    context = click.Context(command)
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option) and name in {*parameter.opts, *parameter.secondary_opts}:
            if parameter.is_flag or parameter.count:
                return []
            if not equals and not rest:
                return [f"{name} needs a value"]
            values = [value] if equals else [rest.pop(0) for _ in range(min(parameter.nargs, len(rest)))]
            return [problem for one in values for problem in _value_problems(parameter, one, synopsis)]
    return [f"{command.name} has no option {name}"]


def _argument_problems(command: click.Command, words: list[str], synopsis: bool) -> list[str]:
    found: list[str] = []
    rest = list(words)
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            taken = len(rest) if parameter.nargs == -1 else parameter.nargs
            if parameter.required and not synopsis and (not rest or len(rest) < taken):
                found.append(f"{command.name} needs {parameter.name}")
            for value in rest[:taken]:
                found += _value_problems(parameter, value, synopsis)
            rest = rest[taken:]
    if rest:
        found.append(f"{command.name} takes no argument {rest[0]!r}")
    return found


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: f"{shown.where} {shlex.join(shown.words)}")
def test_command_shown_is_understood(shown: Shown) -> None:
    assert _problems(shown) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("communique conjure", "no command"),
        ("communique read --nonsense examples/", "no option"),
        ("communique brief India Russia --format tea", "no value"),
    ],
)
def test_a_wrong_command_would_be_found(line: str, problem: str) -> None:
    assert problem in "; ".join(_problems(Shown("here", tuple(line.split()))))


def test_readme_names_every_command() -> None:
    named = {
        shown.words[1] for shown in SHOWN if shown.where.startswith("README.md") and len(shown.words) > 1
    }
    assert named >= set(main.commands)


def _transcript() -> list[tuple[str, str, list[str]]]:
    """The console blocks of the README: place, line to run, lines of output that it shows."""
    steps: list[tuple[str, str, list[str]]] = []
    for block in markdown.blocks(README):
        if block.language == "console":
            typed = dict(_command_lines(block))
            for number, line in enumerate(block.lines, start=block.line):
                if number in typed:
                    steps.append((f"README.md:{number}", typed[number], []))
                elif not line.startswith("$ ") and line.strip(" .…") and steps:
                    steps[-1][2].append(line.strip())
    return steps


def test_readme_console_blocks_run_as_shown(tmp_path: Path) -> None:
    """One after the other in an empty folder with examples/ in it, as a reader would type them."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNIQUE_")}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    steps = _transcript()
    assert steps, "the README shows no console block"
    for where, line, expected in steps:
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{where}: {line}\n{done.stdout[-1000:]}\n{done.stderr[-2000:]}"
        printed = " ".join((done.stdout + done.stderr).split())
        missing = [shown for shown in expected if " ".join(shown.split()) not in printed]
        assert missing == [], f"{where}: {line} does not print what the README shows"


def test_make_targets_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        name
        for page in PAGES
        for text in [*(code for _, code in markdown.prose_code(page)), *_typed(page)]
        for name in re.findall(r"^make ([a-z]+)", text)
    }
    assert {"demo", "test"} <= named <= targets


def _typed(page: Path) -> list[str]:
    return [
        line
        for block in markdown.blocks(page)
        if block.language in {"console", "sh", "bash"}
        for _, line in _command_lines(block)
    ]


def test_the_two_commands_stand_at_the_top_of_the_readme() -> None:
    first = next(block for block in markdown.blocks(README))
    assert [line.split("#")[0].strip() for line in first.lines] == ["make demo", "make test"]
    assert first.line <= 20


@pytest.mark.parametrize("page", PAGES, ids=_relative)
def test_words_in_tables_exist(page: Path) -> None:
    wrong = [
        f"{_relative(page)}:{table.line}: {word!r} is no {table.header[0]}"
        for table in markdown.tables(page)
        if table.header[0] in WORDS
        for row in table.rows
        for word in markdown.code_words(row[0])
        if word not in WORDS[table.header[0]]
    ]
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=_relative)
def test_slots_and_statuses_in_tables_exist(page: Path) -> None:
    wrong: list[str] = []
    for table in markdown.tables(page):
        for names, allowed in (
            (("slots", "key slots"), vocabulary.SLOTS),
            (("statuses",), vocabulary.STATUSES),
        ):
            column = table.column(*names)
            if table.header[0] != "kind" or column is None:
                continue
            for row in table.rows:
                kind = row[0].strip("`")
                known = {*allowed[kind], *(vocabulary.COMMON_SLOTS if "slots" in names else ())}
                wrong += [f"{kind}: {word}" for word in markdown.code_words(row[column]) if word not in known]
    assert wrong == []


def test_the_data_model_page_explains_every_word() -> None:
    explained = {word for _, word in markdown.prose_code(DATA_MODEL)}
    words = {word for values in WORDS.values() for word in values}
    for kind in vocabulary.KINDS:
        words |= {*vocabulary.SLOTS[kind], *vocabulary.STATUSES[kind]}
    assert sorted(words - explained) == []


def test_the_claim_shown_is_a_claim() -> None:
    """The example of the data model keeps every rule, and comes back from JSON as it went in."""
    (block,) = (block for block in markdown.blocks(DATA_MODEL) if block.language == "json")
    shown = json.loads("\n".join(block.lines))
    claim = Claim.from_json(shown)
    assert claim.to_json() == shown
    assert problems(claim, claim.evidence[0].quote) == []


@pytest.mark.parametrize("page", PAGES, ids=_relative)
def test_links_lead_somewhere(page: Path) -> None:
    broken: list[str] = []
    for number, target in markdown.links(page):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name) if name else page
        if not there.exists() or (anchor and anchor not in markdown.headings(there)):
            broken.append(f"{_relative(page)}:{number}: {target}")
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=_relative)
def test_paths_named_exist(page: Path) -> None:
    folders = ("src/", "tests/", "docs/", "examples/", "requirements/", "reading/", "knowledge/", "register/")
    missing = [
        f"{_relative(page)}:{number}: {code}"
        for number, code in markdown.prose_code(page)
        if code.startswith(folders)
        and re.fullmatch(r"[\w./-]+", code)
        and not re.search(r"NAME|NNNN|YOUR", code)
        and not any((root / code).exists() for root in (ROOT, ROOT / "src" / "communique"))
    ]
    assert missing == []


def _tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: there is no list of tracked files")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def test_no_tracked_file_names_a_machine_or_a_registry() -> None:
    """Paths of somebody's machine and hosts of package registries do not belong in the project."""
    # Put together from pieces, so that this file does not find itself.
    folders = [f"/{name}/" for name in ("work", "farm", "root", "Users")] + ["/home" + "/", "/opt" + "/"]
    hosts = [
        "pypi" + ".org",
        "python" + "hosted",
        "registry.npm" + "js",
        "deb.debian" + ".org",
        "proxy.golang" + ".org",
    ]
    pattern = re.compile(
        "|".join(
            [rf"(?<![\w./-]){re.escape(folder)}" for folder in folders] + [re.escape(host) for host in hosts]
        )
    )
    found = [
        f"{_relative(path)}:{number}: {match[0]}"
        for path in _tracked()
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if (match := pattern.search(line))
    ]
    assert found == []
