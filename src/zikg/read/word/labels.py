"""The signs that Word counts with: decimals, letters, roman numbers (ECMA-376 Part 1, 17.18.59)."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LETTERS: Final = 26
_MOST: Final = 780
"""Beyond the thirtieth round of the alphabet Word begins again."""


def sign(number: int, form: str) -> str:
    """Return a number as Word prints it.

    Args:
        number: the place in the list.
        form: ``w:numFmt``; one that is not known is printed in decimals.

    Example:
        >>> [sign(28, form) for form in ("decimal", "lowerLetter", "upperRoman", "decimalZero")]
        ['28', 'bb', 'XXVIII', '28']
    """
    if form in {"none", "bullet"}:
        return ""
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        rounds, place = divmod((number - 1) % _MOST, _LETTERS)
        letter = chr(ord("a") + place) * (rounds + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        return roman(number).upper() if form == "upperRoman" else roman(number)
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)


def roman(number: int) -> str:
    """Return a number from 1 to 3999 in small roman letters.

    Example:
        >>> roman(1994)
        'mcmxciv'
    """
    letters = ""
    for worth, letter in _ROMAN:
        count, number = divmod(number, worth)
        letters += letter * count
    return letters


SYMBOLS: Final = {
    0xF0FC: "✓",
    0xF0FE: "☑",
    0xF0A8: "☐",
    0xF06F: "☐",
    0xF0E0: "→",
    0xF0D8: "➢",
    0xF0A7: "▪",
    0xF0B7: "•",
    0xF076: "❖",
    0xF02D: "-",
}
"""Signs of the fonts Symbol and Wingdings that decrees are written with."""


def symbol(code: int, font: str) -> str:
    """Return a sign of a symbol font as a letter that other fonts know.

    Args:
        code: the code point that the document names; symbol fonts use 0xF020 to 0xF0FF.
        font: name of the font.

    Example:
        >>> symbol(0xF0B7, "Symbol"), symbol(0xF041, "Arial")
        ('•', 'A')
    """
    private = code | 0xF000 if code < 0x100 else code
    if font.lower().startswith(("symbol", "wingdings", "webdings")) or private in SYMBOLS:
        return SYMBOLS.get(private, "•")
    if 0xF020 <= code <= 0xF0FF:
        return chr(code - 0xF000)
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""


def plain_signs(text: str) -> str:
    """Return a text with the private signs of symbol fonts put into letters all fonts know."""
    if text.isascii():
        return text
    return "".join(
        symbol(ord(letter), "Symbol") if 0xF020 <= ord(letter) <= 0xF0FF else letter
        for letter in text
    )
