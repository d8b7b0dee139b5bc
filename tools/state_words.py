"""The grammar that names of States need in running text, for tools/make_states.py.

What a rule of the language gives is worked out; what no rule gives stands in a table. French,
Spanish, Russian and Arabic forms are checked where a source was read (see SOURCES in
make_states.py), and are otherwise from memory.
"""

import re

Words = dict[str, str]
"""Of one name in one language: short, and where they differ from it runs (in a sentence, with its
article) and of (what follows "Permanent Representative"); gender, number and article for French and
Spanish."""


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")

# --- English ---


def english(short: str, runs: str) -> Words:
    """English words: "the Gambia", "of the Gambia"."""
    return _words(short, runs, f"of {runs}")


# --- French ---

FRENCH_BARE = _codes("AG BH CU CV CY DJ HT IL KI KN LC LK MC MG MT MU NR OM SG SM ST SV VC VU")
"""Without article: de Cuba, d'Haïti."""
FRENCH_PLURAL = _codes("AE BS FJ FM KM MH MV PH PW SB SC TO TV US")
"""With les: des Comores."""
FRENCH_MASCULINE = _codes("AE BZ FM KH MX MZ PS SR TL TV US VA ZW")
"""Masculine, though they end in -e or are plural."""
FRENCH_FEMININE = _codes("AG BA CD CF CU FJ GW KM KP LA LC MD MH MK PG SB SY TT ZA")
"""Feminine, though they do not end in -e."""


def french(code: str, short: str) -> Words:
    """French words: "la Suisse", "de la Suisse"."""
    name = _turned(short)
    # The name after its turn decides: le Royaume des Pays-Bas, la République islamique d'Iran.
    head = name.split()[0]
    if name != short:
        feminine = head == "République"
        plural = head == "États"
    else:
        feminine = code in FRENCH_FEMININE or (name.endswith("e") and code not in FRENCH_MASCULINE)
        plural = code in FRENCH_PLURAL
    bare = code in FRENCH_BARE and name == short
    vowel = name[0] in "AEIOUÉÎÀ" or name == "Haïti"
    if bare:
        article, runs, of = "", name, f"d'{name}" if vowel else f"de {name}"
    elif plural:
        article, runs, of = "les", f"les {name}", f"des {name}"
    elif vowel:
        article, runs, of = "l'", f"l'{name}", f"de l'{name}"
    elif feminine:
        article, runs, of = "la", f"la {name}", f"de la {name}"
    else:
        article, runs, of = "le", f"le {name}", f"du {name}"
    return _words(short, runs, of, article, "f" if feminine else "m", "p" if plural else "s")


# --- Spanish ---

SPANISH_EL = _codes("AF BO BR CA CG CM EC GA GB IQ JP LB NE NL PE PK PS PY SD SN TD TG UY YE")
SPANISH_LA = _codes("AR SA CD CF DO IN IR KP KR LA MD RU SY TZ VA VE")
SPANISH_LOS = _codes("AE FM US")
SPANISH_LAS = _codes("BS KM MH SB")
SPANISH_PLURAL = _codes("MV PH SC")
"""Plural without article: de Filipinas."""
SPANISH_FEMININE = _codes("IR VE KP KR MD RU VA PH MV SC")
"""Feminine, though the name does not tell by its end."""


def spanish(code: str, short: str) -> Words:
    """Spanish words: "el Uruguay", "del Uruguay"."""
    name = _turned(short)
    articles = {"el": SPANISH_EL, "la": SPANISH_LA, "los": SPANISH_LOS, "las": SPANISH_LAS}
    article = next((one for one, codes in articles.items() if code in codes), "")
    plural = article in ("los", "las") or code in SPANISH_PLURAL
    feminine = article in ("la", "las") or code in SPANISH_FEMININE
    if not article:
        feminine |= name.split()[0].endswith("a")
    runs = f"{article} {name}".strip()
    of = f"del {name}" if article == "el" else f"de {runs}"
    return _words(short, runs, of, article, "f" if feminine else "m", "p" if plural else "s")


# --- Russian ---

