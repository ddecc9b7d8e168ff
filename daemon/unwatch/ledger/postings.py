"""The postings that mails held, for the day on which the advertisement is gone (letter.md C7a, C9d)."""

from __future__ import annotations

from unwatch.ledger.database import Database
from unwatch_classifiers.posting import Posting


class PostingStore:
    """Keeps the posting of each message that held one; it belongs to the application that the message belongs to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, content_id: str, posting: Posting) -> None:
        """Keep the posting of a recorded message; a second time replaces the first."""
        with self._database.transaction() as sql:
            sql.execute(
                "INSERT OR REPLACE INTO posting (content_id, title, text, link) VALUES (?, ?, ?, ?)",
                (content_id, posting.title, posting.text, posting.link),
            )

    def of_application(self, application_id: int) -> list[Posting]:
        """Return the postings of an application, that of its earliest message first."""
        rows = self._database.connection.execute(
            "SELECT posting.title, posting.text, posting.link FROM posting"
            " JOIN event ON event.content_id = posting.content_id"
            " WHERE event.application_id = ? AND event.stands = 1 ORDER BY event.at, event.id",
            (application_id,),
        )
        return [Posting(row["text"], row["link"], row["title"]) for row in rows]
