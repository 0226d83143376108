"""What a holiday is called, in the reader's language where the calendar knows it."""

from collections.abc import Mapping
from datetime import date
from functools import cache

OTHERWISE = "en"  # where a country's holidays have no names in the reader's language


def holiday_name(country: str, day: date, language: str) -> str:
    """ "" for a day that is none there, or for a country whose holidays nobody knows."""
    return _names(country, day.year, language).get(day, "") if country else ""


@cache
def _names(country: str, year: int, language: str) -> Mapping[date, str]:
    import holidays  # a tenth of a second, which only those who keep holidays should wait

    name, _, part = country.partition("-")
    try:
        known = holidays.country_holidays(name, subdiv=part or None, years=year)
        spoken = _spoken(known.supported_languages, language)
        named = holidays.country_holidays(name, subdiv=part or None, years=year, language=spoken) if spoken else known
    except NotImplementedError:  # as in `bot.workdays.rules`
        return {}
    return dict(named.items())


def _spoken(languages: tuple[str, ...], wanted: str) -> str | None:
    """The library's name of a language: "en" is "en_US" there. None = the country's own."""
    for wish in (wanted, OTHERWISE):
        if found := [one for one in languages if one.split("_")[0] == wish]:
            return found[0]
    return None
