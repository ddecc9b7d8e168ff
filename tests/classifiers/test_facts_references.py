"""How many referees are wanted."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please send us two referees.", 2),
        ("Could you provide three professional references?", 3),
        ("We need the details of 3 references.", 3),
        ("Please send two or three references.", 3),
        ("Could you give us a couple of people we may contact?", 2),
        ("Please give us a reference from your last manager.", 1),
        ("Could you send me the names and numbers of Ann and Bob?", 2),
        ("Do you have phone numbers for Ann Okoro, Bob Lee and Cy Dunn?", 3),
        ("Please provide three (3) references.", 3),
        ("Could you arrange for three letters of recommendation?", 3),
        ("Can u give me 2 people I can ring about you?", 2),
        ("Who are two welders that have watched you on a roof?", 2),
        ("I'd like to ring your last two head chefs.", 2),
        ("Your last 2 chefs, please, with numbers.", 2),
        ("The scheme demands 3, covering five years.", 3),
        ("Two will do; three people if you like.", 2),
        ("Give us 3 pages people can read about you.", None),
        ("Please send your references; someone who taught you is best.", None),
        ("The board calls for three, with a named person at each.", 3),
        ("HR wants a pair of people who signed off your work.", 2),
        ("Three (3) referees, please, of whom 1 must be a manager.", 3),
        ("Kindly fill in details of 4 (four) professional referees.", 4),
        ("Who may we ask? One from your old shop and one from the club.", 2),
        ("Could you put me in touch with a foreman and a surveyor you worked for?", 2),
        ("One above and one below, who would vouch for you?", 2),
        ("Mrs Bell has answered; now we need a second referee.", 2),
        ("You were told two references; two will do, no more.", 2),
        ("One of your referees has moved and a replacement is needed.", 1),
        ("Who was your last gaffer and what's his number?", 1),
        ("Is there some sensible person I might telephone about you?", 1),
        ("We need somebody who has seen you teach. Just the one name.", 1),
        ("The rules say there must be two bits of paper from folk you worked under.", 2),
        ("I called your list: 2 of 3 are back, could you nudge the last?", None),
        ("May we take up the two names you gave?", None),
        ("Do we have your permission to contact your current employer for a reference?", None),
        ("It takes two minutes and covers the last five years.", None),
        ("Please send your references.", None),
        ("Could you send me the number of Ann?", None),
        ("Could you send references within two weeks?", None),
    ],
)
def test_counts_the_referees_wanted(text: str, expected: int | None) -> None:
    """Named people are counted by name (letter.md C11d); no number is no guess."""
    assert read_facts(mail(text), Label.REFERENCE_REQUEST).referees_wanted == expected


def test_a_subject_counts_where_the_text_does_not() -> None:
    """ "Two names, please", and below it only where to send them."""
    found = read_facts(mail("By Friday if you can.", subject="Three referees, please"), Label.REFERENCE_REQUEST)

    assert found.referees_wanted == 3


def test_other_mail_must_ask_for_referees_in_so_many_words() -> None:
    """Two people on a panel are no referees."""
    asked = read_facts(mail("Please bring two references."), Label.SCHEDULING)
    panel = read_facts(mail("Please ask for two people at the desk."), Label.SCHEDULING)

    assert (asked.referees_wanted, panel.referees_wanted) == (2, None)


def test_a_receipt_wants_no_referees() -> None:
    """Only a mail that can ask for them does."""
    assert read_facts(mail("We have your two references."), Label.ACKNOWLEDGEMENT).referees_wanted is None
