"""Pure time: days and quiet hours of a zone, the zone somebody means, and when a series comes."""

from bot.when.days import Day, day_of, in_quiet_hours, month_of, quiet_until
from bot.when.occurring import Occurrence, Plan, instant, next_occurrence, occurrence, occurrences
from bot.when.places import Country, Zone, city, countries, find_countries, find_zones, show, zone, zones
from bot.when.public_holidays import is_holiday, knows_holidays
from bot.when.reading import read, read_clock, read_day, read_length, read_weekdays
from bot.when.repeating import ONCE, WEEKEND, WORKDAYS, Every, Repeats, start_of_week
from bot.when.said import Reading, Reason, Unread, carried, carry, plan_of

__all__ = [
    "ONCE",
    "WEEKEND",
    "WORKDAYS",
    "Country",
    "Day",
    "Every",
    "Occurrence",
    "Plan",
    "Reading",
    "Reason",
    "Repeats",
    "Unread",
    "Zone",
    "carried",
    "carry",
    "city",
    "countries",
    "day_of",
    "find_countries",
    "find_zones",
    "in_quiet_hours",
    "instant",
    "is_holiday",
    "knows_holidays",
    "month_of",
    "next_occurrence",
    "occurrence",
    "occurrences",
    "plan_of",
    "quiet_until",
    "read",
    "read_clock",
    "read_day",
    "read_length",
    "read_weekdays",
    "show",
    "start_of_week",
    "zone",
    "zones",
]
