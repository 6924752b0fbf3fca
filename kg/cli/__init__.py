"""The command line: click only. A command parses, calls one function of a room, and writes what comes back.

    app        the group, and the one place where an error becomes a line and an exit code
    options    what several commands share: --store, --json, --quiet, days, files to write
    output     tables, CSV and JSON on stdout; files written whole or not at all
    …          one module a group of commands, listed in ``app.COMMANDS`` and imported when called

Conventions: data on stdout, talk on stderr; exit codes 0 fine, 1 a check failed, 2 usage, 3 input, 4 store or output,
124 time-out, 130 interrupted.
"""

from kg.cli.app import main

__all__ = ["main"]
