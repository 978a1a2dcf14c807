"""What attributes, faults and limits are called."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from analytics.sources.models import Attribute
from analytics.sources.ports import Fault
from analytics.visits.geo import GeoState
from analytics.visits.models import DropReason
from core.text import LazyText, gettext, lazy, ngettext
from i18n import formatting

ATTRIBUTES: Final[dict[Attribute, LazyText]] = {
    Attribute.COUNTRY: lazy("Country or region"),
    Attribute.LANGUAGE: lazy("Language of the browser"),
    Attribute.DEVICE: lazy("Device"),
    Attribute.CHANNEL: lazy("Channel"),
}
FAULTS: Final[dict[str, LazyText]] = {
    Fault.QUOTA: lazy("The day's quota of questions is spent. The next run goes on."),
    Fault.REFUSED: lazy("Access was refused. Check the property and the rights of the account."),
    Fault.INVALID: lazy("The service did not accept the question."),
    Fault.UNAVAILABLE: lazy("The service could not be reached. The next run tries again."),
}
LIMITS: Final[dict[str, LazyText]] = {
    "thresholded": lazy("Small groups are withheld to protect visitors: %(about)s"),
    "other_row": lazy("Rare values are summed up as “other”: %(about)s"),
    "sampled": lazy("Computed from a sample of the visits: %(about)s"),
    "truncated": lazy("The report was cut short: %(about)s"),
    "restricted": lazy("The account may not see every figure: %(about)s"),
    "refused": lazy("The service does not split by this: %(about)s"),
}


DROPS: Final[dict[DropReason, LazyText]] = {
    DropReason.BOT: lazy("Search engines and other machines"),
    DropReason.NO_USER_AGENT: lazy("Requests that do not say what they are"),
    DropReason.DO_NOT_TRACK: lazy("Visitors who ask not to be tracked"),
    DropReason.PREFETCH: lazy("Pages fetched ahead and perhaps never seen"),
    DropReason.NOT_A_PAGE: lazy("Addresses that are no page of the shop"),
    DropReason.TOO_MANY: lazy("Far too many requests in one visit"),
}
PLACES: Final[dict[str, LazyText]] = {
    "mmdb": lazy("the country file that the operator set"),
    "header": lazy("what the proxy in front says"),
    "debian": lazy("the country file of the operating system"),
    "broken": lazy("nothing: the country file that was set cannot be read"),
}


def place_words(states: Sequence[GeoState]) -> str:
    """Where countries come from, in the order in which they are asked."""
    if not states:
        return gettext("nowhere: no country file is installed, so every country is unknown")
    return formatting.listing([str(PLACES[state.kind]) for state in states])


def gap_words(days: Sequence[date]) -> str:
    """Missing days: the first few by name."""
    named = [formatting.day(day) for day in days[:5]]
    if len(days) > len(named):
        named.append(ngettext("%(num)s more day", "%(num)s more days", len(days) - len(named)))
    return formatting.listing(named)


def limit_words(flag: str) -> str:
    """A quality flag as a sentence."""
    name, _, about = flag.partition(":")
    known = about in {attribute.value for attribute in Attribute}
    what = str(ATTRIBUTES[Attribute(about)]) if known else gettext("the total")
    return str(LIMITS[name]) % {"about": what} if name in LIMITS else flag