RUSSIAN_NOMINATIVE = {
    "BO": "Многонациональное Государство Боливия",
    "FM": "Федеративные Штаты Микронезии",
    "IR": "Исламская Республика Иран",
    "NL": "Королевство Нидерландов",
    "VE": "Боливарианская Республика Венесуэла",
}
"""Inverted names turned round, which needs a case now and then."""
RUSSIAN_GENITIVE = {
    "AE": "Объединенных Арабских Эмиратов",
    "AG": "Антигуа и Барбуды",
    "BA": "Боснии и Герцеговины",
    "BN": "Бруней-Даруссалама",
    "BO": "Многонационального Государства Боливия",
    "BS": "Багамских Островов",
    "BY": "Беларуси",
    "CD": "Демократической Республики Конго",
    "CF": "Центральноафриканской Республики",
    "CI": "Кот-д'Ивуара",
    "CR": "Коста-Рики",
    "DO": "Доминиканской Республики",
    "EG": "Египта",
    "FM": "Федеративных Штатов Микронезии",
    "GB": "Соединенного Королевства Великобритании и Северной Ирландии",
    "GQ": "Экваториальной Гвинеи",
    "GW": "Гвинеи-Бисау",
    "IL": "Израиля",
    "IR": "Исламской Республики Иран",
    "KM": "Коморских Островов",
    "KN": "Сент-Китса и Невиса",
    "KP": "Корейской Народно-Демократической Республики",
    "KR": "Республики Корея",
    "LA": "Лаосской Народно-Демократической Республики",
    "LC": "Сент-Люсии",
    "LK": "Шри-Ланки",
    "MD": "Республики Молдова",
    "MH": "Маршалловых Островов",
    "MK": "Северной Македонии",
    "MV": "Мальдивских Островов",
    "NI": "Никарагуа",
    "NL": "Королевства Нидерландов",
    "NZ": "Новой Зеландии",
    "PG": "Папуа — Новой Гвинеи",
    "PH": "Филиппин",
    "PS": "Государства Палестина",
    "RU": "Российской Федерации",
    "SA": "Саудовской Аравии",
    "SB": "Соломоновых Островов",
    "SC": "Сейшельских Островов",
    "SM": "Сан-Марино",
    "SS": "Южного Судана",
    "ST": "Сан-Томе и Принсипи",
    "SY": "Сирийской Арабской Республики",
    "TT": "Тринидада и Тобаго",
    "TZ": "Объединенной Республики Танзания",
    "US": "Соединенных Штатов Америки",
    "VA": "Святого Престола",
    "VC": "Сент-Винсента и Гренадин",
    "VE": "Боливарианской Республики Венесуэла",
    "WS": "Самоа",
    "ZA": "Южной Африки",
}


def russian(code: str, short: str) -> Words:
    """Russian words: "Швейцария", "Швейцарии"."""
    runs = RUSSIAN_NOMINATIVE.get(code, short)
    return _words(short, runs, RUSSIAN_GENITIVE.get(code) or _genitive(code, short))


def _genitive(code: str, name: str) -> str:
    """The genitive of a name of one word."""
    if re.search(r"[ (]", name):
        raise AssertionError(f"{code}: {name} has several words; give its genitive")
    if code == "BD" or name[-1] in "оеиуэюы":
        return name
    if name.endswith("ия"):
        return f"{name[:-1]}и"
    if name.endswith("я"):
        return f"{name[:-1]}и"
    if name.endswith("а"):
        return f"{name[:-1]}{'и' if name[-2] in 'гкхжчшщ' else 'ы'}"
    if name.endswith("й"):
        return f"{name[:-1]}я"
    if name.endswith("ь"):
        raise AssertionError(f"{code}: {name}; give its genitive")
    return f"{name}а"


# --- Chinese and Arabic ---


def chinese(short: str) -> Words:
    """Chinese words: the bare name."""
    return _words(short, short, short)


ARABIC_TURNED = {
    "BO": "دولة بوليفيا المتعددة القوميات",
    "FM": "ولايات ميكرونيزيا الموحدة",
    "IR": "جمهورية إيران الإسلامية",
    "NL": "مملكة هولندا",
    "VE": "جمهورية فنزويلا البوليفارية",
}
ARABIC_SHORT = {"NL": "هولندا (مملكة -)", "TL": "تيمور - ليشتي"}
"""Where the package has a slip: a stray sign, a space left out."""


def arabic(code: str, short: str) -> Words:
    """Arabic words: "سويسرا", "لسويسرا"."""
    short = ARABIC_SHORT.get(code, short)
    runs = ARABIC_TURNED.get(code, short)
    return _words(short, runs, with_li(runs))


