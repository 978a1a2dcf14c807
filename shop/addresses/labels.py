"""What the fields of an address are called, by the kind of place that a country has there."""

from collections.abc import Mapping
from typing import Final

from core.text import LazyText, lazy

FIELDS: Final = (
    "family_name",
    "given_name",
    "family_kana",
    "given_kana",
    "company",
    "postal_code",
    "region",
    "city",
    "area",
    "street",
    "building",
    "phone",
)
"""Every field that some country has; an address is stored as a mapping of these."""

LABELS: Final[Mapping[str, LazyText]] = {
    "family_name": lazy("Family name"),
    "given_name": lazy("Given name"),
    "family_kana": lazy("Family name in kana"),
    "given_kana": lazy("Given name in kana"),
    "company": lazy("Company or organisation"),
    "postal_code": lazy("Postal code"),
    "region": lazy("Province or region"),
    "city": lazy("City or district"),
    "area": lazy("Part of the city"),
    "street": lazy("Street and number"),
    "building": lazy("Building and room"),
    "phone": lazy("Telephone"),
}
AUTOCOMPLETE: Final[Mapping[str, str]] = {
    "family_name": "family-name",
    "given_name": "given-name",
    "company": "organization",
    "postal_code": "postal-code",
    "region": "address-level1",
    "city": "address-level2",
    "area": "address-level3",
    "street": "address-line1",
    "building": "address-line2",
    "phone": "tel",
}
REGIONS: Final[Mapping[str, LazyText]] = {
    "area": lazy("Area"),
    "county": lazy("County"),
    "department": lazy("Department"),
    "district": lazy("District"),
    "do_si": lazy("Province or metropolitan city"),
    "emirate": lazy("Emirate"),
    "island": lazy("Island"),
    "oblast": lazy("Oblast"),
    "parish": lazy("Parish"),
    "prefecture": lazy("Prefecture"),
    "province": lazy("Province"),
    "state": lazy("State or territory"),
}
CITIES: Final[Mapping[str, LazyText]] = {
    "city": lazy("City"),
    "district": lazy("District"),
    "post_town": lazy("Town or city"),
    "suburb": lazy("Suburb"),
}
AREAS: Final[Mapping[str, LazyText]] = {
    "district": lazy("District"),
    "neighborhood": lazy("Neighbourhood"),
    "suburb": lazy("Suburb"),
    "townland": lazy("Townland"),
    "village_township": lazy("Village or township"),
}
POSTAL_CODES: Final[Mapping[str, LazyText]] = {
    "eircode": lazy("Eircode"),
    "pin": lazy("PIN code"),
    "postal": lazy("Postal code"),
    "zip": lazy("ZIP code"),
}
OWN: Final[Mapping[str, Mapping[str, LazyText]]] = {
    "JP": {"region": lazy("Prefecture"), "city": lazy("City, ward or town")},
    "TW": {"region": lazy("County or city"), "city": lazy("District or township")},
    "HK": {"region": lazy("Hong Kong Island, Kowloon or New Territories")},
    "TH": {"city": lazy("District"), "area": lazy("Subdistrict")},
    "KR": {"city": lazy("City or district")},
    "CN": {"area": lazy("District or county")},
}
"""Where a country's people call a field otherwise than its kind does."""
