"""Lists as sheets: what is changed or taken out ends, nothing that ever counted is rewritten."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.dates import tokyo_day
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.delivery import loading, sheets
from shop.delivery.models import CarrierService, DeliveryRate, Sureness, TimeSlot
from shop.delivery.sheets import Origin, Sheet
from tests.factories import delivery as send
from tests.factories import shop as make

HEAD = "zone,up_to_cm,up_to_g,fee,days_min,days_max\n"


@pytest.fixture
def shared(uow: UnitOfWork) -> Sheet:
    send.carriers(uow)
    return sheets.rates(None, uow.session.get_one(CarrierService, "yamato_ambient"))


def origin(uow: UnitOfWork, days: int = 0) -> Origin:
    day = tokyo_day(uow.now) + timedelta(days=days)
    return Origin(valid_from=day, source="rate card", sureness=Sureness.CHECKED)


def test_what_is_written_can_be_read_again_and_changes_nothing(
    uow: UnitOfWork, shared: Sheet
) -> None:
    text = HEAD + "jp-kansai,60,,940,,\njp-kansai,80,,1240,,\nTW,,2000,2400,3,5\n"
    assert sheets.save(uow, shared, text, origin(uow)) == 3
    assert sheets.written(shared, sheets.rows_of(uow, shared)) == text
    assert sheets.save(uow, shared, text, origin(uow)) == 0


def test_a_changed_line_begins_its_zone_anew_and_the_old_one_ends_the_day_before(
    uow: UnitOfWork, shared: Sheet
) -> None:
    text = HEAD + "jp-kansai,60,,940,,\njp-kansai,80,,1240,,\njp-kanto,60,,940,,\n"
    sheets.save(uow, shared, text, origin(uow))
    began = sheets.save(uow, shared, text.replace("1240", "1300"), origin(uow, days=3))
    assert began == 2
    today = tokyo_day(uow.now)
    assert [row.fee for row in sheets.rows_of(uow, shared, today)] == [940, 1240, 940]
    later = sheets.rows_of(uow, shared, today + timedelta(days=3))
    assert sorted((row.zone, row.fee) for row in later) == [
        ("jp-kansai", 940), ("jp-kansai", 1300), ("jp-kanto", 940),
    ]  # fmt: skip
    assert {row.source for row in later} == {"rate card"}


def test_a_line_that_is_taken_out_ends(uow: UnitOfWork) -> None:
    send.carriers(uow)
    rows = sheets.rows_of(uow, sheets.SLOTS)
    kept = [row for row in rows if (row.carrier, row.key) != ("yamato", "am")]
    text = sheets.written(sheets.SLOTS, kept)
    assert sheets.save(uow, sheets.SLOTS, text, origin(uow)) == 0
    gone = uow.session.scalars(
        select(TimeSlot).where(TimeSlot.carrier == "yamato", TimeSlot.key == "am")
    ).one()
    assert gone.valid_to == tokyo_day(uow.now) - timedelta(days=1)
    assert gone.labels["ja"] == "午前中"
    assert loading.load(uow) == 0


def test_a_spreadsheet_may_be_pasted(uow: UnitOfWork, shared: Sheet) -> None:
    text = (HEAD + "jp-kansai,60,,940,,\n").replace(",", "\t")
    sheets.save(uow, shared, text, origin(uow))
    assert [row.fee for row in sheets.rows_of(uow, shared)] == [940]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("jp-kansai,60,,940,", "sheet_line_wrong"),
        ("atlantis,60,,940,,", "sheet_cell_wrong"),
        ("jp-kansai,60,,-940,,", "sheet_cell_wrong"),
        ("jp-kansai,60,,9 40,,", "sheet_cell_wrong"),
        ("jp-kansai,60,,,,", "sheet_cell_wrong"),
    ],
)
def test_a_line_that_is_wrong_is_named_and_nothing_is_written(
    uow: UnitOfWork, shared: Sheet, line: str, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        sheets.save(uow, shared, HEAD + "jp-kanto,60,,940,,\n" + line, origin(uow))
    assert (refused.value.code, refused.value.params["line"]) == (code, 2)
    assert uow.session.scalars(select(DeliveryRate)).all() == []


def test_nothing_counts_from_a_day_that_is_over(uow: UnitOfWork, shared: Sheet) -> None:
    with pytest.raises(DomainError, match="today or a later day"):
        sheets.save(uow, shared, HEAD, origin(uow, days=-1))


def test_a_businesss_own_sheet_leaves_the_shared_one_alone_and_stands_in_its_trail(
    uow: UnitOfWork, shared: Sheet
) -> None:
    sheets.save(uow, shared, HEAD + "jp-kansai,60,,940,,", origin(uow))
    shop = make.storefront(uow)
    own = sheets.rates(shop.organisation_id, uow.session.get_one(CarrierService, "yamato_ambient"))
    sheets.save(uow, own, HEAD + "jp-kansai,60,,700,,", origin(uow))
    assert [row.fee for row in sheets.rows_of(uow, shared)] == [940]
    assert [row.fee for row in sheets.rows_of(uow, own)] == [700]
    uow.session.flush()
    entry = uow.session.scalars(
        select(Entry).where(Entry.organisation_id == shop.organisation_id)
    ).one()
    assert entry.action == "office:delivery_list:set"
