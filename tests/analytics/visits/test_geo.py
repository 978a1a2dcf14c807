"""Countries from files, from a trusted proxy, or unknown."""

from pathlib import Path

import pytest
from mmdb_writer import MMDBWriter
from netaddr import IPSet

from analytics.visits.geo import GeoResolver, network_of
from core.settings import Environment, Settings


def settings(tmp_path: Path, **more: object) -> Settings:
    return Settings(environment=Environment.TEST, data=tmp_path, **more)  # pyright: ignore[reportArgumentType]


@pytest.fixture
def nothing_installed(tmp_path: Path) -> Path:
    return tmp_path / "no-such-folder"


@pytest.fixture
def mmdb(tmp_path: Path) -> str:
    """A country file of the three networks that are kept for documentation."""
    writer = MMDBWriter(ip_version=6, ipv4_compatible=True, database_type="Test-Country")
    writer.insert_network(IPSet(["192.0.2.0/24"]), {"country": {"iso_code": "TW"}})
    writer.insert_network(IPSet(["198.51.100.0/24"]), {"country_code": "TH"})
    writer.insert_network(IPSet(["2001:db8::/32"]), {"country": {"iso_code": "KR"}})
    path = tmp_path / "country.mmdb"
    writer.to_db_file(str(path))
    return str(path)


@pytest.fixture
def debian(tmp_path: Path) -> Path:
    folder = tmp_path / "tor"
    folder.mkdir()
    (folder / "geoip").write_text(
        "# a comment\n15726992,15726999,??\n3221225984,3221226239,SG\n3325256704,3325256959,HK\n"
    )
    (folder / "geoip6").write_text("# a comment\n2001:db8::,2001:db8:ffff:ffff::,US\n")
    return folder


def test_a_country_file_answers_for_both_address_families(
    tmp_path: Path, mmdb: str, nothing_installed: Path
) -> None:
    resolver = GeoResolver(settings(tmp_path, geo_mmdb=mmdb), nothing_installed)
    assert resolver.country("192.0.2.77") == "TW"
    assert resolver.country("::ffff:192.0.2.77") == "TW"
    assert resolver.country("198.51.100.1") == "TH"
    assert resolver.country("2001:db8::5") == "KR"
    assert resolver.country("203.0.113.9") == "ZZ"
    assert [state.kind for state in resolver.states] == ["mmdb"]


def test_debians_files_answer_where_no_other_is_named(tmp_path: Path, debian: Path) -> None:
    resolver = GeoResolver(settings(tmp_path), debian)
    assert resolver.country("192.0.2.1") == "SG"
    assert resolver.country("192.0.2.255") == "SG"
    assert resolver.country("192.0.3.0") == "ZZ"
    assert resolver.country("198.51.100.7") == "HK"
    assert resolver.country("198.51.99.7") == "ZZ"
    assert resolver.country("0.239.249.80") == "ZZ"
    assert resolver.country("2001:db8:1::1") == "US"
    assert resolver.country("2001:db9::1") == "ZZ"
    assert [state.kind for state in resolver.states] == ["debian"]


def test_the_operators_file_comes_before_debians(tmp_path: Path, mmdb: str, debian: Path) -> None:
    resolver = GeoResolver(settings(tmp_path, geo_mmdb=mmdb), debian)
    assert resolver.country("192.0.2.1") == "TW"
    assert [state.kind for state in resolver.states] == ["mmdb", "debian"]


def test_a_header_counts_only_behind_a_trusted_proxy(
    tmp_path: Path, nothing_installed: Path
) -> None:
    named = {"geo_country_header": "CF-IPCountry"}
    alone = GeoResolver(settings(tmp_path, **named), nothing_installed)
    behind = GeoResolver(settings(tmp_path, trusted_proxies=1, **named), nothing_installed)
    assert alone.country("192.0.2.1", "hk") == "ZZ"
    assert alone.states == []
    assert behind.country("192.0.2.1", "hk") == "HK"
    assert behind.country("192.0.2.1", "XX") == "ZZ"
    assert behind.country("192.0.2.1", "<b>") == "ZZ"


def test_a_broken_file_leaves_countries_unknown_and_says_so(
    tmp_path: Path, nothing_installed: Path
) -> None:
    broken = tmp_path / "broken.mmdb"
    broken.write_bytes(b"nothing of the kind")
    resolver = GeoResolver(settings(tmp_path, geo_mmdb=str(broken)), nothing_installed)
    assert resolver.country("192.0.2.1") == "ZZ"
    assert [state.kind for state in resolver.states] == ["broken"]


def test_nonsense_for_an_address_is_unknown(tmp_path: Path, debian: Path) -> None:
    assert GeoResolver(settings(tmp_path), debian).country("nowhere") == "ZZ"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("nowhere", ""),
    ],
)
def test_addresses_are_cut_to_their_network(address: str, network: str) -> None:
    assert network_of(address) == network
