"""Makes src/verbale/protocol/data/states.yaml: the States, their names, and the days that matter.

The names in use now come from the package hdx-python-country, whose taxonomy file is taken from
UNTERM, the terminology database of the United Nations. Days of admission, and the names States had
before, are kept below, each with its source. Neither the program nor its tests need the package, so
give it an environment of its own:

    pip install hdx-python-country==4.2.5 pyyaml
    python tools/make_states.py          # writes the file
    python tools/make_states.py --check  # only says whether it would change

With country_converter installed too, the year of each admission is checked against it.
"""

import argparse
import csv
import datetime
import importlib.metadata
import itertools
import json
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

sys.path.insert(0, str(Path(__file__).parent))
import state_words as words

Record = dict[str, Any]

PACKAGE = "hdx-python-country"
TARGET = Path(__file__).resolve().parents[1] / "src/verbale/protocol/data/states.yaml"

HEADER = """\
# The States: the 193 Members of the United Nations and the two observer States, by ISO 3166-1 code.
#
# Made by tools/make_states.py from {package} {version}. Do not edit: change the script, run it. An
# office that needs another name or another State says so in templates/states.yaml (docs/data.md).
#
# Each record is one line of JSON, which YAML contains: it is read in a tenth of the time.
#
# names     one entry for each name since 1990, oldest first; `from` and `until` are the first and
#           the last day. No `from`: also before; no `until`: still in use. In each language:
#   short   the short name as UNTERM lists it, and by which States are put in alphabetical order
#   runs    how it runs in a sentence, turned round and with its article; not given: as `short`
#   of      what follows "Permanent Representative"; not given: as `short`
#   article, gender (f, m) and number (s, p): of the name in French and Spanish
#   formal  the formal name in English, at the entry
#   source  of an entry with `from`: where that day is from; of one without: where the form is from.
#           An entry without it has its form from `unterm`.
# admitted  the day of admission to membership; `source` of the record says where it is from
# observer  from when (and until when) it was an observer State, with the source
# group     the regional group
#
# What is said in every record is from the source that `facts` names for it.
#
# Complete for any day since 2000-11-01. On earlier days there were Members that no longer exist and
# are not here: Yugoslavia (until 2000-11-01), Czechoslovakia (1992-12-31), the German Democratic
# Republic (1990-10-02), Democratic Yemen (1990-05-21).
#
# A source is `verified` when the fact was read in it. It is `unverified` when the fact is from
# memory, or when a day is that of the State's own change of name, and that of the United Nations
# was not found.
"""

# fact: the key of its source. French names whose `of` was read: VERIFIED_FRENCH.
FACTS = {
    "iso2, iso3, m49": "unterm",
    "short in six languages": "unterm",
    "formal": "unterm",
    "runs and of in English": "unterm",
    "runs, of, article, gender and number in French": "grammar",
    "runs, of, article, gender and number in Spanish": "grammar",
    "runs and of in Russian": "grammar",
    "runs and of in Arabic": "grammar",
    "of in Chinese": "unterm",
    "former names in languages other than English": "translations",
    "formal of former names": "memory",
    "group": "groups",
    "informal": "memory",
}

