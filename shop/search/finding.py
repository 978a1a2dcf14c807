"""A search in the index: what is meant, which products answer, in which order."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shop.search.bridge import cross
from shop.search.index import Index
from shop.search.ranking import Hit, Ranking
from shop.search.synonyms import Synonyms
from shop.search.understanding import Interpreter, Understood

Slots = NDArray[np.int64]
NOWHERE: Final = np.empty(0, np.int64)
BELOW: Final = 0.25
"""What was not compared name by name scores this part of its share of the query."""


@dataclass(frozen=True)
class Finding:
    """What was understood, and everything that answers: in order, and with scores."""

    understood: Understood
    answers: Slots = field(default_factory=lambda: NOWHERE)
    """Places of all that answers, whatever may be shown of it."""
    hits: list[Hit] = field(default_factory=list[Hit])
    """What answers and may be shown, best first."""


def find(
    index: Index,
    synonyms: Synonyms,
    typed: str,
    locale: str,
    *,
    only: NDArray[np.bool_] | None = None,
    is_unfinished: bool = False,
) -> Finding:
    """Products that answer, best first; `only` says which of them may be shown."""
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
    answers = np.union1d(answers, np.array([hit.slot for hit in crossed], np.int64))
    compared = [hit for hit in known.values() if only is None or only[hit.slot]]
    others = np.setdiff1d(answers if only is None else answers[only[answers]], list(known))
    rest = [
        Hit(int(slot), int(index.product_ids[slot]), BELOW * reached, reached)
        for slot in others
        for reached in [float(ranking.reached[slot])]
    ]
    in_order = sorted(compared, key=lambda hit: hit.order)
    return Finding(understood, answers, [*in_order, *sorted(rest, key=lambda hit: hit.order)])
