"""Page files to articles: read, mend the layout, cut.

    read_pages(paths, *, published="") -> Iterator[Page | Unread]
    cut_articles(page) -> tuple[Article, ...]
    quote_of(page_text, mended, start, end) -> Quote(start, end, text, pieces)
"""

from kg.corpus.cut import cut_articles
from kg.corpus.mend import Quote, quote_of
from kg.corpus.read import read_pages

__all__ = ["Quote", "cut_articles", "quote_of", "read_pages"]
