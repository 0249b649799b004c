"""``communique show``: one fact, claim or document by its id, with everything behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from communique.assembly import Rulings
from communique.briefs.large import facts_named, too_large
from communique.faces.cli import options
from communique.faces.cli.asked import asked_register
from communique.faces.cli.facts import SHORT, fact_json
from communique.faces.cli.group import DONE
from communique.faces.cli.judged import decision_lines, decisions_json, judgement_line
from communique.faces.cli.read import claim_lines, heading_lines
from communique.faces.cli.screen import beside, counted, json_line, paint, safe, wrapped
from communique.faces.cli.standing import belief_lines, conflict_lines, document_lines, told_json
from communique.faces.cli.why import why_lines
from communique.faces.cli.words import Name, claim_words, slot_words
from communique.knowledge import Knowledge, load
from communique.model import Cited, Document, Fact, Judgement
from communique.pipeline import assembled, known_of
from communique.register import Register, Watching
from communique.register.watching import Fetch
from communique.review import find, history
from communique.sources.web.address import is_address


@click.command("show", epilog="Example: communique show 0c33f4436a3f")
@click.argument("wanted", metavar="ID")
@click.option("--why", is_flag=True, help="Why the claims of a fact are held together, and who speaks.")
@options.as_of
@options.as_json
@options.register
def command(wanted: str, why: bool, as_of: datetime | None, as_json: bool, register: str | None) -> int:
    """Print one fact, claim or document: what is said, by whom, in which words, and where reports differ.

    With it comes what was decided about it, when, by whom and why. ID is an id, or the beginning of one, as
    `list`, `search` and `review` print them; that of a judgement will do too.
    """
    with asked_register(register, as_of) as opened:
        knowledge = load()
        found = find(opened, wanted, lambda: _facts(opened, knowledge, wanted.strip().lower()))
        match found:
            case Document():
                _print_document(opened, found, knowledge, as_json)
            case Cited():
                _print_claim(opened, found, knowledge.name_of, as_json)
            case Judgement():
                _print_judgement(opened, found, as_json)
            case Fact():
                _print_fact(opened, found, knowledge.name_of, as_json, why)
    return DONE


def _facts(register: Register, knowledge: Knowledge, prefix: str) -> list[Fact]:
    """The facts among which one whose id begins so is; of a register that is too large to be assembled at once those alone."""
    return facts_named(register, knowledge, prefix) if too_large(register) else assembled(register, knowledge)


def _print_document(register: Register, document: Document, knowledge: Knowledge, as_json: bool) -> None:
    cited = register.claims_of(document.id)
    known = known_of(register, knowledge, document.id)
    changes = register.changes(document.id)
    proofs = Watching(register).fetches(document.path) if is_address(document.path) else []
    proofs = [proof for proof in proofs if register.was_there(proof.at)]
    ruled = history(register, [item.claim_id for item in cited], document.id)
    if as_json:
        claims = [
            {"id": item.claim_id, **item.claim.to_json(), "told": told_json(known.get(item.claim_id))}
            for item in cited
        ]
        decided = decisions_json(ruled)
        changed = [
            {"at": one.at, "actor": one.actor, "what": one.what, "cause": one.cause} for one in changes
        ]
        found = {"document": document.to_json(), "claims": claims, "history": changed, "judgements": decided}
        click.echo(json_line(found | _proved(proofs)))
        return
    lines = document_lines(document, cited, known, knowledge.name_of)
    lines += ["", paint("  History", bold=True)]
    for one in changes:
        lines += wrapped(safe(f"{one.at} {one.what} by {one.actor}: {one.cause}"), "    ", "      ")
    for proof in proofs:
        lines += wrapped(safe(f"{proof.at} fetched, snapshot {proof.snapshot}"), "    ", "      ")
    lines += decision_lines(ruled)
    address = [document.url] if document.url else []
    click.echo("\n".join([f"document {document.id}", *address, *_said_of(document), *lines]))


def _said_of(document: Document) -> list[str]:
    """Author, last change and number of a release, where the report gives them."""
    said = (("by", document.author), ("changed", document.modified), ("release", document.release))
    words = "; ".join(f"{word} {value}" for word, value in said if value)
    return wrapped(safe(words), "", "  ") if words else []


def _proved(proofs: Sequence[Fetch]) -> dict[str, Any]:
    """Where the proofs of a document from the web lie; nothing for one that came otherwise."""
    snapshots = [{"at": one.at, "snapshot": one.snapshot, "sha256": one.digest} for one in proofs]
    return {"snapshots": snapshots} if snapshots else {}


def _print_claim(register: Register, cited: Cited, name: Name, as_json: bool) -> None:
    """What the source says, and beside it what was decided."""
    document = register.document(cited.document_id)
    ruled = history(register, [cited.claim_id], cited.claim_id)
    now = next(iter(Rulings.of(register.judgements(), [cited]).claims([cited])), None)
    if as_json:
        claim = {"id": cited.claim_id, **cited.claim.to_json()}
        found = {"document": document.to_json(), "claims": [claim], "judgements": decisions_json(ruled)}
        click.echo(json_line(found))
        return
    lines = [f"claim {cited.claim_id}", f"in document {document.id}", *heading_lines(document), ""]
    lines += claim_lines(cited.claim, name)
    if now is None:
        lines += ["", "  It was rejected, and is in no fact."]
    elif now.said is not None:
        lines += [
            "",
            paint("  As it was corrected", bold=True),
            *wrapped(claim_words(now.claim, name), "    "),
        ]
    click.echo("\n".join([*lines, *decision_lines(ruled)]))


def _print_judgement(register: Register, judgement: Judgement, as_json: bool) -> None:
    ruled = next(one for one in history(register) if one.judgement.id == judgement.id)
    claims = [anchor.claim_id for anchor in judgement.anchors]
    if as_json:
        click.echo(json_line({**decisions_json([ruled])[0], "claims": claims}))
        return
    lines = [f"judgement {judgement.id}", *wrapped(judgement_line(ruled))]
    lines += [f"  claim {claim}" for claim in claims]
    click.echo("\n".join(lines))


def _print_fact(register: Register, fact: Fact, name: Name, as_json: bool, why: bool) -> None:
    ruled = history(register, [item.claim_id for item in fact.cited], fact.id)
    if as_json:
        claims = [
            {
                "id": item.claim_id,
                "document": item.document_id,
                **item.claim.to_json(),
                **({"said": item.said.to_json()} if item.said else {}),
            }
            for item in fact.cited
        ]
        click.echo(json_line({**fact_json(fact), "claims": claims, "judgements": decisions_json(ruled)}))
        return
    lines = [f"{fact.kind} {fact.id}"]
    lines += [paint(line, bold=True) for line in wrapped(slot_words(fact.kind, dict(fact.slots), name))]
    lines.append(f"{counted(fact.voices, 'independent voice')}, {counted(len(fact.cited), 'claim')}")
    lines += belief_lines(fact)
    lines += decision_lines(ruled)
    lines += _history_lines(fact)
    lines += conflict_lines(fact)
    lines += why_lines(fact) if why else []
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
    lines += beside(claim_words(item.claim, name), quotes, "    ")
    if item.said is not None:
        lines += wrapped(f"corrected by hand; as read: {claim_words(item.said, name)}", "    ", "      ")
    return lines
