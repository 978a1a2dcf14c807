"""What each Incoterm means for the buyer, in a few plain words (Incoterms 2020)."""

from collections.abc import Mapping
from typing import Final

from core.text import LazyText, lazy
from shop.quotations.states import Incoterm

WORDS: Final[Mapping[Incoterm, LazyText]] = {
    Incoterm.EXW: lazy("you collect at the business"),
    Incoterm.FCA: lazy("handed to your carrier in Japan"),
    Incoterm.FAS: lazy("beside your ship in Japan"),
    Incoterm.FOB: lazy("on board your ship in Japan"),
    Incoterm.CFR: lazy("freight paid to your port"),
    Incoterm.CIF: lazy("freight and insurance paid to your port"),
    Incoterm.CPT: lazy("carriage paid to your place"),
    Incoterm.CIP: lazy("carriage and insurance paid to your place"),
    Incoterm.DAP: lazy("delivered to your place, import duty yours"),
    Incoterm.DPU: lazy("delivered and unloaded, import duty yours"),
    Incoterm.DDP: lazy("delivered with import duty paid"),
}