# key: (state, description)
SOURCES = {
    "unterm": (
        "verified",
        "UNTERM names in use now, as carried by the package; the article in `of` is that of the "
        "formal name (the Republic of the Niger, so: the Niger)",
    ),
    "press": (
        "verified",
        "United Nations press release ORG/1469 of 3 July 2006, the 192 Members with their days of "
        "admission, in the English and French transcriptions on Wikisource",
    ),
    "yearbook": (
        "verified",
        "Yearbook of the United Nations, 1968 and 1974, appendix I: Roster of the United Nations",
    ),
    "lists": (
        "verified",
        "Lists of Members with days of admission or merger published by others; where several were "
        "seen they agree. The United Nations' own text was not seen",
    ),
    "documents": (
        "verified",
        "United Nations documents that bear the name: A/55/411 and ORG/1469 (the former Yugoslav "
        "Republic of Macedonia), S/1999/766 (Yugoslavia), S/2004/141 (Serbia and Montenegro), "
        "A/59/PV.26 of 12 October 2004 (Venezuela)",
    ),
    "growth": (
        "verified",
        "United Nations, Growth in membership, note on Belarus: told the United Nations its new "
        "name on 19 September 1991",
    ),
    "library": (
        "verified",
        "Dag Hammarskjöld Library, Ask UN 378083: letter of 24 December 1991 asking that the name "
        "Russian Federation be used in place of Union of Soviet Socialist Republics",
    ),
    "notice": (
        "verified",
        "UNTERM's note as quoted in public: note verbale of 6 July 2026, name in effect as of "
        "26 June 2026",
    ),
    "unis": (
        "verified",
        "UNIS/VIC/184 of 5 October 2011: Libya notified its name after resolution 66/1; the day "
        "here is that of the resolution",
    ),
    "news": (
        "verified",
        "Reports of the time: letter of the Chief of Protocol of 17 December 2012 (State of "
        "Palestine in all documents); the name replaced in the United Nations' list on 14 February "
        "2019 (North Macedonia); letter received and in effect on 1 June 2022 (Türkiye); Federal "
        "Register 69 FR 3188 for 4 February 2003 (Serbia and Montenegro)",
    ),
    "observers": (
        "verified",
        "Lists of observers: Holy See since 6 April 1964; Palestine since resolution 3237 (XXIX) "
        "of 22 November 1974, as a State since resolution 67/19 of 29 November 2012",
    ),
    "grammar": (
        "unverified",
        "Article, gender and case by the rules of each language, the exceptions from memory. Read "
        "in documents: du Portugal, du Costa Rica, de la Lettonie, d'El Salvador, de Sri Lanka, de "
        "la République de Corée, du Saint-Siège; del Brasil, del Estado Plurinacional de Bolivia; "
        "Российской Федерации; the Arabic of Romania, Qatar and the Syrian Arab Republic",
    ),
    "translations": (
        "unverified",
        "The names as United Nations documents of their time had them, from memory",
    ),
    "groups": (
        "verified",
        "Lists of the Department for General Assembly and Conference Management for the African, "
        "Asia-Pacific and Eastern European groups; the others from the packages world-countries "
        "5.1.0 and countrygroups 0.13.0, which agree. As elections have them: Türkiye takes part "
        "in two groups, the United States observes one. Unverified: Kiribati, which one source has "
        "in no group",
    ),
    "former-observers": (
        "unverified",
        "From memory: States that had observer missions before they were admitted. The first day "
        "is that of the year",
    ),
    "renamed": (
        "unverified",
        "The day on which the State took or announced the name, as told by others; the day from "
        "which the United Nations used it was not found. Bolivia: decree 48 of 18 March 2009. "
        "Czechia: in UNTERM on 5 July 2016",
    ),
    "memory": (
        "unverified",
        "From memory. Netherlands: only the year is known, and that UNTERM had it by August 2023. "
        "Venezuela: the old name stood in a record of 12 October 2004, the new one in a letter of "
        "7 January 2009",
    ),
}

