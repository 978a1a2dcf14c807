"""What the trail of changes calls what this package writes into it."""

from collections.abc import Mapping
from typing import Final

from core.text import LazyText, lazy

ACTIONS: Final[Mapping[str, LazyText]] = {
    "shop:application:send": lazy("Application to sell sent"),
    "city:application:reviewing": lazy("Application looked at"),
    "city:application:approved": lazy("Application approved"),
    "city:application:refused": lazy("Application refused"),
    "city:application:withdrawn": lazy("Application withdrawn"),
    "office:order:confirm": lazy("Order accepted"),
    "office:storefront:open": lazy("Shop page opened"),
    "office:storefront:closed": lazy("Shop page closed"),
    "office:storefront:update": lazy("Particulars of the shop changed"),
    "office:licence:file": lazy("Licence filed"),
    "office:storefront:write": lazy("Words of the shop page written"),
    "office:storefront:photo": lazy("Photo of the shop changed"),
    "office:delivery:choose": lazy("Carriers and gifts chosen"),
    "office:delivery_rate:set": lazy("Delivery fee set"),
    "office:delivery_rate:stop": lazy("Delivery fee taken away"),
    "office:stock:received": lazy("Goods came in"),
    "office:stock:counted": lazy("Stock counted"),
    "office:stock:corrected": lazy("Stock corrected"),
    "office:stock:returned": lazy("Goods came back"),
    "office:catalogue_import:done": lazy("Catalogue file taken over"),
    "office:catalogue_import:stopped": lazy("Catalogue file taken over in part"),
    "office:catalogue_import:refused": lazy("Catalogue file refused"),
}
KINDS: Final[Mapping[str, LazyText]] = {
    "application": lazy("Application"),
    "storefront": lazy("Shop page"),
    "catalogue_import": lazy("Catalogue file"),
}
