"""What comes after the next step, in the employer's own words (letter.md C9f)."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Label

TOLD_IN = (
    Label.SCHEDULING,
    Label.STATUS_UPDATE,
    Label.ASSESSMENT,
    Label.ACKNOWLEDGEMENT,
    Label.REFERENCE_REQUEST,
)


def then(text: str, label: Label = Label.SCHEDULING) -> str | None:
    return read_facts(mail(text), label).then


@pytest.mark.parametrize(
    "said",
    [
        "If that goes well, you will be interviewing with the team.",
        "It begins with a telephone call, and if that goes well you would meet the team.",
        "There would then be a second conversation with the owners.",
        "If it goes well there would be a second interview with the director the week after.",
        "Should that go well, we would like you to spend a morning in the shop.",
        "If we get on, you would come back and meet the rest of the crew.",
        "The second stage is a panel on site.",
        "The next step after this would be half a day with our fitters.",
        "We hold two interviews: the first with me, the second with our partners.",
        "This would be followed by a final interview with the trustees.",
        "After that comes a second visit to the workshop.",
    ],
)
def test_a_step_after_the_next_one_is_kept_as_the_employer_worded_it(said: str) -> None:
    """It is told before the first step is taken, and counts only afterwards."""
    assert then(f"Thank you for your patience.\n\n{said}\n\nUntil soon") == said


@pytest.mark.parametrize(
    "said",
    [
        "Bei gegenseitigem Interesse laden wir Sie danach zu einem Probetag ein.",
        "Wenn das passt, lernen Sie beim nächsten Mal das Team kennen.",
        "Danach folgt ein zweites Gespräch mit der Geschäftsführung.",
        "Die zweite Runde ist ein Probetag im Haus.",
    ],
)
def test_a_step_that_is_told_in_german_is_kept_in_german(said: str) -> None:
    """The quote is literal in any language."""
    assert then(f"Sehr geehrte Frau Nair, vielen Dank, wir freuen uns auf das Gespräch.\n\n{said}") == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        (Label.ASSESSMENT, "Those who pass are invited to an interview in the gallery."),
        (Label.ASSESSMENT, "We will invite the strongest two to a final interview."),
        (Label.ASSESSMENT, "Then we talk about it over lunch."),
        (Label.ACKNOWLEDGEMENT, "Successful candidates will be invited to an online test and a panel interview."),
        (Label.ACKNOWLEDGEMENT, "If you're shortlisted we'll ring you to arrange a first interview."),
        (Label.ACKNOWLEDGEMENT, "Taster evenings come next, then an interview with the chief."),
        (Label.STATUS_UPDATE, "The next step is a conversation with our director."),
        (Label.STATUS_UPDATE, "If they like it the next thing is a chat with Rob, but we are not there yet."),
        (Label.REFERENCE_REQUEST, "After that we talk about the hours."),
    ],
)
def test_a_process_that_is_described_is_kept(label: Label, said: str) -> None:
    """Receipts and tests often tell what follows for those who go on."""
    assert then(said, label) == said


@pytest.mark.parametrize("label", TOLD_IN)
@pytest.mark.parametrize(
    "text",
    [
        "If that goes well we will be in touch about next steps.",
        "If you are shortlisted for interview, we will contact you by email.",
        "We will contact you should you be selected for interview.",
        "If you are not successful you can ask us for feedback in a short call.",
        "If you're free on Tuesday, we could talk about the shop.",
        "Would you then come to a second interview with the team?",
        "The final interview will be held on Thursday with the whole panel.",
        "Please read the two letters and then write to me.",
        "If that goes well we will not trouble you with a second interview.",
    ],
)
def test_what_names_no_step_after_the_next_is_none(label: Label, text: str) -> None:
    """Next steps without a name, and the step at hand, are not what comes then."""
    assert then(text, label) is None


def test_the_hours_of_one_day_are_not_two_steps() -> None:
    """Where a day is planned, "then" orders its hours."""
    assert then("You will meet Sam at 10:00, then comes an interview with Kay at 11:00.") is None
    assert then("You would walk round with me and then sit an exam.") is None
    assert then("You would walk round the shop, and then we talk about the hours.") is None
    assert then("After that comes a second interview with Kay at 11:00.") is None


@pytest.mark.parametrize("label", [Label.ASSESSMENT, Label.SCHEDULING])
def test_the_next_stage_of_a_request_is_the_request_itself(label: Label) -> None:
    """What is asked for now is what the mail is about, not what comes after it."""
    assert then("The next stage is a short online test, see the link below.", label) is None
    assert then("The second stage is this test; the link is below.", label) is None


@pytest.mark.parametrize("label", [one for one in Label if one not in TOLD_IN])
def test_other_mails_tell_no_next_step(label: Label) -> None:
    """An offer, a no or a stranger's letter describes no way to go."""
    assert then("If that goes well, you would meet the team.", label) is None


def test_a_long_sentence_is_cut_to_a_literal_part_with_the_step() -> None:
    """At most 160 characters, cut between words, nothing added."""
    long = (
        "We are a small house with a good many visitors in the summer and rather fewer in the winter months; "
        "if that goes well you would meet the team over a sandwich in the glass house, where we keep the ferns and the "
        "kettle and the old dog who decides such things."
    )
    found = then(long)

    assert found is not None
    assert found in long
    assert "meet the team" in found
    assert len(found) <= 160
    assert long[long.index(found) :][len(found) : len(found) + 1] in {"", ".", ",", " "}
