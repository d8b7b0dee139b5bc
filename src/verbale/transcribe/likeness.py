"""How much text looks like English, French, Spanish, Russian, Arabic or Chinese.

Only characters beyond ASCII count, since it is they that a wrong encoding spoils: letters by how
common they are and what stands beside them, everything else by whether a letter would have it.
"""

from __future__ import annotations

__all__ = ["likeness"]

_COMMON_LOWER = "éèàçêôîûùâëïœñáíóúüäöß"
_COMMON_UPPER = "ÉÈÀÇÊÔÎÂÑÁÍÓÚÜÄÖ"
_RARE = "ãõåøæìòÿýðþšžŒÅØÆŠŽÇ"
_QUOTES = "“”‘’–—…«»•°§€£№·ªº¿¡©®"
_ARABIC = "اليمنرتبوةعدسفهكقأح"
_HANZI = (
    "的一是在不了有和人這这中大為为上個个國国我以要他時时來来用們们生到作地於于出就分對对成會会可主發发年動动"
    "同工也能下過过子說说產产種种面而方後后多定行學学法所民得經经十三之進进著等部度家電电力里如水化高自二理起"
    "小物現现實实加量都兩两體体制機机當当使點点從从業业本去把性好應应開开它合還还因由其些然前外天政四日那社義"
    "义事平形相全表間间樣样與与關关各重新線线內内數数正心反你明看原又麼么利比或但質质氣气第向道命此變变條条只"
    "沒没結结解問问意建月公無无系軍军很情者最立代想已通並并提直題题黨党程展五果料象員员革位入常文總总次品式活"
    "設设及管特件長长求老頭头基資资邊边流路級级少圖图山統统接知較较將将組组見见計计別别手期根論论運运農农指幾"
    "几九區区強强放決决西被幹干做必戰战先回則则任取據据處处理世聯联合會議议安理主席閣阁下尊敬秘書书處常駐驻代"
    "表團团照會大使信函謹谨此致崇高敬意號号屆届宣言協协調调委任命歡欢迎請请參参附紐纽約约日內瓦難难移徙全球契約"
)  # fmt: skip
_VOWELS = "аеёиоуыэюя"
_WEIGHTS: dict[str, float] = {
    **dict.fromkeys("оеаинтсрвлкмдпу", 1.0),
    **dict.fromkeys("ыьзбгйчхжяю", 0.5),
    **dict.fromkeys("шцщэфъё", -0.2),
    # Capitals a little less: what is read in the wrong encoding often has the cases turned round.
    **dict.fromkeys("ОЕАИНТСРВЛКМДПУ", 0.9),
    **dict.fromkeys("ЫЬЗБГЙЧХЖЯЮ", 0.4),
    **dict.fromkeys("ШЦЩЭФЪЁ", -0.3),
    **{chr(code): 0.4 for code in range(0x0621, 0x064B)},
    **{chr(code): 0.3 for code in range(0x064B, 0x0653)},
    **dict.fromkeys(_ARABIC, 1.0),
    **dict.fromkeys("،؛؟", 0.5),
    **dict.fromkeys(_HANZI, 1.0),
    **dict.fromkeys("，。、：；《》（）“”？！　〇", 0.8),
    **dict.fromkeys(_QUOTES, 0.7),
    **dict.fromkeys(_COMMON_LOWER, 1.0),
    **dict.fromkeys(_COMMON_UPPER, 0.7),
    **dict.fromkeys(_RARE, 0.2),
    "\u00a0": 0.5,
    "\ufffd": -1.0,
}


def likeness(text: str) -> float:
    """Give from -2 to 1 how much text looks like one of the languages; 1 for plain ASCII."""
    total = 0.0
    count = 0
    before = " "
    for place, character in enumerate(text):
        if character > "\x7f":
            after = text[place + 1] if place + 1 < len(text) else " "
            total += _weight(character, before, after)
            count += 1
        before = character
    return total / count if count else 1.0


def _weight(character: str, before: str, after: str) -> float:
    code = ord(character)
    weight = _WEIGHTS.get(character)
    if 0x4E00 <= code <= 0x9FFF:
        # One amid Latin letters is an accent and the letter after it.
        return -1.0 if _latin(before) or _latin(after) else (0.15 if weight is None else weight)
    if weight is None:
        weight = -1.0
        if character.isprintable() and (character.isalpha() or 0x370 <= code < 0x2000):
            weight = -0.5
    elif 0x400 <= code < 0x700:
        if _latin(before) or _latin(after):
            return -1.0
        if code < 0x430 and before.islower():
            return -1.0
        if "а" <= before.lower() <= "ё":
            # Vowels and consonants take turns.
            alike = (before.lower() in _VOWELS) == (character.lower() in _VOWELS)
            weight += -0.25 if alike else 0.1
    elif code < 0x250 and character.isalpha():
        if character.isupper() and before.islower():
            return -1.0
        if character.islower() and before.isupper() and after.isupper():
            return -1.0
        if character in "ªº":
            return 0.5 if before.isdigit() or before == "n" else -1.0
        beside = before if before.isalpha() else after
        if beside.isalpha() and not _latin(beside):
            return -0.7
        if not beside.isalpha() and character not in "àóéÀÓÉ":
            return -0.5
    elif character in "“‘«¿¡":
        return weight if not before.isalnum() else -0.7
    elif character in "”»":
        return weight if not after.isalnum() else -0.7
    elif character in "£€§·•©®°№" and (before.isalpha() and after.isalpha()):
        return -1.0
    elif character == "…":
        return weight if not (before.isalpha() and after.isalpha()) else -0.5
    return weight


def _latin(character: str) -> bool:
    return character.isalpha() and character < "\u0250"
