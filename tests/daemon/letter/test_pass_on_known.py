"""What a pass-on brings back when it is needed: notes, questions, terms, the job text, what else is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from support.letter_lint import Page, form_problems, tone_problems
from support.letters import applied, at, interview_ahead, interview_proposed, offer_week, worked_week
from unwatch.application import Application, NeedKind, Offer, References
from unwatch.drafting import BENEFITS_LINE
from unwatch.letter.asking import asking
from unwatch.letter.pass_on import JOB_DIVIDER, NOTES_DIVIDER, write_pass_on
from unwatch.letter.pass_on_known import JOB_TEXT_LIMIT, NOTES_SHOWN
from unwatch.letter.records import Asking, Note, PassOnInput, Rendered
from unwatch_classifiers.posting import Posting
from unwatch_classifiers.records import Label, OfferForm, Stage

QUESTION = "Asked: how do you keep a waiting list?"
POSTING = Posting("Intake coordinator\n\nYou keep the waiting list.", "https://jobs.harbor.example/42", "Coordinator")
WATCHER = "letter@example.org"
OFFER_TEXT = (
    "Dear Dana,\n\nwe are glad to offer you the post.\nThe salary is £31,500 a year for 35 hours a week. You start"
    " on 1 December.\nThe contract is permanent.\nYou would be based in our office in Leeds.\n\nNora"
)


def written(**changes: Any) -> Rendered:
    """Return the example invitation with changes, checked for form and tone."""
    given: PassOnInput = replace(interview_proposed(), reply_to=WATCHER, **changes)
    made = write_pass_on(given)
    assert form_problems(made.html) == []
    assert list(tone_problems("the text", made.text)) == []
    assert max(len(line) for line in made.text.splitlines()) <= 72
    return made


def flat(made: Rendered) -> str:
    """Return the text on one line; the HTML says the same words."""
    squeezed = "".join(Page(made.html).visible.split()).replace("“", '"').replace("”", '"')
    for line in made.text.replace("-- ", "").splitlines():
        said = "".join(line.lstrip(" |").removesuffix(" --").split())
        assert said.casefold() in squeezed.casefold()
    return " ".join(made.text.split())


def offered(application: Application | None = None, **changes: Any) -> Rendered:
    """Return a pass-on of a written offer."""
    job = application or replace(applied(1, "Juniper"), stage=Stage.OFFER, offer=Offer(OfferForm.WRITTEN, at(8)))
    usual: dict[str, Any] = {"starts": (), "end": None, "where": None, "by": None, "full_text": OFFER_TEXT}
    return written(application=job, label=Label.OFFER, kind=NeedKind.OFFER, **(usual | changes))


def about_references(**changes: Any) -> Rendered:
    """Return a pass-on of a reference request, `changes` in its application."""
    application = replace(interview_ahead().application, references=References(at(8), 2), **changes)
    return written(
        application=application,
        label=Label.REFERENCE_REQUEST,
        kind=NeedKind.REFERENCES,
        starts=(),
        end=None,
        where=None,
    )


# Before an interview


def test_an_invitation_brings_the_questions_of_other_interviews() -> None:
    """What firm A asked is practised before firm B (A3b)."""
    made = written(questions=(QUESTION, "asked : why do you leave?"))
    assert (
        "Two questions to practise, asked in interviews before:"
        ' Asked elsewhere: "how do you keep a waiting list?" Asked elsewhere: "why do you leave?"'
    ) in flat(made)


def test_a_question_of_this_employer_keeps_its_day_and_is_told_once() -> None:
    """It stands among the questions, with the day of the note (A3b, C9b)."""
    application = replace(interview_ahead().application, notes=((at(2), QUESTION), (at(3), "two floors up")))
    text = flat(written(application=application, questions=(QUESTION,)))
    assert 'Asked here on 2 October: "how do you keep a waiting list?"' in text
    assert text.count("waiting list") == 1
    assert 'Your note of 3 October: "two floors up".' in text


def test_only_the_latest_six_questions_are_brought() -> None:
    """A list to practise, not an archive (A3b)."""
    text = flat(written(questions=tuple(f"Asked: question {n}?" for n in range(9))))
    assert [n for n in range(9) if f'"question {n}?"' in text] == [3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("kind", [NeedKind.REFERENCES, NeedKind.ASSESSMENT, NeedKind.ANSWER])
def test_questions_and_job_text_belong_to_interviews(kind: NeedKind) -> None:
    """Another matter brings the notes of the employer alone."""
    made = written(kind=kind, label=Label.STATUS_UPDATE, starts=(), questions=(QUESTION,), posting=POSTING)
    assert "to practise" not in made.text
    assert JOB_DIVIDER not in made.text
    assert "pay on the low side" in flat(made)


def test_notes_are_brought_whole_dated_and_unchanged() -> None:
    """Every note of this employer, of other applications too, oldest first, up to its last sign (C9b, C3d, A4b)."""
    long = "We spoke of the rota, " * 20 + "and of the lift."
    application = replace(interview_ahead().application, notes=((at(2), long), (at(4), "Why so many doors?")))
    elsewhere = (Note(at(3, month=3), "The manager <interrupted> twice", "receptionist"),)
    text = flat(written(application=application, elsewhere=elsewhere))
    assert text.index("note of 3 March") < text.index("note of 2 October") < text.index("note of 4 October")
    assert 'Your note of 3 March, on receptionist: "The manager ‹interrupted› twice".' in text
    assert f'Your note of 2 October: "{long}" Your note' in text
    assert 'Your note of 4 October: "Why so many doors?"' in text


def test_very_many_notes_are_bounded_and_the_rest_is_admitted() -> None:
    """The latest forty, and how many there are besides."""
    notes = tuple((at(2), f"note {n} of many") for n in range(NOTES_SHOWN + 2))
    text = flat(written(application=replace(interview_ahead().application, notes=notes)))
    assert "Two earlier notes are kept too." in text
    assert '"note 1 of many"' not in text
    assert f'"note {NOTES_SHOWN + 1} of many"' in text


def test_the_answer_stands_before_the_notes() -> None:
    """However much was noted, who, when and how to answer come first (d.3)."""
    text = written(questions=(QUESTION,)).text
    assert text.index("To answer, write to") < text.index("Everything else keeps") < text.index(NOTES_DIVIDER)
    assert text.index(NOTES_DIVIDER) < text.index("-- the message, complete --")


def test_without_notes_there_is_no_empty_heading() -> None:
    """Nothing noted, nothing shown."""
    made = written(application=replace(interview_ahead().application, notes=()))
    assert NOTES_DIVIDER not in made.text
    assert "What you noted" not in made.html


def test_the_saved_job_text_follows_the_message() -> None:
    """The advertisement may be gone by then; its address is plain text (C9d, C7a, S04)."""
    made = written(posting=POSTING)
    below = made.text.split(JOB_DIVIDER)[1]
    assert made.text.index("-- the message, complete --") < made.text.index(JOB_DIVIDER)
    assert 'Title: "Coordinator"\nAddress: "https://jobs.harbor.example/42"\n' in below
    assert "  | You keep the waiting list." in below.splitlines()
    assert "The saved job text stands below the message." in flat(made)
    assert made.html.count("<a ") == 1


def test_a_long_job_text_is_cut_and_one_without_text_says_so() -> None:
    """Six thousand characters, then a word about it (C9d)."""
    long = written(posting=replace(POSTING, text="Words of the job.\n" * 1_000)).text
    assert long.endswith(f"Cut here after {JOB_TEXT_LIMIT:,} characters.\n")
    assert len(long.split(JOB_DIVIDER)[1]) < JOB_TEXT_LIMIT * 1.4
    assert "Its text is not kept." in flat(written(posting=replace(POSTING, text="")))


def test_a_job_text_that_the_message_itself_has_is_not_shown_twice() -> None:
    """The invitation may repeat the advertisement."""
    assert JOB_DIVIDER not in written(posting=POSTING, full_text=f"See you on Tuesday.\n\n{POSTING.text}\n").text


def test_the_dividers_cannot_be_forged() -> None:
    """Whatever the job text or a note says, it stands behind the bar or in quotation marks."""
    forged = f"{JOB_DIVIDER}\n-- the message, complete --\ndone 1"
    application = replace(interview_ahead().application, notes=((at(2), forged),))
    lines = written(application=application, posting=Posting(forged, forged, forged)).text.splitlines()
    assert (lines.count(JOB_DIVIDER), lines.count("-- the message, complete --"), lines.count("done 1")) == (1, 1, 0)


def test_what_comes_next_is_told_in_their_words() -> None:
    """Two stages are stored as they described them (C9f, S04)."""
    assert 'Then, in their words, "a second conversation with the team".' in flat(written())


# At an offer


def test_an_offer_quotes_its_terms() -> None:
    """Pay, hours, start, contract and place in the sentences of the mail, each once (d.3)."""
    text = flat(offered(quote="The contract is permanent."))
    assert 'On pay and hours: "The salary is £31,500 a year for 35 hours a week".' in text
    assert 'On start: "You start on 1 December".' in text
    assert 'On contract: "The contract is permanent".' in text
    assert 'On place: "You would be based in our office in Leeds".' in text
    assert "In their words" not in text


def test_an_offer_brings_all_notes_of_the_employer_side_by_side() -> None:
    """Of every meeting there, also of another role (A4b, C3d)."""
    job = replace(applied(1, "Juniper"), offer=Offer(OfferForm.WRITTEN, at(8)), notes=((at(2), "calm, asked well"),))
    text = flat(offered(job, elsewhere=(Note(at(3, month=3), "red flag: nobody stays", "porter"),)))
    assert (
        'Your note of 3 March, on porter: "red flag: nobody stays". Your note of 2 October: "calm, asked well".' in text
    )


def test_an_offer_names_its_drafts_and_the_job_text() -> None:
    """Asking for time and asking about the terms are one reply away (C4a, C7a)."""
    text = flat(offered(posting=POSTING))
    assert "No date given; asking for a few days is normal." in text
    assert 'reply "draft 1 time" to ask for a few days, "draft 1 questions" to ask about the terms.' in text
    assert 'The saved job text: "job 1".' in text


def test_what_else_is_open_is_told_with_its_dates() -> None:
    """Interview, offer with its date, promise with the realistic one, an interview held: facts alone (C4b, C6k)."""
    both = replace(interview_ahead().application, offer=offer_week().applications[0].application.offer)
    week = {told.application.name: told.application for told in worked_week().applications}
    others = (both, week["Okafor Partners"], week["City of Lindale"], week["Fern & Vale"])
    assert (
        "Also open: Harbor Behavioral Health, intake coordinator (an offer, answer by Wednesday 15 October; interview"
        ' Tuesday 14 October); Okafor Partners, planner (they said "two weeks", realistic by 30 October); City of'
        " Lindale, records office (interview held 24 September); Fern & Vale, office lead (a spoken offer)."
    ) in flat(offered(others=others))


@pytest.mark.parametrize("benefits", [True, False])
def test_the_line_on_benefits_stands_at_an_offer_if_it_is_wished(benefits: bool) -> None:
    """Once where the setting is on, nowhere where it is off, and never beside anything else (C3c, f 18)."""
    assert flat(offered(benefits=benefits)).count(BENEFITS_LINE) == benefits
    assert BENEFITS_LINE not in flat(written(benefits=benefits))


def test_a_strangers_offer_brings_nothing_back() -> None:
    """No notes, no drafts, no terms, no job text, no line on benefits (S12)."""
    given = replace(interview_proposed(), reply_to=WATCHER, application=None, label=Label.OFFER, kind=None, starts=())
    made = write_pass_on(replace(given, by=None, benefits=True, full_text=OFFER_TEXT, posting=POSTING))
    for word in ("draft", BENEFITS_LINE, "On pay", JOB_DIVIDER, NOTES_DIVIDER):
        assert word not in made.text
    assert made.numbers == ()


def test_a_trial_is_told_with_its_last_day() -> None:
    """It is a trial and not an offer (C10a)."""
    job = replace(applied(1, "Lark"), offer=Offer(OfferForm.TRIAL, at(8), None, (at(13).date(),), at(30).date()))
    text = flat(offered(job))
    assert "A trial period, not a written offer. Start Monday 13 October. Last day Thursday 30 October." in text


# References and status questions


def test_a_reference_request_tells_all_that_belongs_to_it() -> None:
    """How many, by when, whom to warn, what the person set, and the drafts (C6b, C11e, C13b)."""
    text = flat(about_references(conditions=("let me know before you call anybody",)))
    assert (
        "They want them by Thursday 9 October. They ask for two references. Tell these people to expect a call."
        ' You set: "let me know before you call anybody".'
    ) in text
    assert '"draft 1 heads-up" for a word to these people. Room for a note on each of them: "note 1 text".' in text


@pytest.mark.parametrize(
    "question",
    [
        "just touching base: are you still available?",
        "could you send me your status when you get a chance",
        "Would you still be open to the role?",
        "I wanted to ask if you are\nstill looking.",
        "Sind Sie noch auf der Suche?",
        "Wir wollten wissen, ob Sie weiterhin verfügbar sind.",
    ],
)
def test_a_question_whether_one_is_still_available_is_called_that_and_no_offer(question: str) -> None:
    """What the mail says, and what it is not (C6g, C6h, S03)."""
    made = written(kind=NeedKind.ANSWER, label=Label.STATUS_UPDATE, starts=(), by=None, full_text=question)
    assert flat(made).startswith(
        "Priya Nair, Harbor Behavioral Health, asks whether you are still available; not an offer. "
    )
    assert made.subject == "Harbor Behavioral Health: asks if you are still available"


@pytest.mark.parametrize(
    "question", ["Are you still interested in the role?", "Haben Sie noch Interesse an der Stelle?"]
)
def test_a_question_of_interest_is_called_that(question: str) -> None:
    """Interest is another word than availability (C6g)."""
    made = written(kind=NeedKind.ANSWER, label=Label.STATUS_UPDATE, starts=(), by=None, full_text=question)
    assert "asks whether you are still interested; not an offer." in flat(made)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (Label.SCHEDULING, "Are you still available on Tuesday?"),
        (Label.OFFER, "Are you still available? We offer you the post."),
        (Label.STATUS_UPDATE, "Thank you for your patience, as we are still looking at applications."),
        (Label.STATUS_UPDATE, "The post is still available, and your papers are with us."),
        (Label.INFORMATION_REQUEST, "Please confirm your status as a student."),
        (Label.INFORMATION_REQUEST, "Please send your availability for next week."),
    ],
)
def test_other_words_are_not_taken_for_that_question(label: Label, text: str) -> None:
    """A time to settle, an offer, papers wanted, and their own looking are something else."""
    assert asking(label, text) is None


def test_a_hostile_text_is_read_in_bounded_time() -> None:
    """Only the beginning is read, by patterns that cannot run away."""
    assert asking(Label.STATUS_UPDATE, "are you " * 200_000) is None
    assert asking(Label.STATUS_UPDATE, "are you still available " * 100_000) is Asking.AVAILABLE


# Numbers and names


def test_number_one_is_the_application_and_the_mail() -> None:
    """So that a reply can speak of either (d.5)."""
    made = written()
    assert (made.numbers, made.mails) == (((1, 11),), ((1, "h1@harbor.example"),))


def test_without_an_address_no_reply_is_named() -> None:
    """No draft is promised where the watcher reads no replies."""
    assert "draft" not in write_pass_on(interview_proposed()).text


def test_another_name_of_the_employer_is_told_where_the_mail_came_under_it() -> None:
    """Once, in the first sentence."""
    text = flat(written(under="Northgate"))
    assert text.startswith("Priya Nair, Harbor Behavioral Health (also Northgate), proposes Tuesday 14 October")
    assert text.count("Northgate") == 1


def test_an_unmatched_message_has_its_number_too() -> None:
    """It can be said where it belongs."""
    made = write_pass_on(replace(interview_proposed(), application=None, kind=NeedKind.ANSWER, by=date(2025, 10, 9)))
    assert (made.numbers, made.mails) == ((), ((1, "h1@harbor.example"),))
