"""Page files to articles: read, mend the layout, cut.

    read_pages(paths, *, published="", columns=None, report=None, recall=None) -> Iterator[Page | Unread]
    count_inputs(paths) -> int cut_articles(page) -> tuple[Article, ...]

``ReadReport`` collects what reading assumed and which files are no pages; ``Columns`` names the columns of a table of
articles; ``Recall`` knows files that were read before.
"""

from kg.corpus.cut import cut_articles
from kg.corpus.find import ReadReport, count_inputs
from kg.corpus.read import read_pages
from kg.corpus.recall import Recall
from kg.corpus.tables import Columns

__all__ = ["Columns", "ReadReport", "Recall", "count_inputs", "cut_articles", "read_pages"]
