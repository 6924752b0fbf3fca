"""Page files to articles: read, mend the layout, cut.

    read_pages(paths, *, published="") -> Iterator[Page | Unread]
    cut_articles(page) -> tuple[Article, ...]
"""

from kg.corpus.cut import cut_articles
from kg.corpus.read import read_pages

__all__ = ["cut_articles", "read_pages"]
