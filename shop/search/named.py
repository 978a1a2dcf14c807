"""What filters and cards say of shelves, makers and countries, remembered until it changes."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.unit_of_work import UnitOfWork
from shop.catalogue import queries as catalogue
from shop.catalogue.queries import CategoryLine
from shop.export import queries as export
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


def named(uow: UnitOfWork, current: Current, locale: str) -> Named:
    """All shelves and makers in a language; read again when the catalogue has changed."""

    def read() -> Named:
        shelves = {one.id: one for one in catalogue.list_categories(uow, locale)}
        ids = [int(key) for key in np.unique(current.index.facts[:, MAKER])]
        return Named(shelves, storefronts.makers(uow, ids, locale))

    return current.remembered.get(("named", locale), current.shown_versions, read)


def open_profiles(uow: UnitOfWork, current: Current, country: str) -> frozenset[int]:
    """Kinds of goods that may be sent to a country today; read again when an answer changes."""

    def read() -> frozenset[int]:
        return export.open_profiles(uow, country)

    return current.remembered.get(("open", country), current.shown_versions, read)