# source: {day of admission: codes}
ADMITTED = {
    "press": {
        "1945-10-24": "AR BR BY CL CN DO EG FR GB HT IR PH PL PY RU SA SY TR UA US",
        "1945-10-25": "GR",
        "1945-10-30": "IN",
        "1945-10-31": "PE",
        "1945-11-01": "AU",
        "1945-11-02": "CR",
        "1945-11-05": "CO",
        "1945-11-07": "ZA",
        "1945-11-09": "CA",
        "1945-11-13": "ET PA",
        "1945-11-14": "BO",
        "1945-11-15": "VE",
        "1945-11-21": "GT",
        "1945-12-10": "NL",
        "1945-12-17": "HN",
        "1945-12-18": "UY",
        "1945-12-21": "IQ",
        "1945-12-27": "BE",
        "1946-11-19": "AF IS SE",
        "1946-12-16": "TH",
        "1947-09-30": "YE",
        "1949-05-11": "IL",
        "1950-09-28": "ID",
        "1955-12-14": "AL AT BG FI HU IE IT JO KH LA LK LY PT RO",
        "1956-11-12": "SD TN",
        "1956-12-18": "JP",
        "1957-03-08": "GH",
        "1958-12-12": "GN",
        "1960-09-20": "BF BJ CD CF CI CM CY GA SO TG",
        "1960-09-28": "SN",
        "1961-09-27": "SL",
        "1961-12-14": "TZ",
        "1962-09-18": "BI JM RW TT",
        "1962-10-08": "DZ",
        "1962-10-25": "UG",
        "1963-05-14": "KW",
        "1963-12-16": "KE",
        "1964-12-01": "ZM",
        "1965-09-21": "GM SG",
        "1966-09-20": "GY",
        "1966-10-17": "BW LS",
        "1966-12-09": "BB",
        "1968-09-24": "SZ",
        "1968-11-12": "GQ",
        "1970-10-13": "FJ",
        "1971-09-21": "BH BT QA",
        "1971-12-09": "AE",
        "1973-09-18": "BS DE",
        "1974-09-17": "BD GD GW",
        "1975-09-16": "CV ST",
        "1975-10-10": "PG",
        "1975-11-12": "KM",
        "1975-12-04": "SR",
        "1976-09-21": "SC",
        "1976-12-01": "AO",
        "1976-12-15": "WS",
        "1977-09-20": "VN",
        "1978-09-19": "SB",
        "1979-09-18": "LC",
        "1980-08-25": "ZW",
        "1980-09-16": "VC",
        "1981-09-15": "VU",
        "1981-09-25": "BZ",
        "1981-11-11": "AG",
        "1983-09-23": "KN",
        "1984-09-21": "BN",
        "1991-09-17": "KP KR LV MH",
        "1992-03-02": "AM AZ KG KZ MD SM TJ TM UZ",
        "1992-05-22": "BA SI",
        "1992-07-31": "GE",
        "1993-01-19": "CZ SK",
        "1993-04-08": "MK",
        "1993-07-28": "AD",
        "1999-09-14": "KI TO",
        "2000-09-05": "TV",
        "2000-11-01": "RS",
        "2002-09-10": "CH",
        "2002-09-27": "TL",
        "2006-06-28": "ME",
    },
    "yearbook": {
        "1945-10-24": "CU DK LB LU NI NZ SV",
        "1945-11-02": "LR",
        "1945-11-07": "MX",
        "1945-11-27": "NO",
        "1945-12-21": "EC",
        "1947-09-30": "PK",
        "1948-04-19": "MM",
        "1955-12-14": "ES NP",
        "1956-11-12": "MA",
        "1957-09-17": "MY",
        "1960-09-20": "CG MG NE TD",
        "1960-09-28": "ML",
        "1960-10-07": "NG",
        "1961-10-27": "MN MR",
        "1964-12-01": "MT MW",
        "1965-09-21": "MV",
        "1968-04-24": "MU",
    },
    "lists": {
        "1971-10-07": "OM",
        "1975-09-16": "MZ",
        "1977-09-20": "DJ",
        "1978-12-18": "DM",
        "1990-04-23": "NA",
        "1990-09-18": "LI",
        "1991-09-17": "EE FM LT",
        "1992-05-22": "HR",
        "1993-05-28": "ER MC",
        "1994-12-15": "PW",
        "1999-09-14": "NR",
        "2011-07-14": "SS",
    },
}

# code: (since, source)
OBSERVERS = {"VA": ("1964-04-06", "observers"), "PS": ("1974-11-22", "observers")}
# Members that had been observers, since 1990: the first day; the last is that before admission.
ONCE_OBSERVERS = {"CH": "1946-01-01", "KR": "1949-01-01", "KP": "1973-01-01", "MC": "1956-01-01"}


class Former(NamedTuple):
    """A name a State had, and the day on which the next one took its place."""

    short: str
    of: str
    form: str  # the source of the name's form
    changed: str
    source: str  # the source of that day
    formal: str = ""


