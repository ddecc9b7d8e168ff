"""The words of a draft: from the notes, the thread, the record and the fixed sentences, and from nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as some

from support.draft_cases import (
    APPLICATIONS,
    MET,
    OFFERED,
    PROPOSED,
    REFERENCES_ASKED,
    ZONE,
    at,
    every_draft,
    given,
    written,
)
from support.letter_lint import tone_problems
from unwatch.application import Application, Contact, Meeting, Offer
from unwatch.drafting import Draft, DraftKind, Language, LastMail
from unwatch.drafts.language import Phrases, sentences
from unwatch.drafts.sayable import names_current_employer
from unwatch.drafts.texts import ask_until
from unwatch_classifiers.own import Own, Stance, read_own
from unwatch_classifiers.records import Address, InterviewStatus, Message, OfferForm, Promise, PromiseKind, Stage

_GERMAN_NEVER_SAID = ("leider", "hoff", "dringend", "unbedingt", "bitte bitte", "entschuldig", "chance", "glück", "!")


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold()))


def fixed_words(language: Language) -> set[str]:
    """Return every word of the language's sentences, without the names that are filled in."""

    def strings(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from () if key == "notes" else strings(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from strings(inner)
        else:
            yield str(value)

    return words_of(" ".join(re.sub(r"\{\w+\}", " ", one) for one in strings(sentences(language))))


def dated_words(application: Application, now: datetime, language: Language) -> set[str]:
    """Return the words for every date of the record, and for the one that a rule computes."""
    phrases = Phrases(language, now, ZONE)
    offer, promise, references = application.offer, application.promise, application.references
    days: list[datetime | date | None] = [
        application.applied,
        application.last_heard,
        application.promise_made,
        *(one.start for one in application.meetings),
        *(noted_at for noted_at, _ in application.notes),
        *((promise.by,) if promise else ()),
        *((offer.made, offer.answer_by, *offer.starts, offer.ends) if offer else ()),
        *((references.sent,) if references else ()),
        ask_until(now.date(), phrases.local_day(offer.answer_by) if offer and offer.answer_by else None),
    ]
    return words_of(" ".join(phrases.full(day) + " " + phrases.day(day) for day in days if day is not None))


def sources(application: Application, mail: LastMail | None, own_name: str) -> set[str]:
    """Return every word that the notes, the thread and the profile hold."""
    said = [application.company or "", application.role or "", own_name, *application.conditions]
    said += [text for _, text in application.notes] + [contact.name for contact in application.contacts]
    said += [application.promise.quote] if application.promise else []
    said += [mail.sender.name] if mail and mail.sender else []
    return words_of(" ".join(said))


invented = some.text(alphabet="bcdfgklmnprstvz", min_size=4, max_size=9).map(str.title)
phrases = some.lists(invented, min_size=1, max_size=4).map(" ".join)
moments = some.datetimes(datetime(2025, 1, 1), datetime(2025, 12, 28), timezones=some.just(ZONE))  # noqa: DTZ001
days = some.dates(date(2025, 1, 1), date(2026, 6, 1))


@some.composite
def applications(draw: some.DrawFn) -> Application:
    """Return an application of invented words, any part of which may be missing."""
    marks = ["", "talked about ", "topic: ", "idea: ", "thought about ", "Wir sprachen über ", "Thema: ", "Gedanke: "]
    notes = some.tuples(moments, some.builds("{}{}, {}".format, some.sampled_from(marks), phrases, phrases))
    quote = some.builds("{} {}".format, phrases, some.sampled_from(["", "weeks", "Friday", "16"]))
    promise = some.builds(Promise, quote, some.sampled_from(PromiseKind), days, days, some.none() | days)
    offer = some.builds(
        Offer,
        some.sampled_from(OfferForm),
        moments,
        some.none() | days | moments,
        some.tuples(days),
        some.none() | days,
    )
    meeting = some.builds(
        Meeting, moments, some.none(), some.none(), some.sampled_from(InterviewStatus), some.just("m@meridian.example")
    )
    contact = some.builds(Contact, phrases, some.just("p.nair@meridian.example"), moments, some.none() | moments)
    return Application(
        1,
        draw(some.none() | phrases),
        draw(some.none() | phrases),
        stage=Stage.INTERVIEWING,
        applied=draw(some.none() | moments),
        last_heard=draw(some.none() | moments),
        promise=draw(some.none() | promise),
        promise_made=draw(some.none() | moments),
        contacts=tuple(draw(some.lists(contact, max_size=1))),
        meetings=tuple(draw(some.lists(meeting, max_size=3))),
        offer=draw(some.none() | offer),
        notes=tuple(draw(some.lists(notes, max_size=3))),
        conditions=tuple(draw(some.lists(phrases, max_size=2))),
        references=REFERENCES_ASKED.references,
    )


@settings(max_examples=60, deadline=None)
@for_all(applications(), moments, phrases)
def test_every_word_of_a_draft_has_its_source(application: Application, now: datetime, own_name: str) -> None:
    """Each name, number and noun is in the notes, the thread, the profile, a date of the record or the fixed words
    (A1d).
    """
    mail = LastMail("a@meridian.example", "Re: X", sender=Address("Priya Nair", "p.nair@meridian.example"))
    known = sources(application, mail, own_name)
    for made in every_draft(application, now=now, own_name=own_name, mail=mail):
        allowed = known | fixed_words(made.language) | dated_words(application, now, made.language)
        assert words_of(made.text) <= allowed


def test_both_languages_hold_the_same_sentences() -> None:
    """With the same names to fill in, and none is missing."""

    def shape(language: Language) -> dict[str, set[str]]:
        tables = {
            key: value for key, value in sentences(language).items() if isinstance(value, dict) and key != "notes"
        }
        return {
            f"{table}.{key}": set(re.findall(r"\{(\w+)\}", str(said)))
            for table, rows in tables.items()
            for key, said in rows.items()
        }

    english, german = shape(Language.ENGLISH), shape(Language.GERMAN)
    assert english == german
    assert sentences(Language.ENGLISH)["notes"].keys() == sentences(Language.GERMAN)["notes"].keys()


@pytest.mark.parametrize(
    ("text", "names"),
    [("at SAP", True), ("SAP's plans", True), ("S.A.P.", True), ("a disappointment", False), ("sapphire", False)],
)
def test_a_short_name_is_found_as_a_word(text: str, names: bool) -> None:
    """However it is spelt, and not within others."""
    assert names_current_employer(text, given(current_employer="sap.example")) is names


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Lab Administrator (m/w/d)", "the Lab Administrator position"),
        ("Sachbearbeiter*in (80–100 %)", "the Sachbearbeiter*in position"),
        ("Mitarbeiter:in Empfang", "the Mitarbeiter:in Empfang position"),
        ("Sr. C++ Developer, R&D", "the Sr. C++ Developer, R&D position"),
        ("analyst. You accept everything", "the analyst position"),
        ("analyst\nnot more", "the analyst position"),
        ("see https://evil.example", "the position"),
        ("50 % ‹b›", "the position"),
        ("…", "the position"),
    ],
)
def test_a_role_is_said_as_a_name(told: str, said: str) -> None:
    """Without what an advertisement writes beside it, and not at all where it is more than a name."""
    assert f" about {said}." in written(replace(MET, role=told)).text


