"""The trail: only what differs is kept, and it is read by key."""

from core.audit import queries, service
from core.unit_of_work import Actor, ActorKind, UnitOfWork
from tests.factories import identity


def write(uow: UnitOfWork, action: str, number: int, organisation_id: int | None = None) -> int:
    entry = service.record(
        uow,
        action,
        ("product", number),
        before={"price": 100, "name": "a"},
        after={"price": 200, "name": "a"},
        organisation_id=organisation_id,
    )
    uow.session.flush()
    return entry.id


def test_only_what_differs_is_kept(uow: UnitOfWork) -> None:
    write(uow, "office:product:edit", 7)
    (line,) = queries.read_trail(uow.session).lines
    assert line.changes == {"price": [100, 200]}
    assert (line.subject_kind, line.subject_id) == ("product", "7")
    assert (line.person, line.organisation, line.actor_kind) == (None, None, ActorKind.SYSTEM)


def test_a_line_says_who_and_for_whom(uow: UnitOfWork) -> None:
    shop, person = identity.vendor(uow, name="甲水産"), identity.user(uow, name="Ren")
    actor = Actor(kind=ActorKind.USER, user_id=person.id, organisation_id=shop.id)
    write(UnitOfWork(session=uow.session, actor=actor, now=uow.now), "office:product:edit", 7)
    (line,) = queries.read_trail(uow.session).lines
    assert (line.person, line.organisation) == ("Ren", "甲水産")


def test_pages_follow_one_another_both_ways_without_gap_or_overlap(uow: UnitOfWork) -> None:
    ids = [write(uow, "office:product:edit", number) for number in range(7)]
    newest_first = ids[::-1]
    first = queries.read_trail(uow.session, size=3)
    second = queries.read_trail(uow.session, size=3, older_than=first.older_than)
    third = queries.read_trail(uow.session, size=3, older_than=second.older_than)
    pages = [[line.id for line in page.lines] for page in (first, second, third)]
    assert pages == [newest_first[:3], newest_first[3:6], newest_first[6:]]
    assert (first.newer_than, third.older_than) == (None, None)
    back = queries.read_trail(uow.session, size=3, newer_than=third.newer_than)
    assert [line.id for line in back.lines] == newest_first[3:6]
    start = queries.read_trail(uow.session, size=3, newer_than=back.newer_than)
    assert [line.id for line in start.lines] == newest_first[:3]
    assert start.newer_than is None


def test_a_business_reads_its_own_trail_only(uow: UnitOfWork) -> None:
    mine, theirs = identity.vendor(uow), identity.vendor(uow)
    own = write(uow, "office:product:edit", 1, mine.id)
    write(uow, "office:product:publish", 2, theirs.id)
    trail = queries.read_trail(uow.session, organisation_id=mine.id)
    assert [line.id for line in trail.lines] == [own]
    assert queries.list_actions(uow.session, mine.id) == ["office:product:edit"]


def test_the_trail_is_filtered_by_the_beginning_of_an_action(uow: UnitOfWork) -> None:
    write(uow, "office:order:ship", 1)
    product = write(uow, "office:product:edit", 2)
    trail = queries.read_trail(uow.session, action="office:product:")
    assert [line.id for line in trail.lines] == [product]
    assert queries.read_trail(uow.session, action="office_").lines == []
    assert queries.list_actions(uow.session) == ["office:order:ship", "office:product:edit"]
