"""The parts of reading a mail: limits first, then its tree, its text, its quotes, its calendars.

Everything here takes bytes or text of strangers. It is bounded, obeys nothing, and touches no disk and no network.
"""
