"""How signs, wording and encoder are weighed together, and which language a mail is in."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwatch_classifiers.labels.language import language_of, languages
from unwatch_classifiers.labels.weighing import LEAST, Weights, load, weighed, weights_of
from unwatch_classifiers.records import Label

EVEN = {label: math.log(1 / len(Label)) for label in Label}
PLAIN = Weights(((1.0,) * len(Label),), (0.0,) * len(Label))


def saying(label: Label, sure: float) -> dict[Label, float]:
    rest = math.log((1 - sure) / (len(Label) - 1))
    return {one: math.log(sure) if one is label else rest for one in Label}


def test_a_voice_that_is_not_sure_changes_nothing() -> None:
    """Shares that are even leave what the other voice says."""
    two = Weights(((1.0,) * len(Label), (1.0,) * len(Label)), (0.0,) * len(Label))
    offer = saying(Label.OFFER, 0.8)
    assert weighed(two, [offer, EVEN])[Label.OFFER] == pytest.approx(math.log(0.8))


def test_the_shares_make_up_one() -> None:
    """What comes out is a confidence."""
    assert sum(math.exp(one) for one in weighed(PLAIN, [saying(Label.OFFER, 0.6)]).values()) == pytest.approx(1.0)


def test_no_voice_can_rule_anything_out() -> None:
    """However impossible one voice finds a label, its word counts as much as the least there is."""
    never = EVEN | {Label.OFFER: -500.0}
    least = EVEN | {Label.OFFER: LEAST}
    assert weighed(PLAIN, [never]) == weighed(PLAIN, [least])


def test_a_language_without_weights_is_weighed_as_the_usual_one() -> None:
    """A new language works before it has been learned."""
    assert weights_of("tlh", 3) is load()["en/3"]


@pytest.mark.parametrize("language", sorted(languages()))
@pytest.mark.parametrize("voices", [2, 3])
def test_every_language_has_its_weights(language: str, voices: int) -> None:
    """With the encoder and without; no voice speaks against what it hears on the whole."""
    weights = load()[f"{language}/{voices}"]
    assert len(weights.voices) == voices
    assert all(sum(voice) > 0 for voice in weights.voices)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Could you come by on Tuesday? We would be glad.", "en"),
        ("Können Sie am Dienstag vorbeikommen? Wir würden uns freuen.", "de"),
        ("passt dir der 10. um 9? lg", "de"),
        ("", "en"),
        ("12:30 / 14:00", "en"),
    ],
)
def test_a_language_is_known_by_its_small_words(text: str, language: str) -> None:
    """Even a short mail has some; one that has none is read as English."""
    assert language_of(text) == language


@given(st.text(max_size=300))
def test_any_text_has_a_language(text: str) -> None:
    """There is always one to read it in."""
    assert language_of(text) in languages()
