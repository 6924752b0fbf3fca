"""The ontology for people: its terms as a table, and a reference page in one HTML file.

    terms_table()       every term with its labels and meaning, for ``kg ontology``
    reference_page()    the page for ``kg ontology --html FILE``: Chinese and English, light and dark, an anchor a term

pyLODE was tried: its current release does not import, and the last that does writes English beside Chinese without a
choice, knows no concept schemes in the same page and no dark mode.
"""

from __future__ import annotations

from kg.publish.reference.page import reference_page
from kg.publish.reference.vocabulary import TermRow, terms_table

__all__ = ["TermRow", "reference_page", "terms_table"]
