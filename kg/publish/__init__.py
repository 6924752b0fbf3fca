"""RDF and numbers to people: the interactive page, the server."""
