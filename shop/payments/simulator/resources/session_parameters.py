"""The parameters with which a Checkout Session is made."""

from __future__ import annotations

from shop.payments.simulator.errors import BadParameter
from shop.payments.simulator.methods import KNOWN_NAMES
from shop.payments.simulator.parameters import (
    Choice,
    Email,
    Fields,
    ListOf,
    Metadata,
    NotCarried,
    Text,
    Url,
    WholeNumber,
    YesNo,
)

_LOCALES = (
    "auto",
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "en-GB",
    "es",
    "es-419",
    "et",
    "fi",
    "fil",
    "fr",
    "fr-CA",
    "hi-IN",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "lt",
    "lv",
    "ms",
    "mt",
    "nb",
    "nl",
    "pl",
    "pt",
    "pt-BR",
    "ro",
    "ru",
    "sk",
    "sl",
    "sv",
    "th",
    "tr",
    "vi",
    "zh",
    "zh-HK",
    "zh-TW",
)
_OTHER_CURRENCIES = ("aud", "cny", "eur", "gbp", "hkd", "krw", "sgd", "thb", "twd", "usd")
_SUBMIT_TYPES = ("auto", "pay")

_ADDRESS = Fields(
    {name: Text() for name in ("city", "country", "line1", "line2", "postal_code", "state")},
    required=("line1",),
)
_SHIPPING = Fields(
    {
        "address": _ADDRESS,
        "carrier": Text(),
        "name": Text(),
        "phone": Text(),
        "tracking_number": Text(),
    },
    required=("address", "name"),
)
_PRODUCT_DATA = Fields(
    {
        "description": Text(),
        "images": ListOf(Url(), maximum=8),
        "metadata": Metadata(),
        "name": Text(),
        "tax_code": Text(),
        "tax_details": NotCarried(),
        "unit_label": Text(),
    },
    required=("name",),
)
_PRICE_DATA = Fields(
    {
        "currency": Choice(("jpy",), _OTHER_CURRENCIES),
        "product": NotCarried(),
        "product_data": _PRODUCT_DATA,
        "recurring": NotCarried(),
        "tax_behavior": Choice(("exclusive", "inclusive", "unspecified")),
        "unit_amount": WholeNumber(0, 99_999_999),
        "unit_amount_decimal": NotCarried(),
    },
    required=("currency", "product_data", "unit_amount"),
)
_LINE_ITEM = Fields(
    {
        "adjustable_quantity": NotCarried(),
        "metadata": Metadata(),
        "price": NotCarried(),
        "price_data": _PRICE_DATA,
        "quantity": WholeNumber(1, 999_999),
        "tax_rates": NotCarried(),
    },
    required=("price_data", "quantity"),
)
_PAYMENT_INTENT_DATA = Fields(
    {
        "application_fee_amount": NotCarried(),
        "capture_method": Choice(("automatic", "automatic_async", "manual")),
        "description": Text(1000),
        "metadata": Metadata(),
        "on_behalf_of": NotCarried(),
        "receipt_email": Email(),
        "setup_future_usage": NotCarried(),
        "shipping": _SHIPPING,
        "statement_descriptor": NotCarried(),
        "statement_descriptor_suffix": Text(22),
        "transfer_data": NotCarried(),
        "transfer_group": Text(),
    }
)
_CARD_OPTIONS = Fields(
    {
        "capture_method": NotCarried(),
        "installments": NotCarried(),
        "request_three_d_secure": Choice(("any", "automatic", "challenge")),
        "restrictions": NotCarried(),
        "setup_future_usage": NotCarried(),
        "statement_descriptor_suffix_kana": Text(22),
        "statement_descriptor_suffix_kanji": Text(17),
    }
)
_METHOD_OPTIONS = Fields(
    {
        "card": _CARD_OPTIONS,
        "konbini": Fields(
            {"expires_after_days": WholeNumber(1, 60), "setup_future_usage": Choice(("none",))}
        ),
        "wechat_pay": Fields(
            {
                "app_id": Text(),
                "client": Choice(("web",), ("android", "ios")),
                "setup_future_usage": Choice(("none",)),
            },
            required=("client",),
        ),
    }
    | {name: NotCarried() for name in KNOWN_NAMES if name not in {"card", "konbini", "wechat_pay"}}
)
_REMOVED = BadParameter(
    "The `payment_method_types` parameter is no longer supported. Use "
    "`allowed_payment_method_types` to filter the payment methods that are offered.",
    "payment_method_types",
    "payment_method_types_no_longer_supported",
)
_NOT_CARRIED = (
    "after_expiration",
    "allow_promotion_codes",
    "automatic_tax",
    "branding_settings",
    "consent_collection",
    "currency",
    "custom_fields",
    "custom_text",
    "customer",
    "customer_account",
    "customer_update",
    "discounts",
    "integration_identifier",
    "invoice_creation",
    "managed_payments",
    "name_collection",
    "optional_items",
    "payment_method_collection",
    "payment_method_configuration",
    "payment_method_data",
    "permissions",
    "phone_number_collection",
    "redirect_on_completion",
    "return_url",
    "saved_payment_method_options",
    "setup_intent_data",
    "shipping_address_collection",
    "shipping_options",
    "subscription_data",
    "tax_id_collection",
    "wallet_options",
)

SESSION_FIELDS = Fields(
    {
        "adaptive_pricing": Fields({"enabled": YesNo()}),
        "allowed_payment_method_types": ListOf(Choice(KNOWN_NAMES)),
        "billing_address_collection": Choice(("auto",), ("required",)),
        "cancel_url": Url(),
        "client_reference_id": Text(200),
        "customer_creation": Choice(("if_required",), ("always",)),
        "customer_email": Email(),
        "excluded_payment_method_types": ListOf(Choice(KNOWN_NAMES)),
        "expires_at": WholeNumber(),
        "line_items": ListOf(_LINE_ITEM, maximum=100),
        "locale": Choice(_LOCALES),
        "metadata": Metadata(),
        "mode": Choice(("payment",), ("setup", "subscription")),
        "origin_context": Choice(("web",), ("mobile_app",)),
        "payment_intent_data": _PAYMENT_INTENT_DATA,
        "payment_method_options": _METHOD_OPTIONS,
        "submit_type": Choice(_SUBMIT_TYPES, ("book", "donate", "subscribe")),
        "success_url": Url(),
        "ui_mode": Choice(("hosted_page",), ("elements", "embedded_page", "form")),
    }
    | {name: NotCarried() for name in _NOT_CARRIED},
    required=("line_items", "mode", "success_url"),
    removed={"payment_method_types": _REMOVED},
)
