"""The words that labels share: ingredients, food names, storage, waters, ports, methods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shop.sample.reading import ContentError, Reader, Texts, read_object

# How each language strings a list of foods together.
_JOINTS = {"ja": "、", "en": ", ", "zh-Hans": "、", "zh-Hant": "、", "th": ", ", "ko": ", "}


@dataclass(frozen=True)
class Ingredient:
    """A food that goes into others, and the allergens it brings with it."""

    key: str
    names: Texts
    allergens: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Every shared word by its key, in six written forms."""

    ingredients: Mapping[str, Ingredient]
    food_names: Mapping[str, Texts]
    storage: Mapping[str, Texts]
    catch_areas: Mapping[str, Texts]
    ports: Mapping[str, Texts]
    prefectures: Mapping[str, Texts]
    ingredient_origins: Mapping[str, Texts]
    additives: Mapping[str, Texts]
    methods: Mapping[str, Texts]

    def ingredients_text(self, keys: Sequence[str], language: str) -> str:
        """String ingredients together as a label in that language does."""
        return _JOINTS[language].join(self.ingredients[key].names[language] for key in keys)

    def additives_text(self, keys: Sequence[str], language: str) -> str:
        """String additives together; empty where there are none."""
        return _JOINTS[language].join(self.additives[key][language] for key in keys)


def read_vocabulary(path: Path) -> Vocabulary:
    """Read the shared words."""
    file = read_object(path)
    foods = file.part("ingredients")
    return Vocabulary(
        ingredients={key: _ingredient(key, foods.part(key)) for key in foods.keys()},  # noqa: SIM118
        food_names=_words(file, "food_names"),
        storage=_words(file, "storage"),
        catch_areas=_words(file, "catch_areas"),
        ports=_words(file, "ports"),
        prefectures=_words(file, "prefectures"),
        ingredient_origins=_words(file, "ingredient_origins"),
        additives=_words(file, "additives"),
        methods=_words(file, "methods"),
    )


def _ingredient(key: str, entry: Reader) -> Ingredient:
    return Ingredient(key, entry.texts("names"), entry.words("allergens"))


def _words(file: Reader, name: str) -> Mapping[str, Texts]:
    part = file.part(name)
    words = {key: part.texts(key) for key in part.keys()}  # noqa: SIM118
    if not words:
        raise ContentError(f"{part.where}: empty")
    return words
