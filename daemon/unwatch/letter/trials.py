"""The days of a trial on which a letter has something to tell: before its last day, and once in its middle.

Pure, by the person's calendar (letter.md C10f, C10g).
"""

from __future__ import annotations

from datetime import date

from unwatch.application import Application, Offer
from unwatch.letter.records import LetterInput
from unwatch.letter.words import Dates
from unwatch_classifiers.records import OfferForm


def trial_of(application: Application) -> Offer | None:
    """Return the trial that this application has come to, while it lasts or lies ahead."""
    offer = application.offer
    return offer if application.live and offer is not None and offer.form is OfferForm.TRIAL else None


def ends_before_the_next(application: Application, given: LetterInput, dates: Dates) -> bool:
    """Tell whether this is the last letter before the last day of a trial."""
    offer = trial_of(application)
    return offer is not None and offer.ends is not None and dates.today < offer.ends <= dates.day(given.next_letter)


def is_half_way(application: Application, given: LetterInput, dates: Dates) -> bool:
    """Tell whether this letter lies in a trial, and no other is nearer to its middle; of two equals the earlier."""
    offer = trial_of(application)
    if offer is None or offer.ends is None:
        return False
    begins = offer.starts[-1] if offer.starts else dates.day(offer.made)
    if not begins <= dates.today <= offer.ends:
        return False
    middle = begins + (offer.ends - begins) / 2
    before, after = _distance(dates.day(given.since), middle), _distance(dates.day(given.next_letter), middle)
    return before > _distance(dates.today, middle) <= after


def has_trial_line(application: Application, given: LetterInput, dates: Dates) -> bool:
    """Tell whether this letter has a day of the trial to tell, whether or not anybody wrote."""
    return ends_before_the_next(application, given, dates) or is_half_way(application, given, dates)


def _distance(day: date, middle: date) -> int:
    return abs((day - middle).days)
