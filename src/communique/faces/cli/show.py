"""``communique show``: one fact, claim or document by its id, with everything behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from communique.errors import RegisterError
from communique.faces.cli import options
from communique.faces.cli.asked import asked_register
from communique.faces.cli.facts import SHORT, fact_json
from communique.faces.cli.group import DONE
from communique.faces.cli.read import claim_lines, heading_lines
from communique.faces.cli.screen import beside, counted, json_line, paint, safe, wrapped
from communique.faces.cli.standing import belief_lines, conflict_lines, document_lines, told_json
from communique.faces.cli.words import Name, claim_words, slot_words
from communique.knowledge import Knowledge, load
from communique.model import Cited, Document, Fact
from communique.pipeline import assembled, known_of
from communique.register import NotFoundError, Register, Watching
from communique.register.watching import Fetch
from communique.sources.web.address import is_address


@click.command("show", epilog="Example: communique show 0c33f4436a3f")
@click.argument("wanted", metavar="ID")
@options.as_of
@options.as_json
@options.register
def command(wanted: str, as_of: datetime | None, as_json: bool, register: str | None) -> int:
    """Print one fact, claim or document: what is said, by whom, in which words, and where reports differ.

    ID is an id, or the beginning of one, as `list` and `search` print them.
    """
    with asked_register(register, as_of) as opened:
        knowledge = load()
        found = _find(opened, knowledge, wanted)
        match found:
            case Document():
                _print_document(opened, found, knowledge, as_json)
            case Cited():
                _print_claim(opened, found, knowledge.name_of, as_json)
            case Fact():
                _print_fact(found, knowledge.name_of, as_json)
    return DONE


def _find(register: Register, knowledge: Knowledge, wanted: str) -> Document | Cited | Fact:
    """The one thing whose id begins so."""
    found: list[Document | Cited | Fact] = []
    for look in (register.document, register.claim):
        try:
            found.append(look(wanted))
        except NotFoundError:
            continue
    # Facts are made from all claims, which takes a while; a long id that is found is no beginning of others.
    if not found or len(wanted) < SHORT:
        prefix = wanted.strip().lower()
        found += [fact for fact in assembled(register, knowledge) if prefix and fact.id.startswith(prefix)]
    if not found:
        raise NotFoundError(
            wanted, "no fact, claim or document has an id that begins so", "list and search print the ids"
        )
    if len(found) > 1:
        raise RegisterError(wanted, f"{len(found)} ids begin so", "give more of it")
    return found[0]


def _print_document(register: Register, document: Document, knowledge: Knowledge, as_json: bool) -> None:
    cited = register.claims_of(document.id)
    known = known_of(register, knowledge, document.id)
    changes = register.changes(document.id)
    proofs = Watching(register).fetches(document.path) if is_address(document.path) else []
    if as_json:
        claims = [
            {"id": item.claim_id, **item.claim.to_json(), "told": told_json(known.get(item.claim_id))}
            for item in cited
        ]
        history = [
            {"at": one.at, "actor": one.actor, "what": one.what, "cause": one.cause} for one in changes
        ]
        click.echo(
            json_line(
                {"document": document.to_json(), "claims": claims, "history": history} | _proved(proofs)
            )
        )
        return
    lines = document_lines(document, cited, known, knowledge.name_of)
    lines += ["", paint("  History", bold=True)]
    for one in changes:
        lines += wrapped(safe(f"{one.at} {one.what} by {one.actor}: {one.cause}"), "    ", "      ")
    for proof in proofs:
        lines += wrapped(safe(f"{proof.at} fetched, snapshot {proof.snapshot}"), "    ", "      ")
    click.echo("\n".join([f"document {document.id}", *([document.url] if document.url else []), *lines]))


def _proved(proofs: Sequence[Fetch]) -> dict[str, Any]:
    """Where the proofs of a document from the web lie; nothing for one that came otherwise."""
    snapshots = [{"at": one.at, "snapshot": one.snapshot, "sha256": one.digest} for one in proofs]
    return {"snapshots": snapshots} if snapshots else {}


def _print_claim(register: Register, cited: Cited, name: Name, as_json: bool) -> None:
    document = register.document(cited.document_id)
    if as_json:
        claim = {"id": cited.claim_id, **cited.claim.to_json()}
        click.echo(json_line({"document": document.to_json(), "claims": [claim]}))
        return
    lines = [f"claim {cited.claim_id}", f"in document {document.id}", *heading_lines(document), ""]
    click.echo("\n".join([*lines, *claim_lines(cited.claim, name)]))


def _print_fact(fact: Fact, name: Name, as_json: bool) -> None:
    if as_json:
        claims = [
            {"id": item.claim_id, "document": item.document_id, **item.claim.to_json()} for item in fact.cited
        ]
        click.echo(json_line({**fact_json(fact), "claims": claims}))
        return
    lines = [f"{fact.kind} {fact.id}"]
    lines += [paint(line, bold=True) for line in wrapped(slot_words(fact.kind, dict(fact.slots), name))]
    lines.append(f"{counted(fact.voices, 'independent voice')}, {counted(len(fact.cited), 'claim')}")
    lines += belief_lines(fact)
    lines += _history_lines(fact)
    lines += conflict_lines(fact)
    for item in fact.cited:
        lines += ["", *_cited_lines(item, name)]
    click.echo("\n".join(lines))


def _history_lines(fact: Fact) -> list[str]:
    steps = fact.slots.get("history") or []
    if len(steps) < 2:
        return []
    lines = ["", paint("  How it moved", bold=True)]
    for when, status, claims in steps:
        lines += wrapped(safe(f"{when or 'undated'}: {status} ({counted(len(claims), 'claim')})"), "    ")
    return lines


def _cited_lines(item: Cited, name: Name) -> list[str]:
    source = ", ".join(part for part in (item.publisher, item.published or "undated", item.title) if part)
    quotes = " … ".join(f"“{safe(span.quote)}”" for span in item.claim.evidence)
    lines = wrapped(f"{item.claim_id[:SHORT]} · {safe(source)}", "  ", "    ")
    return [*lines, *beside(claim_words(item.claim, name), quotes, "    ")]
