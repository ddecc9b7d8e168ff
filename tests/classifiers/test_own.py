"""What the person's own mail says of their referees, of timing, and of an offer on paper."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.own import Own, Stance, read_own

DANA = "Dana Whitfield <dana@example.org>"


def own(text: str, *attachments: str, subject: str = "") -> Own:
    return read_own(mail(text, subject=subject, sender=DANA, attachments=attachments))


@pytest.mark.parametrize(
    "said",
    [
        "Please let me know before you contact either of them.",
        "I would be grateful for a heads-up before you call them.",
        "Could you tell me before my referees are contacted?",
        "You are welcome to ring them, but not without telling me first.",
        "Please do not contact my current employer before an offer has been made.",
        "Please don't call my current manager until I have told him.",
        "My current employer may only be contacted after an offer.",
        "I would ask that you not contact my manager until we have agreed.",
        "Bitte geben Sie mir Bescheid, bevor Sie meine Referenzen anrufen.",
        "Bitte kontaktieren Sie meinen jetzigen Arbeitgeber erst nach einer Zusage.",
        "Meinen derzeitigen Chef bitte nicht anrufen.",
    ],
)
def test_a_condition_for_the_referees_is_kept_in_the_persons_words(said: str) -> None:
    """It is shown again whenever references come up (letter.md C13b)."""
    german = "Bitte" in said or "Chef" in said
    before = "Guten Tag Frau Nair, hier sind meine Referenzen." if german else "Dear Priya,"

    assert own(f"{before}\n\n{said}\n\nDana").condition == said


@pytest.mark.parametrize(
    "text",
    [
        "Please let me know before Friday if you need anything else.",
        "Please let me know before you call me.",
        "Please let me know if you would like to contact my referees.",
        "Feel free to contact my referees at any time.",
        "I have not contacted my manager.",
        "I would be glad if you could let me know first.",
        "Bitte geben Sie mir bis Freitag Bescheid.",
    ],
)
def test_what_sets_nothing_for_the_referees_is_no_condition(text: str) -> None:
    """A false one would be shown to the person as their own word."""
    assert own(text).condition is None


def test_let_me_know_first_is_a_condition_only_beside_referees() -> None:
    """Without them it may be about anything."""
    assert own("My referees are Ann Lee and Bo Cho. Please tell me first.").condition == "Please tell me first."
    assert own("The room may change. Please tell me first.").condition is None


def test_a_long_condition_is_cut_at_two_hundred_characters() -> None:
    """What is kept is literal and bounded."""
    said = f"Please let me know before you contact any of them{', or anybody who knows them' * 12}."
    found = own(said).condition

    assert found is not None
    assert found in said
    assert len(found) <= 200


@pytest.mark.parametrize(
    "text",
    [
        "Anna Sloe, 01632 960112, and Peter Brack, 01632 960157.",
        "Pam Ostrow, 555-0117.\nLeon Dorsey, 555-0164.",
        "Anna Sloe was my manager for three years: anna@sloe.example",
        "My two referees are Anna Sloe and Peter Brack.",
        "Here are my references, as you asked.",
        "I attach my CV and the list of my referees.",
        "Please find attached my references.",
        "Anbei meine Referenzen.",
        "Meine Referenzen sind Anna Sloe und Peter Brack.",
    ],
)
def test_referees_that_are_named_or_attached_are_given(text: str) -> None:
    """Asked for or in advance (letter.md C13a), by name and number too (C11d)."""
    assert own(text).references_given


def test_a_list_of_referees_among_the_attachments_is_given() -> None:
    """Its name says what it is."""
    assert own("My CV and letter are attached.", "cv.pdf", "Whitfield_references.pdf").references_given
    assert not own("My CV and letter are attached.", "cv.pdf", "letter.pdf").references_given


@pytest.mark.parametrize(
    "text",
    [
        "References are available on request.",
        "My references: available on request.",
        "Shall I have my references attached to the form?",
        "My manager has gone home.\nDana Whitfield, 01632 960100",
        "I will send you my references tomorrow.",
        "On 3 March I sent you my references.",
        "How many referees do you need?",
        "Are these references enough?",
        "With reference to your mail: my reference number is 4711.",
        "Dana Whitfield, 01632 960100",
        "You can reach me on 01632 960100 until five.",
        "Would you call Anna Sloe at the front desk on 01632 960112 and say I am late?",
        "Referenzen gern auf Anfrage.",
    ],
)
def test_references_that_are_only_spoken_of_are_not_given(text: str) -> None:
    """Nor is the person's own number somebody's who speaks for them."""
    assert not own(text).references_given


@pytest.mark.parametrize(
    "text",
    [
        "How many referees do you need?",
        "Dear Priya,\n\nof course. How many do you need, and may one of them be a colleague? Thank you.\n\nDana",
        "Thank you, I'll send you the names by Friday.",
        "I will get my references to you next week.",
        "Wie viele Referenzen brauchen Sie?",
        "Die Referenzen schicke ich Ihnen bis Freitag.",
    ],
)
def test_a_question_back_or_a_promise_brings_nothing_yet(text: str) -> None:
    """What was asked for is still the person's to send."""
    assert own(text).puts_off


