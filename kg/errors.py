"""The errors that kg raises on purpose.

    KgError                 one line for the user: what, where, what to do     exit 1
    ├── UsageError          the call itself is off                             exit 2
    ├── InputError          a page, table or file cannot be read               exit 3
    │   └── MissingExtra    a reader or engine that is not installed           exit 3
    ├── DataError           a rule, list or ontology file breaks its schema    exit 3
    ├── StoreError          the store cannot be opened, read or written        exit 4
    │   └── StoreLocked     another process holds it                           exit 4
    ├── OutputError         a file asked for cannot be written                 exit 4
    ├── QueryError          a query cannot be parsed or bound                  exit 2
    └── QueryTimeout        a query took more time or memory than it may       exit 124
"""

from __future__ import annotations

import re


class KgError(Exception):
    """An error that its message explains; ``exit_code`` is what the command line returns for it."""

    exit_code = 1


class UsageError(KgError):
    """The call's words do not fit together."""

    exit_code = 2


class InputError(KgError):
    """Something that was to be read cannot be read."""

    exit_code = 3


class MissingExtra(InputError):
    """An optional part is needed and not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional part; install it with: pip install 'local-governance-kg[{extra}]'")


class DataError(KgError):
    """A rule file, a name list, a query file or an ontology file breaks its own schema."""

    exit_code = 3


class StoreError(KgError):
    """The store cannot be opened, read or written."""

    exit_code = 4


class StoreLocked(StoreError):
    """Another process has the store open for writing."""


class OutputError(KgError):
    """A file that was asked for cannot be written."""

    exit_code = 4


class QueryError(KgError):
    """A query is not valid SPARQL, names an unknown query or misses a parameter."""

    exit_code = 2


class QueryTimeout(KgError):
    """A query was stopped because it took more time or memory than it may, or because nobody waits for it any more."""

    exit_code = 124


_NUMBERED = re.compile(r" \(os error \d+\)$")


def why(error: Exception) -> str:
    """What went wrong in words; for an error of the system without its number and its path, which we name ourselves."""
    return (isinstance(error, OSError) and error.strerror) or _NUMBERED.sub("", str(error))
