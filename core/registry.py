"""Extension points: filled while the application is composed, then frozen."""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """An ordered list of answers to one question that a lower package asks of those above."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._items: list[T] = []
        self._is_frozen = False

    def add(self, item: T) -> T:
        """Add an answer; composing twice (tests build several applications) adds it once.

        Raises RuntimeError once the registry is frozen and the item is new.
        """
        if item in self._items:
            return item
        if self._is_frozen:
            raise RuntimeError(f"{self.name} is frozen: add to it in init_app")
        self._items.append(item)
        return item

    def freeze(self) -> None:
        self._is_frozen = True

    def __iter__(self) -> Iterator[T]:
        return iter(tuple(self._items))

    def __len__(self) -> int:
        return len(self._items)