@pytest.mark.parametrize(
    "text",
    [
        "Anna Sloe, 01632 960112, and Peter Brack, 01632 960157. Is that enough?",
        "Would Anna Sloe, 01632 960112, do?",
        "I have put both forms into the post. When will you decide?",
        "They are in the portal now.",
        "Both attached.",
    ],
)
def test_a_mail_that_may_bring_something_puts_nothing_off(text: str) -> None:
    """Only a plain question or promise leaves a need open."""
    assert not own(text).puts_off


def test_a_question_beside_an_attachment_puts_nothing_off() -> None:
    """The attachment may be what was asked for."""
    assert own("Is this enough?").puts_off
    assert not own("Is this enough?", "scan.pdf").puts_off


@pytest.mark.parametrize(
    "text",
    [
        "Could you tell me what the next steps are?",
        "When might I hear from you?",
        "May I ask how things stand with the post?",
        "I wanted to ask whether there is any news about the position.",
        "I was wondering about the timeline.",
        "How are things looking for the designer role?",
        "Has the board come to a decision?",
        "Wann kann ich mit einer Entscheidung rechnen?",
        "Ich wollte nachfragen, wie es weitergeht.",
    ],
)
def test_a_question_about_timing_or_next_steps_is_asked(text: str) -> None:
    """After it the ball is theirs (letter.md C6f)."""
    assert own(text).asks


@pytest.mark.parametrize(
    "text",
    [
        "Monday at ten suits me. Where do I park?",
        "Thank you for telling me about the next steps.",
        "I look forward to your decision.",
        "Could we meet on Tuesday instead?",
    ],
)
def test_other_questions_are_not_about_timing(text: str) -> None:
    """A question about the place, or no question at all."""
    assert not own(text).asks


@pytest.mark.parametrize(
    "text",
    [
        "That makes me very happy. Could you send me the offer in writing when you have it?",
        "Would you send me the offer on paper as soon as the board has signed it?",
        "Wonderful. Could I have it in writing?",
        "Once I have it in writing I will give notice.",
        "Können Sie mir das Angebot schriftlich schicken? Vielen Dank dafür.",
    ],
)
def test_asking_for_the_offer_on_paper_is_not_asking_for_time(text: str) -> None:
    """The paper is the employer's to send (letter.md A6c)."""
    assert own(text).in_writing
    assert own(text).stance is None


def test_asking_for_time_stays_that() -> None:
    """Also where the contract, or gladness, is in the same breath."""
    for text in (
        "Thank you for the offer. Could I have until Monday to read the contract?",
        "I'd love to take it, but could I have until Monday?",
        "I'd be happy to take the job. May I have a week?",
    ):
        assert own(text).stance is Stance.ASKS_FOR_TIME
        assert not own(text).in_writing


def test_a_yes_by_word_beside_another_wish_is_not_asking_for_time() -> None:
    """ "Could I have Fridays off" asks for no day to think."""
    assert own("I'd love to take it! Could I have Fridays off?").stance is None
    assert own("Could I have a few days?").stance is Stance.ASKS_FOR_TIME


def test_a_formal_acceptance_goes_before_the_wish_for_paper() -> None:
    """Both are said, and the first is the answer."""
    said = own("I accept with pleasure. Could you send the contract in writing?")

    assert said.stance is Stance.ACCEPTS
    assert said.in_writing


@pytest.mark.parametrize(
    "piece", ["If you ", "Anna Sloe ", "A" * 20, "x.", "0163 ", "let me know before ", "could you "]
)
def test_any_text_is_read_within_bounds(piece: str) -> None:
    """Mail is hostile input, one's own Sent folder included: it is bounded, and nothing raises."""
    said = own(piece * 5_000, f"{piece * 100}.pdf", subject=piece * 100)

    assert said.condition is None or len(said.condition) <= 200


@pytest.mark.parametrize(
    ("said", "thanks"),
    [
        ("Thank you for the morning, and thank your mother for the brack.", True),
        ("Vielen Dank für den Kaffee und die Führung.", True),
        ("Thanks for your mail. Could you tell me when you will decide?", False),
        ("I wondered whether there is any news.", False),
    ],
)
def test_a_mail_that_only_thanks_is_a_thank_you_whatever_for(said: str, thanks: bool) -> None:
    """It is nobody's follow-up (letter.md P1); one that asks is."""
    assert own(said).thanks is thanks
