"""The formulas by which an old letter's parts are told, in each of the six languages.

They are patterns for reading, wider than what letters of today are worded with: spellings and
closes of the 1940s are among them. Sources: Correspondence Manual (ST/DCS/4/Rev.1); letters and
notes in the archives of the United Nations as quoted in its documents. A pattern that is missing
costs a guess and never a word: what no pattern tells is kept as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

__all__ = ["CLASSIFIED", "LABELS", "Formulas", "formulas", "language_of"]


@dataclass(frozen=True, slots=True)
class Formulas:
    """One language's patterns."""

    salutation: re.Pattern[str]
    """A whole line."""
    close: re.Pattern[str]
    """How a close begins."""
    note: re.Pattern[str]
    """Within the first sentence of a note verbale."""
    opening: re.Pattern[str]
    """Within the first sentences of a letter."""


_S = {
    "en": (
        r"(?:Dear|My dear) \S.{0,70}|(?:Your )?(?:Excellency|Excellencies|Eminence|Royal Highness|Majesty"
        r"|Holiness|Beatitude)|Sirs?|Madam|Mesdames|Gentlemen|Dear Sirs?|Sir or Madam|Sir/Madam"
        r"|(?:Mr\.?|Madam|Mme\.?|Mrs\.?|Ms\.?) (?:President|Chair(?:man|person|woman)?|Ambassador"
        r"|Secretary-General|Minister|Secretary|Director-General|Prime Minister|High Commissioner"
        r"|Under-Secretary-General)"
    ),
    "fr": (
        r"(?:Cher|Chère|Mon cher|Ma chère) \S.{0,60}|Messieurs|Mesdames(?: et Messieurs)?|(?:Votre )?Excellences?"
        r"|(?:Monsieur|Madame|Monseigneur)(?:,? (?:le|la|l['’])\s?\S.{0,60})?"
    ),
    "es": (
        r"(?:Muy )?(?:Estimad|Distinguid|Apreciad|Querid|Señor(?:a)? mí)[oa]s? ?.{0,60}|(?:Su |Vuestra )?"
        r"Excelencias?|(?:Excelentísim[oa] )?Señor(?:es|as?)?(?: (?:Presidente|Presidenta|Secretari[oa] General|Embajador"
        r"|Embajadora|Ministr[oa]|Director(?:a)? General).{0,40})?|Muy señor(?:es)? mío"
    ),
    "ru": (
        r"(?:Глубоко)?[уУ]важаем\w+ \S.{0,70}|Ваши?е? Превосходительств[оа]|(?:Господин|Госпожа|Милостивый"
        r" государь|Г-н|Г-жа)(?: \S.{0,60})?|Многоуважаем\w+ .{0,60}"
    ),
    "ar": (
        r"(?:أصحاب|صاحبة?) (?:السعادة|المعالي|الفخامة|السمو|السيادة).{0,50}|سيدي(?: \S.{0,50})?|سيدتي(?: \S.{0,50})?"
        r"|(?:السيدة?|حضرة|معالي|سعادة)(?: \S.{0,60})?|عزيزي .{0,50}|تحية طيبة وبعد|السادة .{0,40}"
    ),
    "zh": r"(?:尊敬的|亲爱的|敬爱的).{0,40}|.{0,20}(?:阁下|先生|女士)(?:们)?|诸位.{0,10}|主席先生|秘书长先生|各位.{0,20}",
}
_C = {
    "en": (
        r"(?:please |kindly )?accept,? .{0,60}(?:assurances?|expression|renewed)\b|(?:I )?(?:take|avail (?:myself|ourselves) of) this opportunity"
        r"|I have the honou?r to be\b|I am, (?:Sir|Madam|Dear)|(?:I|We) remain,? (?:Sir|Madam|dear|Dear|yours|Yours|with|your)\b|Yours (?:very |most )?(?:sincerely|faithfully|truly|respectfully)"
        r"|(?:Very )?(?:sincerely|respectfully|faithfully)(?: yours)?\s*,|Yours ever\b|With (?:the )?(?:renewed )?(?:assurances?|(?:my |our )?(?:best|kind|warm)\w* (?:regards|wishes)|(?:highest|sincere|great) )"
        r"|(?:Kind|Best|Warm)(?:est)? (?:regards|wishes)|.{0,160}\bavails? (?:itself|himself|herself|themselves|myself|ourselves) of (?:this|the) (?:opportunity|occasion)"
        r"|I should like to (?:renew|take this opportunity)|Accept, "
    ),
    "fr": (
        r"(?:Je vous prie|Nous vous prions|Veuillez)\b.{0,90}(?:agréer|accepter|croire|recevoir)|Veuillez (?:agréer|croire|recevoir)"
        r"|.{0,160}\bsaisi(?:t|ssent|s) (?:cette|l['’]) ?occasion|Je saisis|Recevez|(?:Bien )?(?:cordialement|respectueusement) ?,|Avec (?:mes|l['’]assurance)"
        r"|J['’]ai l['’]honneur d['’]être|Salutations|Agréez"
    ),
    "es": (
        r"(?:Aprovecho|Aprovechamos|Hago propicia|Válgome)|.{0,160}\b(?:aprovechan?|se vale de|hace propicia) (?:la|esta|la presente) (?:oportunidad|ocasión)"
        r"|(?:Le |Les )?(?:Saludo|Saluda|Saludos)\b|(?:Muy )?(?:Atentamente|Respetuosamente|Cordialmente)\s*,?|Sírvase aceptar|(?:Le |Les )?(?:ruego|reitero|reiteramos)(?: a)?\b.{0,60}(?:seguridades|aceptar|consideración)"
        r"|Con (?:las seguridades|el testimonio|mi|un) |Quedo de "
    ),
    "ru": (
        r"(?:Прошу|Просим|Примите)\b.{0,90}(?:принять|уверения|заверения)|С (?:глубоким |искренним |неизменным )?(?:уважением|почтением)|Примите"
        r"|.{0,200}пользу\w+ (?:этим |настоящим )?(?:случаем|возможностью)|Имею честь быть|Искренне Ваш|С наилучшими"
    ),
    "ar": r"(?:و)?(?:تفضلوا|أرجو أن تتفضلوا|تفضلي|تفضل|نرجو أن تتفضلوا)|.{0,160}(?:تغتنم|يغتنم|أغتنم|تنتهز|ينتهز|أنتهز|ونغتنم)|مع (?:فائق|خالص|أطيب)|(?:و)?اقبلوا",
    "zh": r"顺致|谨致|此致|致以|并致|顺颂|请接受|谨此|敬上|.{0,60}(?:借此机会|趁此机会|藉此机会)|祝",
}
_N = {
    "en": r"presents? (?:its|his|her|their) (?:respectful )?compliments to",
    "fr": r"présente(?:nt)? (?:leurs|ses) (?:respectueux )?compliments",
    "es": r"saludan? (?:muy )?atentamente|presentan? sus? (?:más )?(?:atentos |respetuosos |cordiales )?(?:saludos|cumplimientos|respetos)",
    "ru": r"свидетельству\w+ (?:свое|своё|сво[её]\s+глубокое) уважение|выража\w+ свое уважение",
    "ar": r"(?:ت|ي)ُ?هدي|(?:ت|ي)عرب .{0,80}عن (?:أطيب )?تحيات",
    "zh": r"向.{1,60}致意",
}
_O = {
    "en": r"\b(?:I|We|it) (?:have|has) the hono(?:u)?r\b|\b(?:I|We) (?:wish|should like|would like|am|are|write|refer|regret|acknowledge|thank|have|enclose)\b|(?:your|my|our) (?:letter|note|cable|telegram)\b",
    "fr": r"\bl['’]honneur (?:de|d['’])|\b(?:Je|J['’]ai|Nous)\b|votre (?:lettre|note)",
    "es": r"\bel honor de\b|\b(?:Tengo|Me (?:dirijo|permito|es grato)|Tenemos|Acuso)\b|su (?:carta|nota)",
    "ru": r"(?:Имею|имеет|Имеем) честь|\b(?:Ссылаясь|Пишу|Хотел)\b|(?:Ваш[ее]?\w*|письм\w+|нот\w+)",
    "ar": r"(?:يشرفني|أتشرف|تتشرف|يتشرف|يسرني|أود أن|أكتب|بالإشارة|إشارة إلى)|رسالتكم",
    "zh": r"谨|荣幸|我(?:谨|写信)|贵(?:国|团|馆)|来(?:函|信)",
}
LABELS = {
    "reference": (
        r"(?:our |your |in reply(?:,)? (?:please )?(?:refer|quote)(?: to)?|file |note |doc(?:ument)?\.? )?(?:ref(?:erence)?s?\.?|réf(?:érence)?s?\.?|nos? réf(?:érence)?s?\.?|[nv]/réf\.?|referencia|ссылка|исх\.?(?: ?№)?|مرجع|المرجع|الإشارة|الرقم|编号|文号|案卷号)\s*(?:no\.?|number|n[°º])?\s*[:：.]?\s*(?=\S)"
        r"|(?:note verbale |nv |note )?(?:nos?\.?|n[°ºo]\.?|№|num\.?|núm\.?|رقم|第)\s*[:：]?\s*(?=[\w(/-]*\d)|(?:NV|HA|PM|OPGA|SG|PO|LA|DPA|UN|POL)[/ .-](?=\S*\d)|(?=[(（]?\d{4}[)）]\s?\w{1,8}\s?第?\d+号)"
    ),
    "subject": r"(?:subject|re|objet|sujet|asunto|ref\. asunto|тема|касательно|о теме|الموضوع|事由|主题|关于)\s*[:：]\s*(?=\S)",
    "enclosures": (
        r"(?:enclosures?(?:\(s\))?|encl(?:s|\.|osed)?|attachments?|attachment\(s\)|attached|pi[èe]ces? jointes?|p\. ?j\.|annexes?(?= ?(?:\(\d+\))?\s*[:：])|adjuntos?|anexos?(?=\s*[:：])|documentos? adjuntos?|приложени[ея](?=\s*[:：])|المرفقات?|مرفقات?|مرفق(?=\s*[:：])|ضميمة|附件(?=\s*[:：]))\.?\s*(?:\(\d{1,2}\)|\d{1,2})?\s*[:：.]?"
    ),
    "copies": r"(?:cc|c\.c\.?|copy to|copies to|copy|copies|bcc|copie(?:s)?(?: [àa])?|c\.?c\.?p\.?|con copia a|copia(?:s)?(?: a)?|копи[яи](?: направлена)?|نسخة(?: إلى)?|صورة إلى|抄送|抄报)\s*[:：]\s*|(?:c\.c\.|cc)\s+(?=[A-ZÀ-Þ])",
}
"""Labels at the beginning of a line."""
_LABELS = {key: re.compile(words, re.IGNORECASE) for key, words in LABELS.items()}
CLASSIFIED = {
    "strictly-confidential": "strictly confidential|strictement confidentiel|estrictamente confidencial|строго конфиденциально|سري للغاية|绝密",
    "confidential": "confidential|confidentiel(?:le)?|confidencial|конфиденциально|سري|机密|секретно",
    "personal": "personal|personnel(?:le)?|лично|شخصي|亲启|personal and confidential",
    "urgent": "urgent|urgente|срочно|عاجل|急件",
}
"""The words of each classification, in all six languages."""


