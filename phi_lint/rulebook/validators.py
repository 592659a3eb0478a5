"""Checksums and formats by which a number proves what it is. Each takes the text found and says yes or no."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from types import MappingProxyType

import regex


def digits_of(text: str) -> str:
    """The decimal digits of a text, everything else left out."""
    return "".join(char for char in text if char.isdecimal())


def luhn(text: str) -> bool:
    """The mod-10 check of ISO/IEC 7812-1, as on payment cards."""
    digits = [int(digit) for digit in digits_of(text)]
    if len(digits) < 2 or not any(digits):
        return False
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def card(text: str) -> bool:
    """A payment card number: 12 to 19 digits that pass Luhn."""
    return 12 <= len(digits_of(text)) <= 19 and luhn(text)


def npi(text: str) -> bool:
    """A National Provider Identifier: ten digits, Luhn over them behind the prefix 80840 (45 CFR 162.406)."""
    digits = digits_of(text)
    return len(digits) == 10 and digits[0] in "12" and luhn("80840" + digits)


VIN_VALUES = dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ",
        (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
        strict=True,
    )
)
VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def vin(text: str) -> bool:
    """A vehicle identification number with a right check digit (49 CFR 565.15)."""
    plain = text.upper()
    if not regex.fullmatch(r"[A-HJ-NPR-Z0-9]{17}", plain):
        return False
    values = (int(char) if char.isdigit() else VIN_VALUES[char] for char in plain)
    remainder = sum(value * weight for value, weight in zip(values, VIN_WEIGHTS, strict=True)) % 11
    return plain[8] == "0123456789X"[remainder]


def dea(text: str) -> bool:
    """A DEA registration number: two letters, six digits and their check digit (21 CFR 1301.35)."""
    found = regex.fullmatch(r"[A-HJ-NPRSTUXabcdefghj-nprstux][A-Za-z9](\d{7})", text)
    if found is None:
        return False
    d = [int(digit) for digit in found[1]]
    return (d[0] + d[2] + d[4] + 2 * (d[1] + d[3] + d[5])) % 10 == d[6]


MBI = regex.compile(r"(?i)[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d{2}")
MBI_NEVER = regex.compile("(?i)[SLOIBZ]")


def mbi(text: str) -> bool:
    """The form of a Medicare Beneficiary Identifier (CMS, 11 characters, without S, L, O, I, B, Z)."""
    return bool(MBI.fullmatch(text)) and not MBI_NEVER.search(text)


def itin(text: str) -> bool:
    """An Individual Taxpayer Identification Number: 9xx and a middle group that the IRS assigns."""
    digits = digits_of(text)
    middle = int(digits[3:5]) if len(digits) == 9 else -1
    return digits.startswith("9") and (50 <= middle <= 65 or 70 <= middle <= 88 or 90 <= middle <= 99) and middle != 93


def ip(text: str) -> bool:
    """An IPv4 or IPv6 address."""
    try:
        ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return False
    return True


def phone(text: str) -> bool:
    """A possible number of the North American plan, or of any other country where it starts with `+`.

    Possible, not valid: samples and typing errors use exchanges that nobody has. O and l count as 0 and 1, since
    text read from pictures confuses them.
    """
    import phonenumbers  # costs 30 ms, and only a hit needs it

    plain = regex.sub(r"(?i)\D*(?:ext|x)\D*\d+$", "", text)
    plain = plain.translate(str.maketrans("OolI", "0011"))
    try:
        number = phonenumbers.parse(plain, "US")
    except phonenumbers.NumberParseException:
        return False
    possible = phonenumbers.is_possible_number_with_reason(number)
    return bool(
        possible in (phonenumbers.ValidationResult.IS_POSSIBLE, phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY)
    )


def iban(text: str) -> bool:
    """An International Bank Account Number: the remainder 1 of ISO 13616's mod 97."""
    plain = regex.sub(r"[\s-]", "", text).upper()
    if not regex.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", plain):
        return False
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1


def imei(text: str) -> bool:
    """An IMEI: fifteen digits that pass Luhn (3GPP TS 23.003)."""
    return len(digits_of(text)) == 15 and luhn(text)


def over_89(text: str) -> bool:
    """An age above 89 and below 125, in digits (45 CFR 164.514(b)(2)(i)(C))."""
    digits = digits_of(text)
    return bool(digits) and 89 < int(digits) < 125


VALIDATORS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {f.__name__: f for f in (luhn, card, npi, vin, dea, mbi, itin, ip, phone, iban, imei, over_89)}
)
