"""The beacon's gate."""

from analytics.visits.gate import Gate
from core.unit_of_work import SYSTEM, Database
from core.web.limits import Limit

TWO = Limit(times=2, seconds=60)
FIVE = Limit(times=5, seconds=60)


def test_a_network_has_so_many_tries_a_minute_and_others_have_their_own() -> None:
    now = [0.0]
    gate = Gate("secret", TWO, clock=lambda: now[0])
    assert [gate.admits("192.0.2.0/24") for _ in range(3)] == [True, True, False]
    assert gate.admits("198.51.100.0/24")
    now[0] = 60.0
    assert gate.admits("192.0.2.0/24")


def test_servers_count_together_what_they_have_told_each_other(database: Database) -> None:
    one, other = (Gate("secret", FIVE, clock=lambda: 0.0) for _ in range(2))

    def share(gate: Gate) -> None:
        with database.unit_of_work(SYSTEM) as uow:
            gate.share(uow)

    assert [one.admits("192.0.2.0/24") for _ in range(3)] == [True] * 3
    share(one)
    assert other.admits("192.0.2.0/24")
    share(other)
    assert [other.admits("192.0.2.0/24") for _ in range(2)] == [True, False]
    share(other)
    share(one)
    assert one.admits("192.0.2.0/24")
    share(one)
    assert not one.admits("192.0.2.0/24")