@pytest.mark.parametrize("application", APPLICATIONS)
def test_no_draft_begs_scolds_or_shouts(application: Application) -> None:
    """None of the words of the tone list, in either language (letter.md e)."""
    for made in every_draft(application):
        if made.language is Language.ENGLISH:
            assert list(tone_problems(made.kind.value, made.text)) == []
        else:
            assert [word for word in _GERMAN_NEVER_SAID if word in made.text.casefold()] == []


def test_every_draft_is_short_and_whole() -> None:
    """A greeting, a closing with the person's name, no empty place of a sentence, at most 110 words."""
    for application in APPLICATIONS:
        for made in every_draft(application):
            lines = made.text.splitlines()
            assert lines[0].startswith(("Dear ", "Hello", "Guten Tag"))
            assert lines[-2:] in (["Kind regards", "Dana Weber"], ["Viele Grüße", "Dana Weber"])
            assert not re.search(r"\{|\}| {2}| [.,]|\.\.|None|\n{3}", made.text)
            assert len(made.text.split()) <= 110
            assert made.slots == len(re.findall(r"\[[^\[\]]+\]", made.text))


# Notes


def test_a_noted_topic_and_thought_stand_in_the_thank_you() -> None:
    """In the words of the note, and nothing is left to fill in (A1c, A1d)."""
    made = written()
    assert "Our talk about the intake rota has stayed with me." in made.text
    assert "Since then I have thought of this: one list for both teams." in made.text
    assert made.slots == 0


def test_without_a_note_there_is_one_place_to_fill_in() -> None:
    """No fact is invented (A1c)."""
    assert written(replace(MET, notes=())).slots == 1


def test_a_topic_without_a_thought_asks_for_the_thought() -> None:
    """One place, in the sentence that begins with "since then"."""
    made = written(replace(MET, notes=((at(2, 18), "discussed the new archive"),)))
    assert "Our talk about the new archive has stayed" in made.text
    assert re.search(r"Since then I have thought this about it: \[", made.text)
    assert made.slots == 1


def test_a_note_that_is_no_topic_is_quoted_to_be_put_in_own_words() -> None:
    """It stands in a place to fill in, with its day; so does a topic that says "they" of those who read it."""
    for note in ("they use Excel for everything", "talked about their plans for the lab"):
        made = written(replace(MET, notes=((at(2, 18), note),)))
        assert f"[From your note of 2 October: “{note}”." in made.text
        assert made.slots == 1


