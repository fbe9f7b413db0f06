"""Pure time: days and quiet hours of a zone, and finding the zone somebody means."""

from bot.when.days import Day, day_of, in_quiet_hours, quiet_until
from bot.when.places import Country, Zone, countries, find_countries, find_zones, show, zone, zones

__all__ = [
    "Country",
    "Day",
    "Zone",
    "countries",
    "day_of",
    "find_countries",
    "find_zones",
    "in_quiet_hours",
    "quiet_until",
    "show",
    "zone",
    "zones",
]
