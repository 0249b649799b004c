"""What was decided about one thing, and what became of it."""

from __future__ import annotations

from communique.review import history
from tests.review import scene
from tests.review.scene import desk


def test_every_judgement_is_there_with_its_state() -> None:
    with scene.register() as register:
        (item,) = register.claims_of(scene.ORDER.id)
        edited = desk(register).edit(item.claim_id, {"status": "delivered"})
        rejected = desk(register).reject(scene.MODELS.id)
        undo = desk(register).undo(edited.id)
        lost = desk(register).accept(register.claims_of(scene.TALKS.id)[0].claim_id)
        register.add(scene.TALKS, [], reader="rules-2")
        states = [(one.judgement, one.state) for one in history(register)]
        assert states == [(edited, "undone"), (rejected, "holds"), (undo, "holds"), (lost, "waiting")]
        of_claim = [one.judgement for one in history(register, [item.claim_id], item.claim_id)]
        assert of_claim == [edited, undo]
        assert [one.judgement for one in history(register, [], scene.MODELS.id)] == [rejected]
        register.add(scene.TALKS, scene.CLAIMS[scene.TALKS], reader="rules-3")
        assert [one.state for one in history(register)][-1] == "holds"
