"""Facts to RDF: terms, quads, store, named queries, export, validation."""
