"""Page files to articles: read, mend the layout, cut."""
