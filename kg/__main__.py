"""``python -m kg`` is the command ``kg``."""

from kg.cli.app import main

main()
