"""The arrays of the index: what is brought up to date is what would be made anew."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.search.index import Entry, Index, build, pack, renewed, unpack

TERMS = {"": 0, "ab": 1, "鮪": 2, "tuna": 3, "tunny": 4}
documents = st.dictionaries(st.integers(1, 4), st.sampled_from([0.5, 1.0, 6.0, 31.875]), max_size=4)
changes = st.lists(st.tuples(st.integers(1, 6), documents), max_size=12)


def entry(product_id: int, weights: dict[int, float]) -> Entry:
    return Entry(product_id, pack(weights), f"name of {product_id}", (product_id, len(weights)))


def held(index: Index) -> dict[str, list[tuple[int, int]]]:
    found = {}
    for token in TERMS:
        slots, weights = index.holders(token)
        assert list(slots) == sorted(slots)
        ids = [int(index.product_ids[slot]) for slot in slots]
        found[token] = sorted(zip(ids, weights.tolist(), strict=True))
    return found


def test_weights_are_kept_in_eighths_of_a_byte() -> None:
    keys, weights = unpack(pack({7: 1.0, 3: 0.01, 9: 100.0}))
    assert keys.tolist() == [3, 7, 9]
    assert weights.tolist() == [1, 8, 255]


@given(first=changes, later=st.lists(changes, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_renewed_index_is_the_one_made_anew(
    first: list[tuple[int, dict[int, float]]], later: list[list[tuple[int, dict[int, float]]]]
) -> None:
    known = {key: entry(key, weights) for key, weights in first}
    index = build(known.values(), TERMS, 2)
    for step in later:
        newer = {key: entry(key, weights) for key, weights in step}
        known |= newer
        index = renewed(index, list(newer.values()))
    anew = build([known[key] for key in sorted(known)], TERMS, 2)
    assert held(index) == held(anew)
    assert index.size == anew.size
    assert [index.count(token) for token in TERMS] == [anew.count(token) for token in TERMS]
    assert {key: index.names[slot] for key, slot in index.slot_of.items()} == {
        key: anew.names[slot] for key, slot in anew.slot_of.items()
    }
    assert {key: index.facts[slot].tolist() for key, slot in index.slot_of.items()} == {
        key: anew.facts[slot].tolist() for key, slot in anew.slot_of.items()
    }


def test_many_changes_are_put_into_the_arrays() -> None:
    index = build([entry(key, {1: 1.0, 3: 2.0}) for key in range(1, 400)], TERMS, 2)
    for key in range(1, 302):
        index = renewed(index, [entry(key, {2: 1.0})])
    assert len(index.product_ids) < 400 + 301
    assert index.count("鮪") == 301
    assert index.count("ab") == 98
    assert int(np.sum(index.is_alive)) == index.size == 399


def test_beginnings_lead_to_the_commonest_words() -> None:
    index = build([entry(1, {3: 1.0}), entry(2, {3: 1.0, 4: 1.0})], TERMS, 2)
    assert index.begun("tun", 8) == ["tuna", "tunny"]
    assert index.begun("tun", 1) == ["tuna"]
    assert index.begun("tunnz", 8) == []
