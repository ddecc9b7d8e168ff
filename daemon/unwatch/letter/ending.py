"""From the acceptance to the first day: watching goes on quietly, and ends with one last letter (letter.md C1c, d.3).

Pure. Only what is accepted and in writing ends a search (A6c), and only the first day ends the watching: until then a
job can be lost again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from unwatch.application import Application, Outcome
from unwatch.letter.records import LetterInput
from unwatch.letter.words import Dates
from unwatch_classifiers.records import OfferForm

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def accepted(applications: Iterable[Application]) -> Application | None:
    """Return the job that was accepted in writing, the latest of several; None while the search goes on."""
    ended = [one for one in applications if one.outcome is Outcome.ACCEPTED and _is_written(one)]
    return max(ended, key=lambda one: (one.outcome_at or _LONG_AGO, one.id), default=None)


def _is_written(application: Application) -> bool:
    return application.offer is not None and application.offer.form is OfferForm.WRITTEN


def first_day(application: Application) -> date | None:
    """Return when the job begins, as it was told last; None where no mail told it, and watching then goes on."""
    starts = application.offer.starts if application.offer else ()
    return starts[-1] if starts else None


def is_letter_due(applications: Iterable[Application], last_letter: date | None) -> bool:
    """Tell whether a letter is still to come, whatever its day: none after the first one on or after the first day.

    `last_letter` is the person's calendar day of the last letter that was written, None before the first. Once the
    person reopens the search there is no accepted job, and letters are due again.
    """
    job = accepted(applications)
    begins = first_day(job) if job else None
    return begins is None or last_letter is None or last_letter < begins


def job_of(given: LetterInput) -> Application | None:
    """Return the job that was accepted in writing, if there is one in this letter."""
    return accepted(told.application for told in given.applications)


def is_last(given: LetterInput, dates: Dates) -> bool:
    """Tell whether this is the last letter of the search."""
    job = job_of(given)
    begins = first_day(job) if job else None
    return begins is not None and begins <= dates.today
