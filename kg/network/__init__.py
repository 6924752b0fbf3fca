"""RDF to numbers: projections, paths, centrality, communities.

load_ties    the store's facts as ties between persons, bodies, events and policies; ``.within`` a time window
project      a network of them: people by shared events or bodies, people and bodies, bodies and policies
rank · communities · circle · path    what to ask of it, as frozen rows
"""

from kg.network.circle import Close, circle
from kg.network.measures import Community, Ranked, communities, rank
from kg.network.paths import Path, Sentence, Step, path, sentences
from kg.network.projection import Edge, Network, project
from kg.network.ties import Thing, Tie, Ties, load_ties

__all__ = [
    "Close",
    "Community",
    "Edge",
    "Network",
    "Path",
    "Ranked",
    "Sentence",
    "Step",
    "Thing",
    "Tie",
    "Ties",
    "circle",
    "communities",
    "load_ties",
    "path",
    "project",
    "rank",
    "sentences",
]