def test_a_german_note_fits_a_german_draft() -> None:
    """The case that the note has is the case that the sentence needs."""
    note = "Wir haben gesprochen über den neuen Dienstplan. Seither: eine Liste für beide Teams"
    text = written(replace(MET, notes=((at(2, 18), note),)), language=Language.GERMAN).text
    assert "unser Gespräch über den neuen Dienstplan." in text
    assert "Seither habe ich mir dazu überlegt: eine Liste für beide Teams." in text


@pytest.mark.parametrize(
    "note",
    [
        "pay on the low side",
        "felt about 50/50",
        "talked about the salary",
        "the manager seemed tired",
        "Went well: the example from the archive",
        "Differently: the question about Excel",
        "I worry about the commute",
        "der Chef wirkte müde",
        "thought about my notice period",
        "Acme would never do this",
    ],
)
@pytest.mark.parametrize("language", Language)
def test_what_a_note_keeps_for_oneself_stays_out(note: str, language: Language) -> None:
    """Pay, doubts, feelings, reviews and the current employer reach no draft (C11c, C13c)."""
    private = replace(MET, notes=((at(2, 18), note),))
    plain = replace(MET, notes=())
    assert (
        written(private, language=language, current_employer="acme.example").text
        == written(plain, language=language).text
    )


def test_notes_of_before_the_interview_are_not_of_it() -> None:
    """Only what was written since it began."""
    before = replace(MET, notes=((at(1), "talked about the intake rota"),))
    assert "rota" not in written(before).text


def test_the_current_employer_is_named_nowhere() -> None:
    """Not in a role, a company, a subject, a condition, a quote or a note (C13c, S08)."""
    name = "Acme"
    told = replace(
        MET,
        company="Acme Labs",
        role="ACME analyst",
        notes=((at(2, 18), "talked about acme and its lab. idea: as at Acme"),),
        conditions=("not before A.C.M.E. knows",),
        promise=Promise("when Acme lets you go", PromiseKind.CONTACT_BY, date(2025, 10, 16), date(2025, 10, 23)),
        contacts=(
            Contact("Acme Person", "p@acme.example", at(1)),
            Contact("Ana Lima", "ana.lima@meridian.example", at(1)),
        ),
    )
    mail = LastMail("m@acme.example", "Your leave from Acme", sender=Address("Acme Person", "p@acme.example"))
    for current in ("acme.example", "@acme.example", "Acme", "hr@acme.example"):
        for made in every_draft(told, mail=mail, current_employer=current, now=at(28)):
            shown = f"{made.to} {made.to_name} {made.subject} {made.text}"
            assert name.casefold() not in shown.casefold()
            assert "A.C.M.E." not in shown


# What the watcher reads when the person sends it


def read_back(made: Draft) -> Own:
    message = Message("x@me.example", at(3), Address("", "me@me.example"), made.subject, made.text)
    return read_own(message)


@pytest.mark.parametrize(
    ("application", "kind", "stance"),
    [
        (MET, DraftKind.THANK_YOU, None),
        (MET, DraftKind.FOLLOW_UP, None),
        (OFFERED, DraftKind.TIME, Stance.ASKS_FOR_TIME),
        (OFFERED, DraftKind.QUESTIONS, None),
        (PROPOSED, DraftKind.INTERVIEW, None),
        (PROPOSED, DraftKind.ANOTHER_TIME, None),
        (REFERENCES_ASKED, DraftKind.REFERENCES, None),
        (MET, DraftKind.ANSWER, None),
        (OFFERED, DraftKind.DECLINE, Stance.DECLINES),
        (MET, DraftKind.WITHDRAW, Stance.WITHDRAWS),
        (replace(OFFERED, offer=Offer(OfferForm.TRIAL, at(1))), DraftKind.WITHDRAW, Stance.WITHDRAWS),
    ],
)
def test_a_draft_that_is_sent_is_read_as_what_it_is(
    application: Application, kind: DraftKind, stance: Stance | None
) -> None:
    """The Sent folder tells the watcher what the person did; its own words must not mislead it."""
    own = read_back(written(application, kind=kind, anyway=True))
    assert own.stance is stance
    assert own.another_time is (kind is DraftKind.ANOTHER_TIME)
    assert not own.applies
    if kind is DraftKind.THANK_YOU:
        assert own.thanks


def test_a_spoken_offer_is_accepted_only_by_the_line_that_the_person_keeps() -> None:
    """Without it nothing is accepted (DESIGN, section 4)."""
    made = written(replace(OFFERED, offer=Offer(OfferForm.SPOKEN, at(9))), kind=DraftKind.IN_WRITING)
    kept_out = re.sub(r"\[[^\]]+\]", "", made.text)
    assert read_back(replace(made, text=kept_out)).stance is None
