"""RDF to numbers: projections, paths, centrality, communities."""