@cache
def formulas(language: str) -> Formulas:
    """Give the patterns of a language.

    Raises:
        KeyError: it is none of the six.
    """
    whole = rf"[“\"]?(?:{_S[language]})\s?[,:;.!，：；。！،]?"
    return Formulas(
        salutation=re.compile(whole, re.IGNORECASE if language in ("en", "fr", "es") else 0),
        close=re.compile(_C[language], re.IGNORECASE if language not in ("ar", "zh") else 0),
        note=re.compile(_N[language], re.IGNORECASE),
        opening=re.compile(_O[language], re.IGNORECASE),
    )


_COMMON = {
    "en": "the of and to in that is for with on by be this which have has will from are as at it",
    "fr": "l d de a à ses son le la les des du et en que qui dans pour par sur est une au aux ce cette vous je nous avec ont",
    "es": "de a sus no el la los las del y en que por para con una se al lo su como esta es de ha sus más",
    "de": "der die das und den von zu mit ist im für auf dem nicht ein eine sich des sie ich",
    "pt": "o a os as do da dos das em que para com uma por não ao na no se e mais foi são",
    "it": "il lo la gli le di del della dei che per con una nel sono alla è non più ed",
    "nl": "de het een van en dat in is op te voor met zijn aan niet die",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def language_of(text: str) -> tuple[str, bool]:
    """Tell which of the six languages a text is in, and whether that is sure.

    Returns:
        The language's code; "" where it is none of the six.
    """
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return "", False
    share = {
        "zh": sum("\u3400" <= c <= "\u9fff" for c in letters) / len(letters),
        "ar": sum("\u0600" <= c <= "\u06ff" for c in letters) / len(letters),
        "ru": sum("\u0400" <= c <= "\u04ff" for c in letters) / len(letters),
    }
    best = max(share, key=lambda one: share[one])
    # A letterhead in other scripts is short: what most of the letters are counts.
    if share[best] > 0.4:
        own = {"ru": "ыэъё", "ar": "", "zh": ""}[best]
        ukrainian = sum(text.count(c) for c in "іїєґ")
        if best == "ru" and ukrainian > sum(text.count(c) for c in own):
            return "", False
        if best == "ar" and sum(text.count(c) for c in "پچگژ") > len(letters) // 100:
            return "", False
        return best, share[best] > 0.6
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if not words:
        return "", False
    score = {
        code: sum(word in common for word in words) / len(words) for code, common in _WORDS.items()
    }
    ranked = sorted(score, key=lambda one: -score[one])
    first, second = ranked[0], ranked[1]
    if score[first] < 0.12 or first not in ("en", "fr", "es"):
        return "", False
    return first, score[first] > score[second] * 1.3 and len(words) > 20


def label(kind: str, text: str) -> re.Match[str] | None:
    """Find a label at the beginning of a line."""
    return _LABELS[kind].match(text.strip())
