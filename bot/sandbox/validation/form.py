"""Reading a JSON body as Discord reads it: every problem is noted with its path, none stops the reading.

Lengths are counted in code points, as Discord's API does (it is Python; its engineers say so), so an
emoji outside the first plane counts once where a JavaScript client would count two.

Discord publishes only examples of its form error codes. The ones on record are used here; where a
rule is documented but its code is not, one in the same style stands in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import urlsplit

from bot.sandbox.errors import invalid_body

Step = str | int
WEB = ("http", "https")
BIGGEST_ID = 2**63 - 1


class Problems:
    """The tree of `_errors` an answer of code 50035 carries."""

    def __init__(self) -> None:
        self._tree: dict[str, Any] = {}

    def add(self, path: tuple[Step, ...], code: str, message: str) -> None:
        node = self._tree
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def refuse_if_any(self) -> None:
        if self._tree:
            raise invalid_body(_settled(self._tree))


def _settled(node: dict[str, Any]) -> dict[str, Any]:
    """Discord says what is wrong with a thing as a whole only when nothing inside it is wrong."""
    inside = {key: _settled(inner) for key, inner in node.items() if key != "_errors"}
    return inside or node


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a body, where a problem can be noted."""

    problems: Problems
    path: tuple[Step, ...] = ()

    def at(self, *steps: Step) -> "Spot":
        return Spot(self.problems, (*self.path, *steps))

    def refuse(self, code: str, message: str) -> None:
        self.problems.add(self.path, code, message)

    def missing(self) -> None:
        self.refuse("BASE_TYPE_REQUIRED", "This field is required")

    def bad_length(self, least: int, most: int) -> None:
        if least:
            self.refuse("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        else:
            self.refuse("BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    def not_one_of(self, allowed: tuple[Step, ...]) -> None:
        self.refuse("BASE_TYPE_CHOICES", f"Value must be one of {allowed}.")

    def not_a(self, kind: str, value: Any) -> None:
        self.refuse("NUMBER_TYPE_COERCE", f'Value "{value}" is not {kind}.')

    def repeated(self) -> None:
        self.refuse("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")


def number_of(value: Any) -> int | None:
    """A whole number from JSON, which may be written 1.0; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None


def digits_of(value: Any) -> int | None:
    """A whole number not below zero that may also come as a string of digits, as ids and bit sets do."""
    if isinstance(value, str):
        return int(value) if value.isascii() and value.isdigit() and len(value) <= 40 else None
    number = number_of(value)
    return number if number is not None and number >= 0 else None


def snowflake_at(spot: Spot, value: Any) -> int | None:
    number = digits_of(value)
    if number is None:
        spot.not_a("snowflake", value)
    elif number > BIGGEST_ID:
        spot.refuse("NUMBER_TYPE_MAX", f"snowflake value should be less than or equal to {BIGGEST_ID}.")
    else:
        return number
    return None


def text_at(spot: Spot, value: Any, *, least: int = 0, most: int) -> str | None:
    if not isinstance(value, str):
        spot.refuse("STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
    elif not least <= len(value) <= most:
        spot.bad_length(least, most)
    else:
        return value
    return None


def number_at(spot: Spot, value: Any, *, least: int | None = None, most: int | None = None) -> int | None:
    number = number_of(value)
    if number is None:
        spot.not_a("int", value)
    elif least is not None and number < least:
        spot.refuse("NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
    elif most is not None and number > most:
        spot.refuse("NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
    else:
        return number
    return None


def url_at(spot: Spot, value: str, schemes: tuple[str, ...]) -> None:
    try:
        parts = urlsplit(value.strip())
    except ValueError:  # half an IPv6 address, for one
        parts = urlsplit("")
    if not parts.scheme:
        spot.refuse("URL_TYPE_INVALID_URL", "Not a well formed URL.")
    elif parts.scheme not in schemes:
        text = f'Scheme "{parts.scheme}" is not supported. Scheme must be one of {schemes}.'
        spot.refuse("URL_TYPE_INVALID_SCHEME", text)
    elif not parts.netloc:
        spot.refuse("URL_TYPE_INVALID_URL", "Not a well formed URL.")


def moment_of(value: Any) -> datetime | None:
    """An instant written in ISO 8601; without a zone it is UTC."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Form:
    """A JSON object under examination. A method gives the value when it is there and sound, else None."""

    def __init__(self, spot: Spot, body: Mapping[str, Any]) -> None:
        self.spot = spot
        self.body = body

    @staticmethod
    def of(spot: Spot, value: Any) -> "Form | None":
        if isinstance(value, dict):
            return Form(spot, cast("dict[str, Any]", value))
        spot.refuse("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return None

    def has(self, key: str) -> bool:
        """Given and not null: Discord takes null for absent wherever null has no meaning of its own."""
        return self.body.get(key) is not None

    def at(self, *steps: Step) -> Spot:
        return self.spot.at(*steps)

    def _given(self, key: str, required: bool) -> bool:
        if self.has(key):
            return True
        if required:
            self.at(key).missing()
        return False

    def text(self, key: str, *, least: int = 0, most: int, required: bool = False) -> str | None:
        if not self._given(key, required):
            return None
        return text_at(self.at(key), self.body[key], least=least, most=most)

    def trimmed(self, key: str, *, most: int, required: bool = False) -> str | None:
        """Text whose outer blanks do not count; nothing but blanks is nothing."""
        value = self.body.get(key)
        if isinstance(value, str):
            value = value.strip() or None
        if value is None:
            if required:
                self.at(key).missing()
            return None
        return text_at(self.at(key), value, most=most)

    def number(
        self, key: str, *, least: int | None = None, most: int | None = None, required: bool = False
    ) -> int | None:
        if not self._given(key, required):
            return None
        return number_at(self.at(key), self.body[key], least=least, most=most)

    def flag(self, key: str) -> bool | None:
        value = self.body.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.at(key).refuse("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return None

    def bits(self, key: str) -> int | None:
        """A set of permissions: digits, in a string or not."""
        if not self.has(key):
            return None
        number = digits_of(self.body[key])
        if number is None:
            self.at(key).not_a("int", self.body[key])
        return number

    def snowflake(self, key: str, *, required: bool = False) -> int | None:
        if not self._given(key, required):
            return None
        return snowflake_at(self.at(key), self.body[key])

    def choice(self, key: str, allowed: tuple[Step, ...], *, required: bool = False) -> Any:
        if not self._given(key, required):
            return None
        value = self.body[key]
        if isinstance(value, bool) or value not in allowed:
            self.at(key).not_one_of(allowed)
            return None
        return value

    def moment(self, key: str, *, required: bool = False) -> datetime | None:
        if not self._given(key, required):
            return None
        moment = moment_of(self.body[key])
        if moment is None:
            text = f"Could not parse {self.body[key]}. Should be ISO8601."
            self.at(key).refuse("DATE_TIME_TYPE_PARSE", text)
        return moment

    def url(
        self, key: str, schemes: tuple[str, ...] = WEB, *, most: int = 2048, required: bool = False
    ) -> str | None:
        value = self.text(key, most=most, required=required)
        if value:
            url_at(self.at(key), value, schemes)
        return value or None

    def items(self, key: str, *, least: int = 0, most: int, required: bool = False) -> list[tuple[Spot, Any]]:
        """The items of a list; of one that is too short or too long, none: Discord looks no further."""
        if not self._given(key, required):
            return []
        value = self.body[key]
        if not isinstance(value, list):
            self.at(key).refuse("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        listed = cast("list[Any]", value)
        if not least <= len(listed) <= most:
            self.at(key).bad_length(least, most)
            return []
        return [(self.at(key, index), item) for index, item in enumerate(listed)]

    def forms(self, key: str, *, least: int = 0, most: int, required: bool = False) -> "Iterator[Form]":
        for spot, item in self.items(key, least=least, most=most, required=required):
            if item is None:
                spot.refuse("LIST_ITEM_VALUE_REQUIRED", "List item values of ModelType are required")
            elif (form := Form.of(spot, item)) is not None:
                yield form

    def form(self, key: str, *, required: bool = False) -> "Form | None":
        return Form.of(self.at(key), self.body[key]) if self._given(key, required) else None

    def ids(self, key: str, *, most: int) -> list[int]:
        """A list of different ids."""
        found: list[int] = []
        for spot, item in self.items(key, most=most):
            number = snowflake_at(spot, item)
            if number in found:
                spot.repeated()
            elif number is not None:
                found.append(number)
        return found


def opened(body: Any) -> Form:
    """The body of a request, which must be an object before anything else can be said of it."""
    problems = Problems()
    form = Form.of(Spot(problems), body)
    problems.refuse_if_any()
    assert form is not None
    return form


def refuse_if_any(form: Form) -> None:
    """Raises the one `ApiError` that holds every problem noted so far."""
    form.spot.problems.refuse_if_any()
