"""The beacon's gate."""

from analytics.visits.gate import Gate


def test_a_network_has_so_many_tries_a_minute_and_others_have_their_own() -> None:
    now = [0.0]
    gate = Gate(times=2, clock=lambda: now[0])
    assert [gate.admits("192.0.2.0/24") for _ in range(3)] == [True, True, False]
    assert gate.admits("198.51.100.0/24")
    now[0] = 60.0
    assert gate.admits("192.0.2.0/24")
