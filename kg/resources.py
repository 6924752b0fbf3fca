"""Where the files that belong to the program lie: ``seeds/`` and ``ontology/``.

In a checkout they stand beside the package; in an installed wheel they are carried inside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_HOMES = (_PACKAGE / "_data", _PACKAGE.parent)


def resource(relative: str) -> Path:
    """The path of ``seeds/…`` or ``ontology/…``; FileNotFoundError if the installation lacks it."""
    for home in _HOMES:
        path = home / relative
        if path.exists():
            return path
    raise FileNotFoundError(f"{relative} is missing from this installation of kg; install it again")
