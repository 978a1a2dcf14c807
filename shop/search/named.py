"""Shelves and makers as filters and cards name them, kept until one of them changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from core.unit_of_work import UnitOfWork
from shop.catalogue import queries as catalogue
from shop.catalogue.queries import CategoryLine
from shop.search.current import MAKER, Current
from shop.search.facets import NONE
from shop.storefronts import queries as storefronts
from shop.storefronts.queries import Maker


@dataclass(frozen=True)
class Named:
    """Shelves in their order, and the makers of what can be found."""

    shelves: Mapping[int, CategoryLine]
    makers: Mapping[int, Maker]

    def shelf(self, key: str) -> int:
        return next((one.id for one in self.shelves.values() if one.key == key), NONE)

    def maker(self, slug: str) -> int:
        return next((key for key, one in self.makers.items() if one.slug == slug), NONE)


_Kept = dict[str, tuple[tuple[int, ...], Named]]
_kept: WeakKeyDictionary[object, _Kept] = WeakKeyDictionary()


def named(uow: UnitOfWork, current: Current, locale: str) -> Named:
    """All shelves and makers in a language; read again when the catalogue has changed."""
    kept = _kept.setdefault(uow.session.get_bind(), {})
    found = kept.get(locale)
    if found is None or found[0] != current.shown_versions:
        shelves = {one.id: one for one in catalogue.list_categories(uow, locale)}
        ids = [int(key) for key in np.unique(current.index.facts[:, MAKER])]
        made = Named(shelves, storefronts.makers(uow, ids, locale))
        found = kept[locale] = (current.shown_versions, made)
    return found[1]
