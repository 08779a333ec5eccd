"""Amounts of money: whole numbers of the smallest unit, so that nothing is rounded."""

from decimal import Decimal, InvalidOperation

from babel.numbers import get_currency_precision, get_territory_currencies, is_currency

MOST_MINOR = 10**12
"""What is more is a slip of the keys."""


class NoAmountError(Exception):
    """What was typed is no amount of that currency."""


def currency_of(country: str) -> str:
    """Give the currency that is paid with in a country (ISO 3166-1), empty if none is known."""
    found = get_territory_currencies(country.upper(), tender=True)
    return str(found[0]) if found else ""


def is_known(currency: str) -> bool:
    """Whether there is such a currency (ISO 4217)."""
    return is_currency(currency)


def to_minor(typed: str, currency: str) -> int:
    """
    Read an amount such as 45, 45.00 or 4,500, in the smallest unit.

    A comma stands between thousands only: 45,00 is told apart and refused, never read as 4500.

    Raises:
        NoAmountError: it is none, is below zero, or has more decimals than the currency.
    """
    text = typed.strip()
    whole, dot, decimals = text.partition(".")
    groups = whole.split(",")
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(e) != 3 for e in groups[1:])):  # noqa: PLR2004 - thousands
        raise NoAmountError
    digits = "".join(groups) + (dot + decimals if decimals else "")
    if not all(each in "0123456789." for each in digits) or not digits:
        raise NoAmountError
    try:
        amount = Decimal(digits).scaleb(get_currency_precision(currency))
    except InvalidOperation:
        raise NoAmountError from None
    if amount != amount.to_integral_value() or not 0 <= amount < MOST_MINOR:
        raise NoAmountError
    return int(amount)


def amount_text(minor: int, currency: str) -> str:
    """Write an amount as it is typed, such as 45.00."""
    precision = get_currency_precision(currency)
    return f"{Decimal(minor).scaleb(-precision):,.{precision}f}"


def money_text(minor: int, currency: str) -> str:
    """Write an amount with its currency by its code: signs are shared by several countries."""
    return f"{amount_text(minor, currency)} {currency}"
