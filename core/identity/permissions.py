"""What may be done, by whom: `<area>:<thing>:<action>`."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from core.identity.models import Role


class Permission(StrEnum):
    # anyone
    PUBLIC = "public"
    SIGNED_IN = "shop:account:use"
    # a business's desk
    OFFICE_HOME = "office:home:view"
    OFFICE_STOREFRONT_EDIT = "office:storefront:edit"
    OFFICE_PRODUCTS_VIEW = "office:products:view"
    OFFICE_PRODUCTS_EDIT = "office:products:edit"
    OFFICE_STOCK_EDIT = "office:stock:edit"
    OFFICE_ORDERS_VIEW = "office:orders:view"
    OFFICE_ORDERS_SHIP = "office:orders:ship"
    OFFICE_FIGURES_VIEW = "office:figures:view"
    OFFICE_COUPONS_EDIT = "office:coupons:edit"
    OFFICE_LINKS_EDIT = "office:links:edit"
    OFFICE_ANSWERS_WRITE = "office:answers:write"
    OFFICE_MEMBERS_EDIT = "office:members:edit"
    OFFICE_AUDIT_VIEW = "office:audit:view"
    # the city's desk
    CITY_HOME = "city:home:view"
    CITY_ONBOARDING_DECIDE = "city:onboarding:decide"
    CITY_REPORTS_VIEW = "city:reports:view"
    CITY_SOURCES_EDIT = "city:sources:edit"
    CITY_TARGETS_EDIT = "city:targets:edit"
    CITY_COUPONS_EDIT = "city:coupons:edit"
    CITY_LINKS_EDIT = "city:links:edit"
    CITY_SEARCH_EDIT = "city:search:edit"
    CITY_GLOSSARY_EDIT = "city:glossary:edit"
    CITY_RETURNS_DECIDE = "city:returns:decide"
    CITY_REVIEWS_EDIT = "city:reviews:edit"
    CITY_NOTICES_EDIT = "city:notices:edit"
    CITY_DELIVERY_EDIT = "city:delivery:edit"
    CITY_EXPORT_EDIT = "city:export:edit"
    CITY_AUDIT_VIEW = "city:audit:view"
    CITY_PAYMENTS_CONFIRM = "city:payments:confirm"
    CITY_MEMBERS_EDIT = "city:members:edit"


_P = Permission
_EDITOR: Final = frozenset(
    {
        _P.OFFICE_HOME,
        _P.OFFICE_STOREFRONT_EDIT,
        _P.OFFICE_PRODUCTS_VIEW,
        _P.OFFICE_PRODUCTS_EDIT,
        _P.OFFICE_STOCK_EDIT,
        _P.OFFICE_ORDERS_VIEW,
        _P.OFFICE_ANSWERS_WRITE,
        _P.OFFICE_COUPONS_EDIT,
        _P.OFFICE_LINKS_EDIT,
    }
)
_SHIPPER: Final = frozenset(
    {
        _P.OFFICE_HOME,
        _P.OFFICE_PRODUCTS_VIEW,
        _P.OFFICE_STOCK_EDIT,
        _P.OFFICE_ORDERS_VIEW,
        _P.OFFICE_ORDERS_SHIP,
        _P.OFFICE_ANSWERS_WRITE,
    }
)
_ACCOUNTANT: Final = frozenset({_P.OFFICE_HOME, _P.OFFICE_ORDERS_VIEW, _P.OFFICE_FIGURES_VIEW})
_OWNER: Final = _EDITOR | _SHIPPER | _ACCOUNTANT | {_P.OFFICE_MEMBERS_EDIT, _P.OFFICE_AUDIT_VIEW}
_STAFF: Final = frozenset(p for p in Permission if p.startswith("city:")) - {_P.CITY_MEMBERS_EDIT}

ROLES: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.OWNER: _OWNER,
    Role.EDITOR: _EDITOR,
    Role.SHIPPER: _SHIPPER,
    Role.ACCOUNTANT: _ACCOUNTANT,
    Role.HELPER: _EDITOR | _SHIPPER,
    Role.CITY_STAFF: _STAFF,
    Role.CITY_ADMIN: _STAFF | {_P.CITY_MEMBERS_EDIT},
}


def needs_second_factor(permission: Permission) -> bool:
    """The city's desk opens only after a passkey or a one-time code."""
    return permission.startswith("city:")