# Oldest first. Samoa is not here: it was "Samoa" at the United Nations when the State was still
# Western Samoa; only its formal name changed (ISO 3166-1 Newsletter V-1, 1998). Nor is Yemen, whose
# short name did not change with the merger of 22 May 1990.
FORMER = {
    "BO": [
        Former("Bolivia", "Bolivia", "yearbook", "2009-03-18", "renamed", "the Republic of Bolivia")
    ],
    "BY": [
        Former(
            "Byelorussian Soviet Socialist Republic",
            "the Byelorussian Soviet Socialist Republic",
            "yearbook",
            "1991-09-19",
            "growth",
        )
    ],
    "CD": [Former("Zaire", "Zaire", "memory", "1997-05-17", "renamed", "the Republic of Zaire")],
    "CV": [
        Former(
            "Cape Verde",
            "Cape Verde",
            "lists",
            "2013-10-24",
            "memory",
            "the Republic of Cape Verde",
        )
    ],
    "CZ": [
        Former(
            "Czech Republic",
            "the Czech Republic",
            "press",
            "2016-05-17",
            "renamed",
            "the Czech Republic",
        )
    ],
    "DE": [
        Former(
            "Germany, Federal Republic of",
            "the Federal Republic of Germany",
            "memory",
            "1990-10-03",
            "lists",
        )
    ],
    "KH": [
        Former("Democratic Kampuchea", "Democratic Kampuchea", "memory", "1990-02-03", "memory")
    ],
    "LY": [
        Former("Libyan Arab Jamahiriya", "the Libyan Arab Jamahiriya", "unis", "2011-09-16", "unis")
    ],
    "MK": [
        Former(
            "The former Yugoslav Republic of Macedonia",
            "the former Yugoslav Republic of Macedonia",
            "documents",
            "2019-02-14",
            "news",
        )
    ],
    "NL": [
        Former(
            "Netherlands",
            "the Netherlands",
            "yearbook",
            "2023-01-01",
            "memory",
            "the Kingdom of the Netherlands",
        )
    ],
    "NR": [Former("Nauru", "Nauru", "notice", "2026-06-26", "notice", "the Republic of Nauru")],
    "PS": [Former("Palestine", "Palestine", "news", "2012-12-17", "news")],
    "RS": [
        Former("Yugoslavia", "Yugoslavia", "documents", "2003-02-04", "news"),
        Former(
            "Serbia and Montenegro", "Serbia and Montenegro", "documents", "2006-06-03", "memory"
        ),
    ],
    "RU": [
        Former(
            "Union of Soviet Socialist Republics",
            "the Union of Soviet Socialist Republics",
            "library",
            "1991-12-24",
            "library",
        )
    ],
    "SZ": [
        Former(
            "Swaziland", "Swaziland", "yearbook", "2018-05-30", "memory", "the Kingdom of Swaziland"
        )
    ],
    "TR": [Former("Turkey", "Turkey", "press", "2022-06-01", "news", "the Republic of Turkey")],
    "UA": [
        Former(
            "Ukrainian Soviet Socialist Republic",
            "the Ukrainian Soviet Socialist Republic",
            "memory",
            "1991-08-24",
            "memory",
        )
    ],
    "VE": [Former("Venezuela", "Venezuela", "documents", "2005-01-01", "memory")],
}

# Members on a day; and the States whose name takes "the" after "of", as the handbooks have it.
COUNTS = {
    "1999-12-31": 188,
    "2000-10-31": 189,
    "2002-01-15": 189,
    "2002-09-10": 190,
    "2003-01-01": 191,
    "2006-06-27": 191,
    "2007-01-01": 192,
    "2011-07-13": 192,
    "2011-07-14": 193,
    "2026-01-01": 193,
}
WITH_ARTICLE = "AE BO BS CD CF CG DO FM GB GM IR KM KP KR LA MD MH NE NL PH PS RU SD SY TZ US VA VE"


