"""Which country a request comes from: a file, or a trusted proxy, or honestly unknown."""

import ipaddress
import threading
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from socket import AF_INET6, inet_pton
from typing import Any, Final, Protocol, cast

import maxminddb
import structlog

from analytics.visits.traits import UNKNOWN_COUNTRY
from core.settings import Settings

log = structlog.get_logger(__name__)

DEBIAN: Final = Path("/usr/share/tor")
IPV6_LOW_BITS: Final = 64
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class CountryFile(Protocol):
    """Something that knows the country of an address."""

    def find(self, address: Address) -> str | None: ...


class MmdbFile:
    """A country file in MaxMind's format: GeoLite2, DB-IP or IPinfo."""

    def __init__(self, path: Path) -> None:
        self._reader = cast("Any", maxminddb).open_database(str(path))

    def find(self, address: Address) -> str | None:
        try:
            record: object = self._reader.get(address)
        except ValueError:  # an IPv6 address asked of a file of IPv4 addresses
            return None
        if not isinstance(record, dict):
            return None
        found = cast("dict[str, Any]", record)
        for name in ("country", "registered_country"):
            part = found.get(name)
            code = cast("dict[str, Any]", part).get("iso_code") if isinstance(part, dict) else part
            if code:
                return str(code)
        code = found.get("country_code")
        return str(code) if code else None


@dataclass
class _Ranges:
    """Sorted ranges: first, last, country, in arrays, because there are some 660,000."""

    firsts: "array[int]"
    lasts: "array[int]"
    countries: bytearray

    def find(self, value: int) -> str | None:
        at = bisect_right(self.firsts, value) - 1
        if at < 0 or value > self.lasts[at]:
            return None
        code = self.countries[2 * at : 2 * at + 2].decode("ascii")
        return None if code == "??" else code


class DebianFile:
    """The text files of Debian's tor-geoipdb, read at the first question of a process."""

    def __init__(self, folder: Path = DEBIAN) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._read: dict[int, _Ranges] = {}

    def find(self, address: Address) -> str | None:
        with self._lock:
            if address.version not in self._read:
                self._read[address.version] = self._parse(address.version)
        value = int(address) >> (0 if address.version == 4 else IPV6_LOW_BITS)
        return self._read[address.version].find(value)

    def _parse(self, version: int) -> _Ranges:
        path = self._folder / ("geoip" if version == 4 else "geoip6")
        ranges = _Ranges(array("Q"), array("Q"), bytearray())
        if path.exists():
            with path.open(encoding="ascii", errors="replace") as lines:
                _read_ranges(lines, ranges, version)
        return ranges


def _read_ranges(lines: Iterable[str], ranges: _Ranges, version: int) -> None:
    """IPv6 ranges are cut to their upper half: no network smaller than that is told apart."""
    for line in lines:
        parts = line.strip().split(",")
        if line.startswith("#") or len(parts) != 3 or len(parts[2]) != 2:
            continue
        if version == 4:
            first, last = int(parts[0]), int(parts[1])
        else:
            first, last = (_upper_half(part) for part in parts[:2])
        ranges.firsts.append(first)
        ranges.lasts.append(last)
        ranges.countries += parts[2].encode("ascii", "replace")


def _upper_half(address: str) -> int:
    return int.from_bytes(inet_pton(AF_INET6, address)[:8])


@dataclass(frozen=True)
class GeoState:
    """Where countries come from, for the page that says so."""

    kind: str
    detail: str


class GeoResolver:
    """Asks what the operator named first, then what happens to be installed, then gives up."""

    def __init__(self, settings: Settings, debian: Path = DEBIAN) -> None:
        self.header = settings.geo_country_header if settings.trusted_proxies else ""
        self._files: list[CountryFile] = []
        self.states: list[GeoState] = []
        if settings.geo_mmdb:
            self._open(Path(settings.geo_mmdb))
        if self.header:
            self.states.append(GeoState("header", self.header))
        if (debian / "geoip").exists():
            self._files.append(DebianFile(debian))
            self.states.append(GeoState("debian", str(debian / "geoip")))

    def _open(self, path: Path) -> None:
        """A broken file must not keep the market from opening: countries are unknown then."""
        try:
            self._files.append(MmdbFile(path))
        except (OSError, ValueError, maxminddb.InvalidDatabaseError) as error:
            log.warning("geo_file_unreadable", path=str(path), error=str(error))
            self.states.append(GeoState("broken", str(path)))
        else:
            self.states.append(GeoState("mmdb", str(path)))

    def country(self, address: str, named: str = "") -> str:
        """The country's code; `ZZ` when nothing knows it. `named` is what `header` said."""
        named = named.strip().upper() if self.header else ""
        if len(named) == 2 and named.isalpha() and named not in {"XX", "T1"}:
            return named
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return UNKNOWN_COUNTRY
        mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
        for file in self._files:
            if found := file.find(mapped or parsed):
                return found.upper()
        return UNKNOWN_COUNTRY


def network_of(address: str) -> str:
    """The address cut to its network: /24 or /64, so that no single line is told apart."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    parsed = mapped or parsed
    prefix = 24 if parsed.version == 4 else 64
    return str(ipaddress.ip_network(f"{parsed}/{prefix}", strict=False))
