"""What states, zones and missing things are called."""

from core.text import gettext
from i18n import formatting
from i18n.locales import CODES
from i18n.translated import TextState
from shop.catalogue.models import Temperature


def state_words() -> dict[TextState, str]:
    """How far a text is, in the reader's words."""
    return {
        TextState.UNTRANSLATED: gettext("Nothing yet"),
        TextState.DRAFT: gettext("Draft"),
        TextState.REVIEWED: gettext("Checked"),
        TextState.STALE: gettext("Older than the original"),
    }


def missing_words() -> dict[str, tuple[str, str]]:
    """What is missing, and the view where it is filled in."""
    return {
        "name": (gettext("The name of the shop"), "texts"),
        "story": (gettext("Your story"), "texts"),
        "legal_name": (gettext("The name of the seller in law"), "particulars"),
        "representative": (gettext("The person responsible"), "particulars"),
        "address": (gettext("The address"), "particulars"),
        "phone": (gettext("A telephone number"), "particulars"),
        "email": (gettext("An e-mail address"), "particulars"),
    }


def form_names() -> dict[str, str]:
    """The written forms as tabs name them."""
    return {code: formatting.language(code) for code in CODES}


def temperature_words() -> dict[Temperature, str]:
    """The bands as tabs name them."""
    return {
        Temperature.AMBIENT: gettext("Room temperature"),
        Temperature.CHILLED: gettext("Chilled"),
        Temperature.FROZEN: gettext("Frozen"),
    }
