"""Free ground: a grid on which islands are set down without touching, each close to where it wants to lie."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


class Ground:
    """A square grid of cells. An island takes a plus-shaped set of cells: a box without its four corners."""

    def __init__(self, sizes: npt.NDArray[np.float64], stretch: float) -> None:
        """For islands of ``sizes`` (k, 2); ``stretch`` is how much wider than high the whole becomes."""
        area = float(np.prod(sizes, axis=1).sum()) if len(sizes) else 1.0
        self.cell = max(24.0, float(np.sqrt(area)) / 110)
        side = float(np.sqrt(area)) * 2.2 + 2 * float(sizes.max(initial=1.0))
        self.side = int(np.ceil(side / self.cell)) | 1
        self.stretch = stretch
        self.taken = np.zeros((self.side, self.side), dtype=bool)
        self._sum = np.zeros((self.side + 1, self.side + 1), dtype=np.int32)

    def put(self, size: npt.NDArray[np.float64], wish: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Take the free spot for an island of ``size`` nearest to ``wish``; returns its centre."""
        w, h = (min(self.side, int(np.ceil(s / self.cell)) + 1) for s in size)
        bars = _plus(w, h)
        free = np.ones((self.side - h + 1, self.side - w + 1), dtype=bool)
        total = self._sum
        for x, y, bw, bh in bars:
            rows, cols = free.shape
            top, bottom = total[y : y + rows], total[y + bh : y + bh + rows]
            free &= (bottom[:, x + bw : x + bw + cols] - top[:, x + bw : x + bw + cols]
                     - bottom[:, x : x + cols] + top[:, x : x + cols]) == 0
        half = self.side / 2
        across = (np.arange(free.shape[1]) + w / 2 - half) * self.cell - wish[0]
        down = (np.arange(free.shape[0]) + h / 2 - half) * self.cell - wish[1]
        away = (across / self.stretch)[None, :] ** 2 + (down**2)[:, None]
        row, col = divmod(int(np.argmin(np.where(free, away, np.inf))), free.shape[1])
        for x, y, bw, bh in bars:
            self.taken[row + y : row + y + bh, col + x : col + x + bw] = True
        np.cumsum(np.cumsum(self.taken, axis=0), axis=1, out=self._sum[1:, 1:])
        return np.array([(col + w / 2 - half) * self.cell, (row + h / 2 - half) * self.cell])


def _plus(w: int, h: int) -> tuple[tuple[int, int, int, int], ...]:
    """The bars (x, y, width, height) of a box ``w`` by ``h`` whose corners are left free for smaller neighbours."""
    if w < 5 or h < 5:
        return ((0, 0, w, h),)
    cut_x, cut_y = w // 6, h // 6
    return ((0, cut_y, w, h - 2 * cut_y), (cut_x, 0, w - 2 * cut_x, h))
