"""Sentences for the reasons that rows give, and names of the papers they ask for."""

from collections.abc import Mapping
from typing import Final

from core.text import LazyText, lazy

REASONS: Final[Mapping[str, LazyText]] = {
    "home": lazy("This is sent everywhere in Japan where the business delivers."),
    "not_checked": lazy("We have not yet checked whether this may be sent there."),
    "origin_not_entered": lazy(
        "The business has not yet said where this was made and packed, so nobody can say whether it may be sent there."
    ),
    "class_not_entered": lazy(
        "The business has not yet said what this counts as abroad, so it is sold in Japan only."
    ),
    "open": lazy("This may be sent there."),
    "open_sampled": lazy("This may be sent there. The country may take a sample when it arrives."),
    "ten_prefectures": lazy(
        "This country lets no food of this kind in that was caught, made or packed in certain prefectures of Japan, and this product is from one of them."
    ),
    "eight_prefectures": lazy(
        "This country lets no fish or shellfish in from certain prefectures of Japan, and this product is from one of them."
    ),
    "imports_halted": lazy(
        "This country does not let fish and shellfish from Japan in at present."
    ),
    "maker_registration": lazy(
        "This country only lets food in from makers that are registered there by number."
    ),
    "slow_clearance": lazy("Customs there may ask for more papers and take longer than usual."),
    "licence_names_origin": lazy(
        "It is inspected on arrival, and the import licence must name the same place of origin as the package."
    ),
    "origin_certificate": lazy("This country asks for a certificate of origin."),
    "radiation_certificate": lazy("This country asks for a radiation test report."),
    "legality_paper": lazy(
        "This country asks for one paper that shows that the fish was caught and handled lawfully."
    ),
    "maker_papers": lazy(
        "This country asks for proof that the maker works by good manufacturing practice."
    ),
    "puffer_banned": lazy("This country does not allow puffer fish."),
    "nuclear_lifted_only": lazy(
        "Rules because of the nuclear accident are lifted, but other rules of this country for food were not looked at."
    ),
    "prior_notice": lazy("This country must be told of each parcel of food before it arrives."),
    "importer_of_record": lazy(
        "This country only lets food for sale in through an importer who answers for it there."
    ),
    "haccp_plan": lazy("This country asks for the maker's food safety plan."),
    "mail_halted": lazy("Goods for sale cannot be mailed from Japan to this country at present."),
    "eu_establishment": lazy(
        "The European Union only lets fish and shellfish in from makers on its own list, with health and catch papers."
    ),
    "eu_small_parcel": lazy(
        "Whether a small parcel to a person in the European Union may be sold like this has not been checked with a lawyer yet."
    ),
    "eu_smoke": lazy(
        "The European Union limits smoke residues. Ordinary katsuobushi is above the limit; only goods made by a special process may be sent."
    ),
    "composite": lazy("Fish together with egg, milk or meat has rules of its own there."),
    "no_cold_lane": lazy("Chilled and frozen goods are only sent within Japan."),
    "alcohol_at_home_only": lazy("Alcohol is only sent within Japan."),
    "staff": lazy("The city has looked at this case."),
}
PAPERS: Final[Mapping[str, LazyText]] = {
    "origin": lazy("Certificate of origin"),
    "radiation": lazy("Radiation test report"),
    "health": lazy("Health certificate"),
    "catch": lazy("Catch certificate"),
    "gmp_haccp": lazy("Proof of good manufacturing practice"),
    "haccp_plan": lazy("Food safety plan"),
    "prior_notice": lazy("Prior notice number"),
    "importer": lazy("Importer of record"),
    "pah_test": lazy("Smoke residue test"),
    "registration_cn": lazy("Registration number of the maker in China"),
    "registration_eu": lazy("Approval number of the maker in the European Union"),
    "registration_gb": lazy("Approval number of the maker in Great Britain"),
    "registration_kr": lazy("Registration number of the maker in Korea"),
}
PROVIDABLE: Final = ("origin", "radiation", "health", "catch", "gmp_haccp", "haccp_plan")
"""Papers that a business may say it can get; numbers and tests have fields of their own."""
REGISTRIES: Final[Mapping[str, LazyText]] = {
    key.removeprefix("registration_").upper(): name
    for key, name in PAPERS.items()
    if key.startswith("registration_")
}


def papers_of(need: str) -> list[str]:
    """A need in the reader's language, one name for each paper that meets it."""
    return [str(PAPERS[key]) if key in PAPERS else key for key in need.split("|")]