def main() -> int:
    """Writes the file, or with --check says whether it would change."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 on a change")
    check = parser.parse_args().check

    version, rows = taxonomy()
    states = {code: state(code, rows[code]) for code in sorted(rows)}
    verify(states)
    text = written(version, states)
    if yaml.load(text, yaml.BaseLoader)["states"] != states:
        raise AssertionError("the file does not read back as what was written")

    if check:
        same = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
        print(f"{TARGET.name}: {'up to date' if same else 'would change'}")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(f"{TARGET.name}: {len(states)} States, {len(text.encode())} bytes, {PACKAGE} {version}")
    return 0


def taxonomy() -> tuple[str, dict[str, dict[str, str]]]:
    """The package's version, and its rows of Members and observer States by their code."""
    package = importlib.metadata.distribution(PACKAGE)
    [name] = [f for f in package.files or [] if f.suffix == ".csv" and "Taxonomy" in f.name]
    with Path(str(package.locate_file(name))).open(encoding="utf-8-sig", newline="") as file:
        rows = {row["ISO 3166-1 Alpha 2-Codes"]: row for row in csv.DictReader(file)}
    # DGACM, which services the meetings of the United Nations, lists exactly the Members.
    members = {code for code, row in rows.items() if row["Appears in DGACM list"] == "Y"}
    return package.version, {code: rows[code] for code in members | set(OBSERVERS)}


def state(code: str, row: dict[str, str]) -> Record:
    """One State's record, as it stands in the file."""
    short, formal = straight(row["English Short"]), straight(row["English Formal"])
    names: list[Record] = []
    start: Record = {}
    source = ""
    for number, former in enumerate(FORMER.get(code, []), 1):
        key = code if number == 1 else f"{code} {number}"
        entry = start | {"until": day_before(former.changed)}
        for language in words.LANGUAGES:
            entry[language] = (
                words.english(former.short, former.of)
                if language == "en"
                else words.former(key, language)
            )
        if former.formal:
            entry["formal"] = former.formal
        names.append(entry | {"source": source or former.form})
        start, source = {"from": former.changed}, former.source
    entry = start | {
        "ar": words.arabic(code, straight(row["Arabic Short"])),
        "en": words.english(short, running(short, formal)),
        "es": words.spanish(code, straight(row["Spanish Short"])),
        "fr": words.french(code, straight(row["French Short"])),
        "ru": words.russian(code, straight(row["Russian Short"])),
        "zh": words.chinese(straight(row["Chinese Short"])),
        "formal": formal,
    }
    names.append(entry | ({"source": source} if source else {}))

    record: Record = {
        "iso3": row["ISO 3166-1 Alpha 3-Codes"],
        "m49": row["m49 numerical code"].zfill(3),
    }
    if code in OBSERVERS:
        since, record_source = OBSERVERS[code]
        record["observer"] = {"from": since}
    else:
        admitted, record_source = admission(code)
        record["admitted"] = admitted
        record["group"] = next(g for g, codes in words.GROUPS.items() if code in codes.split())
        if since := ONCE_OBSERVERS.get(code, ""):
            until = day_before(admitted)
            record["observer"] = {"from": since, "until": until, "source": "former-observers"}
    return record | {"names": names, "source": record_source}


def straight(name: str) -> str:
    """The name with a typewriter's apostrophes: the package has both, and the page curls them."""
    return name.strip().replace("’", "'")


def running(short: str, formal: str) -> str:
    """How the short name runs on after "of".

    An inverted name is turned round: Iran (Islamic Republic of), the Islamic Republic of Iran. Any
    other takes "the" when the formal name has it there: the Republic of the Niger, the Niger.
    """
    if inverted := re.fullmatch(r"(.+) \((.+)\)", short):
        return f"the {inverted[2]} {inverted[1]}"
    return f"the {short}" if re.search(rf"\bthe {re.escape(short)}$", formal) else short


def admission(code: str) -> tuple[str, str]:
    """The day of a Member's admission and its source; each stands once above."""
    [found] = [
        (day, source)
        for source, days in ADMITTED.items()
        for day, codes in days.items()
        if code in codes.split()
    ]
    return found


