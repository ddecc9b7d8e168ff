"""unwatch watches a job seeker's inbox so that they need not."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("unwatch")
except PackageNotFoundError:  # run from a checkout that is not installed
    __version__ = "0"
