"""The watchdog hears of a round by what is done in it: a long one that goes on lives, one that hangs is silent."""

from __future__ import annotations

from support.stories.practice import Practice


def test_each_thing_that_was_done_is_a_sign_of_life_and_a_mail_at_hand_is_none(practice_run: Practice) -> None:
    p = practice_run
    beats: list[str] = []
    p.app.pulse = lambda: beats.append("done")
    begun = p.app.workshop.sandbox.begin_mail
    during: list[int] = []

    def reading(raw: bytes) -> object:
        """Nothing else is done meanwhile, as if there were no mail before it to handle."""
        before = len(beats)
        mail = begun(raw)
        mail.result()
        during.append(len(beats) - before)
        return mail

    p.app.workshop.sandbox.begin_mail = reading  # type: ignore[method-assign, assignment]
    for number in range(3):
        p.mail(f"s{number}@elders.example", f"Bericht {number}", "Dag.")
    p.round()
    assert during == [0, 0, 0]
    assert len(beats) > 2 * 3
