"""A search in the index: what is meant, which products answer, in which order."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shop.search.bridge import cross
from shop.search.index import Index
from shop.search.ranking import Hit, Ranking, best_of
from shop.search.synonyms import Synonyms
from shop.search.understanding import Interpreter, Understood

Slots = NDArray[np.int64]
NOWHERE: Final = np.empty(0, np.int64)
BELOW: Final = 0.25
"""What was not compared name by name scores this part of its share of the query."""


@dataclass(frozen=True)
class Finding:
    """What was understood, and everything that answers."""

    understood: Understood
    answers: Slots = field(default_factory=lambda: NOWHERE)
    """Places of all that answers, whatever may be shown of it."""
    compared: list[Hit] = field(default_factory=list[Hit])
    """What may be shown and was compared name by name, best first."""
    others: list[Hit] = field(default_factory=list[Hit])
    """What follows: as much of it as was asked for."""
    total: int = 0

    def page(self, first: int, size: int) -> list[Hit]:
        """Some of the hits, in order."""
        return [*self.compared, *self.others][first : first + size]


def find(
    index: Index,
    synonyms: Synonyms,
    typed: str,
    locale: str,
    *,
    only: NDArray[np.bool_] | None = None,
    most: int = 0,
    is_unfinished: bool = False,
) -> Finding:
    """Products that answer, best first; `only` says which may be shown, `most` how far it goes."""
    understood = Interpreter(index, synonyms, locale).understand(typed, is_unfinished=is_unfinished)
    if not understood.readings or not index.size:
        return Finding(understood)
    ranking = Ranking(index, understood.readings, locale)
    answers = ranking.answers()
    hits = ranking.hits(answers)
    crossed = cross(index, hits, understood.readings, ranking.scale)
    if only is not None:
        hits += ranking.hits(answers[only[answers]])
    known: dict[int, Hit] = {}
    for hit in (*hits, *crossed):
        if hit.slot not in known or known[hit.slot].score < hit.score:
            known[hit.slot] = hit
    compared = [hit for hit in known.values() if only is None or only[hit.slot]]
    compared.sort(key=lambda hit: hit.order)
    answers = _with(answers, crossed, len(index.product_ids))
    shown = answers if only is None else answers[only[answers]]
    missing = most - len(compared)
    others = _others(ranking, shown, known, missing) if missing > 0 else []
    return Finding(understood, answers, compared, others, len(shown))


def _with(answers: Slots, crossed: list[Hit], size: int) -> Slots:
    """The answers and what was found across languages, in the order of places."""
    are_there = np.zeros(size, np.bool_)
    are_there[answers] = True
    are_there[[hit.slot for hit in crossed]] = True
    return np.nonzero(are_there)[0]


def _others(ranking: Ranking, shown: Slots, known: dict[int, Hit], most: int) -> list[Hit]:
    """What was not compared name by name, by its share of the query."""
    index = ranking.index
    are_left = np.zeros(len(index.product_ids), np.bool_)
    are_left[shown] = True
    are_left[list(known)] = False
    left = np.nonzero(are_left)[0]
    return [
        Hit(int(slot), int(index.product_ids[slot]), BELOW * reached, reached)
        for slot in best_of(index, left, ranking.reached[left], most, in_order=True)
        for reached in [float(ranking.reached[slot])]
    ]
