"""The words that slips put in the place of others."""

from __future__ import annotations

WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes"],
    "ru": ["понедельник", "вторник", "среду", "четверг", "пятницу"],
    "zh": ["星期一", "星期二", "星期三", "星期四", "星期五"],
    "ar": ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة"],
}
"""As they stand in a sentence before a date."""

OTHER_NAMES = {
    "Islamic Republic of Iran": ["Iran"],
    "Bolivarian Republic of Venezuela": ["Venezuela"],
    "Cape Verde": ["Cabo Verde"],
    "Czechia": ["the Czech Republic", "Czechoslovakia"],
    "Eswatini": ["Swaziland"],
    "Viet Nam": ["Vietnam"],
    "Zaire": ["the Congo"],
}
"""States that the letters name in their text, by names that were not theirs on the day."""

SHORTENED = {  # Contractions.
    "I would": "I'd",
    "I am": "I'm",
    "It is": "It's",
    "I have": "I've",
    "is not": "isn't",
    "are not": "aren't",
    "do not": "don't",
    "need take no": "needn't take",
    "you will": "you'll",
}

FIRST_PERSON = {  # As drafters slip into it within notes.
    "The Permanent Mission would be grateful": ["I would be grateful", "We would be grateful"],
    "communicated to it": ["communicated to me", "communicated to us"],
    "draw their attention": ["draw their attention to my letter and"],
    "The plenary will consider": ["We will consider", "I expect that the plenary will consider"],
    "Missions that have": ["I recall that Missions that have"],
}

NUMBERS = ("one", "two", "three", "four", "five")
