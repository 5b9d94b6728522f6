"""Suffix rules for Mongolian (Khalkha, Cyrillic): nouns back to a stem that their cases share.

The rules follow the declension tables of Khalkha grammar: case, plural and reflexive endings in
their vowel-harmony variants, stripped longest first until none is left, so that a word and its
inflected forms arrive at the same place. What remains is made uniform: a final и or ь, the
unstable vowel of the last syllable (цэрэг, цэргийн) and a fleeting н (дайсан, дайсны) go.
A stem is a key for searching, not a dictionary form.

Not covered: verb endings (-сан, -в, -на, -ж, …), the bare accusative -г after a vowel
(Токиог), the bare genitive -н after a diphthong (далайн), -ь words with a fleeting н (морь,
морины), and the я/е/ё spellings of endings after ь or й (морьёор).
"""

from __future__ import annotations

VOWELS = frozenset("аэиоуөүыеюяё")
SHORTEST_STEM = 3

# Keyboards and fonts without ө and ү had the Ukrainian letters є and ї in their places.
_STAND_INS = str.maketrans("єї", "өү")
_LETTERS = frozenset("абвгдежзийклмноөпрстуүфхцчшщъыьэюяё" + "єї'*?")

_UNSTABLE = frozenset("аэоөи")
_NOT_CONSONANTS = VOWELS | frozenset("йьъ")


def _harmony(template: str) -> tuple[str, ...]:
    """The four variants of an ending written with `A`: аа ээ оо өө for `AA`, а э о ө for `A`."""
    return tuple(template.replace("A", vowel) for vowel in "аэоө")


#: Endings that may follow any letter.
_ANYWHERE = (
    "ын",
    "ийн",
    "ыг",
    "ийг",
    *_harmony("AAс"),
    *_harmony("AAр"),
    *_harmony("AA"),
    *_harmony("AAсAA"),
    *_harmony("AAрAA"),
    *("иас", "иэс", "иос", "иөс", "иар", "иэр", "иор", "иөр"),
    *("тай", "тэй", "той"),
    *("тайгаа", "тэйгээ", "тойгоо"),
    *("руу", "рүү", "луу", "лүү", "руугаа", "рүүгээ", "луугаа", "лүүгээ"),
    *("ыгаа", "ийгаа", "ийгээ", "ыгээ", "ийгоо", "ийгөө", "ыгоо", "ыгөө"),
    *("ынхаа", "ийнхаа", "ийнхээ", "ынхээ", "ынхоо", "ийнхоо", "ийнхөө"),
    *("ууд", "үүд", "нууд", "нүүд", "чууд", "чүүд", "иуд", "иүд"),
    *("нар", "нэр", "нор", "нөр"),
)

#: Endings with the г that keeps two long vowels apart, or that a final н hides (Чойбалсангийн).
_AFTER_VOWEL_OR_N = (
    "гийн",
    "гийг",
    *_harmony("гAAс"),
    *_harmony("гAAр"),
    *_harmony("гAA"),
)

#: Genitive of stems in н (Японы, хүний).
_AFTER_N = ("ы", "ий")

#: Dative with its own vowel, and with the reflexive: only after a consonant.
_AFTER_CONSONANT = (*_harmony("Aд"), *_harmony("Aт"))

#: Dative by the sound before it: -т after these consonants, -д after all else.
_T_FOLLOWS = frozenset("грсвк")


def respelt(word: str) -> str:
    """`word` with є as ө and ї as ү, unless other letters in it say that it is not Mongolian."""
    if ("є" in word or "ї" in word) and _LETTERS.issuperset(word):
        return word.translate(_STAND_INS)
    return word


def stem(word: str) -> str:
    """The stem of a case-folded word with ё already е; at least three letters stay."""
    while True:
        shorter = _without_ending(word)
        if shorter == word:
            return _uniform(word)
        word = shorter


def _without_ending(word: str) -> str:
    for length in range(min(_LONGEST_ENDING, len(word) - SHORTEST_STEM), 0, -1):
        if _may_end(word[:-length], word[-length:]):
            return word[:-length]
    return word


def _may_end(base: str, ending: str) -> bool:
    last = base[-1]
    if not any(letter in VOWELS for letter in base):
        return False
    if ending in _ENDINGS:
        return True
    if ending in _ENDINGS_WITH_G:
        return last in VOWELS or last == "н"
    if ending in _AFTER_N:
        return last == "н"
    if ending in _DATIVE_WITH_VOWEL or ending in _DATIVE_REFLEXIVE:
        return last not in _NOT_CONSONANTS
    if ending == "т":
        return last in _T_FOLLOWS
    return ending == "д" and last not in _T_FOLLOWS


def _uniform(word: str) -> str:
    if len(word) > SHORTEST_STEM and word[-1] in "иь":
        word = word[:-1]
    if len(word) > SHORTEST_STEM and _has_unstable_vowel(word):
        word = word[:-2] + word[-1]
    if len(word) > SHORTEST_STEM and word[-1] == "н" and word[-2] not in _NOT_CONSONANTS:
        word = word[:-1]
    return word


def _has_unstable_vowel(word: str) -> bool:
    before, vowel, last = word[-3], word[-2], word[-1]
    return (
        vowel in _UNSTABLE
        and last not in _NOT_CONSONANTS
        and before not in _NOT_CONSONANTS
        and any(letter in VOWELS for letter in word[:-3])
    )


_ENDINGS = frozenset(_ANYWHERE)
_ENDINGS_WITH_G = frozenset(_AFTER_VOWEL_OR_N)
_DATIVE_WITH_VOWEL = frozenset(_AFTER_CONSONANT)
_DATIVE_REFLEXIVE = frozenset((*_harmony("дAA"), *_harmony("тAA")))
_LONGEST_ENDING = max(map(len, _ENDINGS | _ENDINGS_WITH_G))