def with_li(name: str) -> str:
    """The name with li- before it, which takes the place of the article's alif."""
    return f"لل{name[2:]}" if name.startswith("ال") else f"ل{name}"


# --- All ---


def _turned(short: str) -> str:
    """An inverted name turned round: "République islamique d'Iran"."""
    inverted = re.fullmatch(r"(.+) \((.+)\)", short)
    if not inverted:
        return short
    return inverted[2] + ("" if inverted[2].endswith("'") else " ") + inverted[1]


def _words(
    short: str, runs: str, of: str, article: str | None = None, gender: str = "", number: str = ""
) -> Words:
    found = {"short": short}
    if runs != short:
        found["runs"] = runs
    if of != short:
        found["of"] = of
    if article is not None:
        found |= {"article": article, "gender": gender, "number": number}
    return {key: value.replace("’", "'") for key, value in found.items()}


# What else a name was in the other languages. code: {language: (short, of) or, for French and
# Spanish, (short, of, article, gender, number)}. From memory, all of it.
FORMER_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "BO": {
        "ar": ("بوليفيا", "لبوليفيا"),
        "es": ("Bolivia", "de Bolivia", "", "f", "s"),
        "fr": ("Bolivie", "de la Bolivie", "la", "f", "s"),
        "ru": ("Боливия", "Боливии"),
        "zh": ("玻利维亚",),
    },
    "BY": {
        "ar": (
            "جمهورية بيلوروسيا الاشتراكية السوفياتية",
            "لجمهورية بيلوروسيا الاشتراكية السوفياتية",
        ),
        "es": (
            "República Socialista Soviética de Bielorrusia",
            "de la República Socialista Soviética de Bielorrusia",
            "la",
            "f",
            "s",
        ),
        "fr": (
            "République socialiste soviétique de Biélorussie",
            "de la République socialiste soviétique de Biélorussie",
            "la",
            "f",
            "s",
        ),
        "ru": (
            "Белорусская Советская Социалистическая Республика",
            "Белорусской Советской Социалистической Республики",
        ),
        "zh": ("白俄罗斯苏维埃社会主义共和国",),
    },
    "CD": {
        "ar": ("زائير", "لزائير"),
        "es": ("Zaire", "del Zaire", "el", "m", "s"),
        "fr": ("Zaïre", "du Zaïre", "le", "m", "s"),
        "ru": ("Заир", "Заира"),
        "zh": ("扎伊尔",),
    },
    "CV": {
        "ar": ("الرأس الأخضر", "للرأس الأخضر"),
        "es": ("Cabo Verde", "de Cabo Verde", "", "m", "s"),
        "fr": ("Cap-Vert", "du Cap-Vert", "le", "m", "s"),
        "ru": ("Кабо-Верде",),
        "zh": ("佛得角",),
    },
    "CZ": {
        "ar": ("الجمهورية التشيكية", "للجمهورية التشيكية"),
        "es": ("República Checa", "de la República Checa", "la", "f", "s"),
        "fr": ("République tchèque", "de la République tchèque", "la", "f", "s"),
        "ru": ("Чешская Республика", "Чешской Республики"),
        "zh": ("捷克共和国",),
    },
    "DE": {
        "ar": ("جمهورية ألمانيا الاتحادية", "لجمهورية ألمانيا الاتحادية"),
        "es": (
            "República Federal de Alemania",
            "de la República Federal de Alemania",
            "la",
            "f",
            "s",
        ),
        "fr": (
            "République fédérale d'Allemagne",
            "de la République fédérale d'Allemagne",
            "la",
            "f",
            "s",
        ),
        "ru": ("Федеративная Республика Германии", "Федеративной Республики Германии"),
        "zh": ("德意志联邦共和国",),
    },
    "KH": {
        "ar": ("كمبوتشيا الديمقراطية", "لكمبوتشيا الديمقراطية"),
        "es": ("Kampuchea Democrática", "de Kampuchea Democrática", "", "f", "s"),
        "fr": ("Kampuchea démocratique", "du Kampuchea démocratique", "le", "m", "s"),
        "ru": ("Демократическая Кампучия", "Демократической Кампучии"),
        "zh": ("民主柬埔寨",),
    },
    "LY": {
        "ar": ("الجماهيرية العربية الليبية", "للجماهيرية العربية الليبية"),
        "es": ("Jamahiriya Árabe Libia", "de la Jamahiriya Árabe Libia", "la", "f", "s"),
        "fr": ("Jamahiriya arabe libyenne", "de la Jamahiriya arabe libyenne", "la", "f", "s"),
        "ru": ("Ливийская Арабская Джамахирия", "Ливийской Арабской Джамахирии"),
        "zh": ("阿拉伯利比亚民众国",),
    },
    "MK": {
        "ar": ("جمهورية مقدونيا اليوغوسلافية السابقة", "لجمهورية مقدونيا اليوغوسلافية السابقة"),
        "es": (
            "ex República Yugoslava de Macedonia",
            "de la ex República Yugoslava de Macedonia",
            "la",
            "f",
            "s",
        ),
        "fr": (
            "ex-République yougoslave de Macédoine",
            "de l'ex-République yougoslave de Macédoine",
            "l'",
            "f",
            "s",
        ),
        "ru": (
            "бывшая югославская Республика Македония",
            "бывшей югославской Республики Македония",
        ),
        "zh": ("前南斯拉夫的马其顿共和国",),
    },
    "NL": {
        "ar": ("هولندا", "لهولندا"),
        "es": ("Países Bajos", "de los Países Bajos", "los", "m", "p"),
        "fr": ("Pays-Bas", "des Pays-Bas", "les", "m", "p"),
        "ru": ("Нидерланды", "Нидерландов"),
        "zh": ("荷兰",),
    },
    "NR": {
        "ar": ("ناورو", "لناورو"),
        "es": ("Nauru", "de Nauru", "", "m", "s"),
        "fr": ("Nauru", "de Nauru", "", "m", "s"),
        "ru": ("Науру",),
        "zh": ("瑙鲁",),
    },
    "PS": {
        "ar": ("فلسطين", "لفلسطين"),
        "es": ("Palestina", "de Palestina", "", "f", "s"),
        "fr": ("Palestine", "de la Palestine", "la", "f", "s"),
        "ru": ("Палестина", "Палестины"),
        "zh": ("巴勒斯坦",),
    },
    "RS": {
        "ar": ("يوغوسلافيا", "ليوغوسلافيا"),
        "es": ("Yugoslavia", "de Yugoslavia", "", "f", "s"),
        "fr": ("Yougoslavie", "de la Yougoslavie", "la", "f", "s"),
        "ru": ("Югославия", "Югославии"),
        "zh": ("南斯拉夫",),
    },
    "RS 2": {
        "ar": ("صربيا والجبل الأسود", "لصربيا والجبل الأسود"),
        "es": ("Serbia y Montenegro", "de Serbia y Montenegro", "", "f", "s"),
        "fr": ("Serbie-et-Monténégro", "de la Serbie-et-Monténégro", "la", "f", "s"),
        "ru": ("Сербия и Черногория", "Сербии и Черногории"),
        "zh": ("塞尔维亚和黑山",),
    },
    "RU": {
        "ar": ("اتحاد الجمهوريات الاشتراكية السوفياتية", "لاتحاد الجمهوريات الاشتراكية السوفياتية"),
        "es": (
            "Unión de Repúblicas Socialistas Soviéticas",
            "de la Unión de Repúblicas Socialistas Soviéticas",
            "la",
            "f",
            "s",
        ),
        "fr": (
            "Union des Républiques socialistes soviétiques",
            "de l'Union des Républiques socialistes soviétiques",
            "l'",
            "f",
            "s",
        ),
        "ru": (
            "Союз Советских Социалистических Республик",
            "Союза Советских Социалистических Республик",
        ),
        "zh": ("苏维埃社会主义共和国联盟",),
    },
    "SZ": {
        "ar": ("سوازيلند", "لسوازيلند"),
        "es": ("Swazilandia", "de Swazilandia", "", "f", "s"),
        "fr": ("Swaziland", "du Swaziland", "le", "m", "s"),
        "ru": ("Свазиленд", "Свазиленда"),
        "zh": ("斯威士兰",),
    },
    "TR": {
        "ar": ("تركيا", "لتركيا"),
        "es": ("Turquía", "de Turquía", "", "f", "s"),
        "fr": ("Turquie", "de la Turquie", "la", "f", "s"),
        "ru": ("Турция", "Турции"),
        "zh": ("土耳其",),
    },
    "UA": {
        "ar": ("جمهورية أوكرانيا الاشتراكية السوفياتية", "لجمهورية أوكرانيا الاشتراكية السوفياتية"),
        "es": (
            "República Socialista Soviética de Ucrania",
            "de la República Socialista Soviética de Ucrania",
            "la",
            "f",
            "s",
        ),
        "fr": (
            "République socialiste soviétique d'Ukraine",
            "de la République socialiste soviétique d'Ukraine",
            "la",
            "f",
            "s",
        ),
        "ru": (
            "Украинская Советская Социалистическая Республика",
            "Украинской Советской Социалистической Республики",
        ),
        "zh": ("乌克兰苏维埃社会主义共和国",),
    },
    "VE": {
        "ar": ("فنزويلا", "لفنزويلا"),
        "es": ("Venezuela", "de Venezuela", "", "f", "s"),
        "fr": ("Venezuela", "du Venezuela", "le", "m", "s"),
        "ru": ("Венесуэла", "Венесуэлы"),
        "zh": ("委内瑞拉",),
    },
}


