"""The log: one line for each thing that happened, named `noun.past_verb`, with data as keys.

A terminal gets lines for people, the journal gets JSON. Whatever passes through, ours or a library's, is made safe in
the end: known secrets are taken out in every dress in which protocols send them, control characters are escaped, long
values are cut, and an exception is told by its type and its way through the code, not by what it carried.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from collections.abc import Mapping
from datetime import date, time
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from unwatch.errors import Unavailable, UserError
from unwatch.redaction import Redactor, escape

_LONGEST_VALUE = 200
_LONGEST_WAY = 2000
_LIBRARIES = {
    "imapclient": logging.WARNING,  # below, it prints messages
    "imaplib": logging.WARNING,
    "mailparser": logging.CRITICAL,  # it logs parts of mail that it does not understand, as errors
    "apscheduler": logging.WARNING,
}
_redactor = Redactor()


class _Handler(logging.StreamHandler[TextIO]):
    """Ours, to be known again."""


def configure(level: str = "info", format: str = "auto", stream: TextIO | None = None) -> None:  # noqa: A002 - the setting's name
    """Send everything to one stream (standard error by default), in one form; may be called again.

    `level` and `format` are as in the settings. Uncaught exceptions of all threads end in the log, too.
    """
    handler = _Handler(stream or sys.stderr)
    handler.setFormatter(_formatter(_as_lines_for_people(format, handler.stream), handler.stream))
    root = logging.getLogger()
    root.handlers = [*(one for one in root.handlers if not isinstance(one, _Handler)), handler]
    root.setLevel(level.upper())
    logging.raiseExceptions = False  # a record that cannot be made would be printed raw, secrets and all
    for name, least in _LIBRARIES.items():
        logging.getLogger(name).setLevel(least)
    logging.captureWarnings(capture=False)  # whoever has changed since then where warnings go is overruled
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[*_common(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    sys.excepthook = _on_defect
    threading.excepthook = lambda caught: _on_defect(caught.exc_type, caught.exc_value, caught.exc_traceback)


def register_secret(value: str, user: str | None = None) -> None:
    """Never show this secret from now on; with the user's name it is also known in the dress of SASL (RFC 4616)."""
    _redactor.register(value, user)


def _formatter(for_people: bool, stream: TextIO) -> structlog.stdlib.ProcessorFormatter:
    colours = stream.isatty() and not os.environ.get("NO_COLOR")
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=structlog.dev.plain_traceback)
        if for_people
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_common(),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _make_safe, renderer],
    )


def _as_lines_for_people(form: str, stream: TextIO) -> bool:
    return form == "console" or (form == "auto" and stream.isatty())


def _common() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _tell_exception,
    ]


def _tell_exception(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:  # noqa: ARG001 - structlog's
    """Replace an exception by its type and its way, so that neither locals nor what it carried are shown."""
    given = event.pop("exc_info", None)
    caught = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(caught, BaseException):
        event["exception"] = _told(caught)
    event.pop("stack_info", None)
    return event


def _told(caught: BaseException) -> str:
    """Say what an exception is. Only our own two families have texts that are known to hold no mail (errors.py)."""
    what = (
        f"{type(caught).__name__}: {caught}" if isinstance(caught, UserError | Unavailable) else type(caught).__name__
    )
    steps = traceback.extract_tb(caught.__traceback__)[-12:]
    way = " > ".join(f"{step.filename.rpartition('/')[2]}:{step.lineno} {step.name}" for step in steps)
    cause = caught.__cause__ or (None if caught.__suppress_context__ else caught.__context__)
    return f"{what} ({way})" + (f" from {type(cause).__name__}" if cause else "")


def _make_safe(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:  # noqa: ARG001 - structlog's
    """Clean every value; the last step before the text is made."""
    in_order = {key: event[key] for key in ("timestamp", "level", "event") if key in event} | dict(event)
    return {
        key: _safe(value, _LONGEST_WAY if key == "exception" else _LONGEST_VALUE) for key, value in in_order.items()
    }


def _safe(value: object, longest: int) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {escape(str(key), longest): _safe(one, longest) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_safe(one, longest) for one in value]
    return escape(_redactor.clean(_text(value)), longest)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _on_defect(
    kind: type[BaseException] | None,
    caught: BaseException | None,
    way: TracebackType | None,  # noqa: ARG001 - the hook's form
) -> Any:
    """Log an exception that nobody caught as one line; being asked to stop is none."""
    if kind is not None and issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    structlog.get_logger("unwatch").critical("process.failed", exc_info=caught)