def day_before(day: str) -> str:
    """The day before a day, both as 2018-05-30."""
    return (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()


def verify(states: dict[str, Record]) -> None:
    """Stops unless the States add up."""

    def must(holds: bool, what: str) -> None:
        if not holds:
            raise AssertionError(what)

    members = {c: str(s["admitted"]) for c, s in states.items() if "admitted" in s}
    grouped = [code for codes in words.GROUPS.values() for code in codes.split()]
    must(sorted(grouped) == sorted(members), "the regional groups are not those of the Members")
    counts = {group: len(codes.split()) for group, codes in words.GROUPS.items()}
    must(list(counts.values()) == [54, 54, 23, 33, 29], f"members of groups: {counts}")
    must(set(words.INFORMAL.values()) <= set(states), "an informal name of no State")
    must(len(members) == 193, f"{len(members)} Members, not 193")
    must(set(states) - set(members) == set(OBSERVERS), "the observer States are others")
    for day, count in COUNTS.items():
        found = sum(admitted <= day for admitted in members.values())
        # Yugoslavia, which is not here, was still counted until it was admitted anew.
        found += day < members["RS"]
        must(found == count, f"{found} Members on {day}, not {count}")

    listed = [c for days in ADMITTED.values() for codes in days.values() for c in codes.split()]
    must(sorted(listed) == sorted(members), "days of admission are missing, or of no Member")
    for field in ("iso3", "m49"):
        must(len({s[field] for s in states.values()}) == len(states), f"{field} is not unique")
    used = set()
    with_article = set()
    for code, record in states.items():
        names = record["names"]
        used |= {record["source"]} | {entry.get("source", "unterm") for entry in names}
        used |= {record.get("observer", {}).get("source", "observers")}
        last = names[-1]["en"]
        with_article |= {code} if last["of"].startswith("of the ") else set()
        for entry in names:
            for language in words.LANGUAGES:
                forms = entry[language].values()
                must(
                    all(forms) or "article" in entry[language],
                    f"{code} {language}: a word is empty",
                )
                must(not any(re.search("[’_]", form) for form in forms), f"{code}: a stray sign")
        must("from" not in names[0] and "until" not in names[-1], f"{code}: days")
        for earlier, later in itertools.pairwise(names):
            must(earlier["until"] == day_before(later["from"]), f"{code}: a gap between names")
    used |= set(FACTS.values())
    must(used == set(SOURCES), f"sources not used, or not told: {used ^ set(SOURCES)}")
    must(with_article == set(WITH_ARTICLE.split()), f"article: {with_article}")
    verify_years(members)


def verify_years(members: dict[str, str]) -> None:
    """Stops unless country_converter, where it is installed, has the same years of admission."""
    try:
        package = importlib.metadata.distribution("country-converter")
    except importlib.metadata.PackageNotFoundError:
        print("country_converter is not installed: years of admission not checked")
        return
    path = Path(str(package.locate_file("country_converter/country_data.tsv")))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    years = {row["ISO3"]: row["UNmember"].removesuffix(".0") for row in rows if row["UNmember"]}
    iso2 = {row["ISO3"]: re.sub(r"\W.*", "", row["ISO2"].lstrip("^")) for row in rows}
    theirs = {iso2[iso3]: year for iso3, year in years.items()}
    wrong = {c: (d, theirs.get(c)) for c, d in members.items() if theirs.get(c) != d[:4]}
    if wrong:
        raise AssertionError(f"country_converter has other years: {wrong}")
    print(f"years of all {len(members)} admissions agree with country_converter {package.version}")


def written(version: str, states: dict[str, Record]) -> str:
    """The file's text: a line for each State."""
    lines = [HEADER.format(package=PACKAGE, version=version), "sources:"]
    for key, (status, description) in SOURCES.items():
        lines.append(f"  {key}: {flow({'state': status, 'description': description})}")
    lines += ["", f"facts: {flow(FACTS)}"]
    lines += ["", f"informal: {flow(dict(sorted(words.INFORMAL.items())))}"]
    lines += ["", "states:"]
    lines += [f'  "{code}": {flow(record)}' for code, record in states.items()]
    return "\n".join(lines) + "\n"


def flow(value: object) -> str:
    """A value in JSON, which is YAML's flow style as well."""
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