def former(key: str, language: str) -> Words:
    """The words of a former name in a language other than English."""
    given = FORMER_WORDS[key][language]
    short, of = given[0], given[-1] if len(given) < 3 else given[1]
    article, gender, number = given[2:] if len(given) == 5 else (None, "", "")
    runs = short
    if article:
        runs = f"{article}{'' if article.endswith(chr(39)) else ' '}{short}"
    return _words(short, runs, of, article, gender, number)


# Names that people write and that are not the State's at the United Nations: a suggestion follows.
INFORMAL: dict[str, str] = {
    "america": "US",
    "belorussia": "BY",
    "bosnia": "BA",
    "britain": "GB",
    "brunei": "BN",
    "burma": "MM",
    "byelorussia": "BY",
    "cape verde islands": "CV",
    "dprk": "KP",
    "drc": "CD",
    "east timor": "TL",
    "emirates": "AE",
    "england": "GB",
    "fyrom": "MK",
    "great britain": "GB",
    "holland": "NL",
    "iran": "IR",
    "ivory coast": "CI",
    "korea": "KR",
    "lao pdr": "LA",
    "laos": "LA",
    "macedonia": "MK",
    "micronesia": "FM",
    "moldova": "MD",
    "north korea": "KP",
    "palestinian territories": "PS",
    "prc": "CN",
    "republic of the congo": "CG",
    "rok": "KR",
    "russia": "RU",
    "south korea": "KR",
    "soviet union": "RU",
    "st. kitts and nevis": "KN",
    "st. lucia": "LC",
    "st. vincent and the grenadines": "VC",
    "st kitts and nevis": "KN",
    "st lucia": "LC",
    "st vincent and the grenadines": "VC",
    "syria": "SY",
    "tanzania": "TZ",
    "the states": "US",
    "timor": "TL",
    "trinidad": "TT",
    "u.a.e.": "AE",
    "u.k.": "GB",
    "u.s.": "US",
    "u.s.a.": "US",
    "uae": "AE",
    "uk": "GB",
    "united kingdom": "GB",
    "united states": "US",
    "vatican": "VA",
    "vatican city": "VA",
    "vietnam": "VN",
}
GROUPS = {
    "African": (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML "
        "MR MU MW MZ NA NE NG RW SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW"
    ),
    "Asia-Pacific": (
        "AE AF BD BH BN BT CN CY FJ FM ID IN IQ IR JO JP KG KH KI KP KR KW KZ LA LB LK MH MM MN MV "
        "MY NP NR OM PG PH PK PW QA SA SB SG SY TH TJ TL TM TO TV UZ VN VU WS YE"
    ),
    "Eastern European": "AL AM AZ BA BG BY CZ EE GE HR HU LT LV MD ME MK PL RO RS RU SI SK UA",
    "GRULAC": (
        "AG AR BB BO BR BS BZ CL CO CR CU DM DO EC GD GT GY HN HT JM KN LC MX NI PA PE PY SR SV TT "
        "UY VC VE"
    ),
    "WEOG": (
        "AD AT AU BE CA CH DE DK ES FI FR GB GR IE IL IS IT LI LU MC MT NL NO NZ PT SE SM TR US"
    ),
}
"""The regional groups, as elections have them."""
