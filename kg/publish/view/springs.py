"""Places for the nodes of one island: springs first, then boxes pushed apart until no label lies on another.

Everything is dense numpy over at most DENSE nodes, without any random number: the start is a sunflower, so the same
island always comes out the same.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]

# Beyond this many nodes in one island (a meeting with a thousand guests) springs cost more than they show.
DENSE: Final = 600
_GOLDEN_ANGLE: Final = np.pi * (3 - np.sqrt(5))


def sunflower(n: int) -> Floats:
    """``n`` points spread evenly over a disc of radius sqrt(n), the first in its centre. Shape (n, 2)."""
    ranks = np.arange(n, dtype=np.float64)
    radius, angle = np.sqrt(ranks), ranks * _GOLDEN_ANGLE
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def spring(n: int, pairs: Ints, weights: Floats, boxes: Floats) -> Floats:
    """Places (n, 2) by Fruchterman and Reingold's forces, in units of ``boxes``.

    ``pairs`` (m, 2) are the ends of the edges, ``weights`` (m,) how hard they pull, ``boxes`` (n, 2) width and height
    of each node with its label. Nodes come in order of importance: the first starts in the middle.
    """
    unit = float(np.sqrt(np.mean(boxes[:, 0] * boxes[:, 1]))) if n else 1.0
    places = sunflower(n)
    if n < 2 or n > DENSE:
        return places * unit
    pull = np.zeros((n, n), dtype=np.float32)
    np.add.at(pull, (pairs[:, 0], pairs[:, 1]), weights)
    pull = pull + pull.T
    # A hub must not swallow its leaves: the pull of an edge is shared among the edges of its busier end.
    load = pull.sum(0)
    pull *= 0.6 / np.sqrt(np.maximum(1.0, np.maximum(load[:, None], load[None, :])))
    x, y = (np.ascontiguousarray(axis) for axis in places.astype(np.float32).T)
    # The same four squares of memory in every round: allocating them anew takes five times as long as the sums.
    dx, dy, squared, force = (np.empty((n, n), dtype=np.float32) for _ in range(4))
    rounds = 100 if n <= 80 else 60
    for step in range(rounds):
        np.subtract(x[:, None], x[None, :], out=dx)
        np.subtract(y[:, None], y[None, :], out=dy)
        np.multiply(dx, dx, out=squared)
        np.multiply(dy, dy, out=dy)
        np.add(squared, dy, out=squared)
        np.maximum(squared, 0.0025, out=squared)
        np.divide(1.0, squared, out=force)
        np.sqrt(squared, out=squared)
        np.multiply(squared, pull, out=squared)
        np.subtract(force, squared, out=force)
        total = force.sum(1) - 0.02
        # Σ force·(x_i − x_j) without a third axis; the diagonal adds nothing because its difference is 0.
        # einsum rather than @: a BLAS may add in another order on another machine.
        move_x = x * total - np.einsum("ij,j->i", force, x)
        move_y = y * total - np.einsum("ij,j->i", force, y)
        length = np.maximum(np.sqrt(move_x * move_x + move_y * move_y), 1e-9)
        heat = 0.12 * float(np.sqrt(n)) * (1 - step / rounds) + 0.01
        share = np.minimum(length, heat) / length
        x, y = x + move_x * share, y + move_y * share
    return np.column_stack((x, y)).astype(np.float64) * (unit * 0.75)


def separate(places: Floats, boxes: Floats, rounds: int = 60) -> Floats:
    """The same places moved just so far that no two of the ``boxes`` centred on them overlap (or nearly none)."""
    n = len(places)
    if n < 2 or n > DENSE:
        return places
    # Coincident points have no direction to part in; a hair's breadth along the sunflower gives them one.
    x, y = (places + 1e-2 * sunflower(n)).astype(np.float32).T
    half_w, half_h = (boxes / 2).astype(np.float32).T
    reach_x, reach_y = half_w[:, None] + half_w[None, :], half_h[:, None] + half_h[None, :]
    np.fill_diagonal(reach_x, -1.0)
    dx, dy, over_x, over_y = (np.empty((n, n), dtype=np.float32) for _ in range(4))
    for _ in range(rounds):
        np.subtract(x[:, None], x[None, :], out=dx)
        np.subtract(y[:, None], y[None, :], out=dy)
        np.subtract(reach_x, np.abs(dx, out=over_x), out=over_x)
        np.subtract(reach_y, np.abs(dy, out=over_y), out=over_y)
        first, second = np.nonzero(np.minimum(over_x, over_y) > 0)
        if not len(first):
            break
        ox, oy = over_x[first, second], over_y[first, second]
        across = ox < oy
        push = np.where(across, ox, oy) * 0.35
        np.add.at(x, first[across], np.copysign(push, dx[first, second])[across])
        np.add.at(y, first[~across], np.copysign(push, dy[first, second])[~across])
    return np.column_stack((x, y)).astype(np.float64)
