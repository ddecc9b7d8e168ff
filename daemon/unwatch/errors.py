"""The two families of errors that unwatch raises on purpose; anything else is a defect and stops the process."""

from __future__ import annotations

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_CREDENTIALS = 77  # sysexits.h EX_NOPERM
EXIT_CONFIGURATION = 78  # sysexits.h EX_CONFIG


class UserError(Exception):
    """Something only the person can put right: one sentence, what to do, and the exit status.

    Shown without a traceback. The text never holds a secret or the text of a mail.
    """

    def __init__(self, message: str, *, hint: str = "", status: int = EXIT_FAILED) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.status = status

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ConfigurationError(UserError):
    """The TOML is missing, cannot be read, or holds mistakes; all of them, one in a line."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint, status=EXIT_CONFIGURATION)


class CredentialsRefused(UserError):
    """A server did not take the name and password that it was given."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint, status=EXIT_CREDENTIALS)


class Unavailable(Exception):
    """A server or a link is not there now; try again later. The text is safe to log."""
