"""Telephone numbers, read as people in the address's country write them."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat


def parse(country: str, text: str) -> PhoneNumber | None:
    """The number that is meant; None when no telephone could have it."""
    try:
        number = phonenumbers.parse(text, country)
    except NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None


def tidy(country: str, text: str) -> str:
    """As a carrier of that country dials it; what is no number stays as it was typed."""
    number = parse(country, text)
    if number is None:
        return text
    is_own = number.country_code == phonenumbers.country_code_for_region(country)
    is_national = country == "JP" and is_own
    style = PhoneNumberFormat.NATIONAL if is_national else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def international(country: str, text: str) -> str:
    """With the country's number in front, as forms for abroad want it; empty for no number."""
    number = parse(country, text)
    return (
        phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
        if number is not None
        else ""
    )


def example(country: str) -> str:
    """A number of that country as it would be kept."""
    number = phonenumbers.example_number(country)
    if number is None:
        return ""
    return tidy(country, phonenumbers.format_number(number, PhoneNumberFormat.E164))
