"""Every REST route the stand-in knows."""

from bot.sandbox.routes import (
    applications,
    channels,
    commands,
    guilds,
    interactions,
    members,
    messages,
    pins,
    reactions,
    roles,
    scheduled_events,
    threads,
    users,
    voice,
)

ROUTES = [
    *applications.ROUTES,
    *channels.ROUTES,
    *commands.ROUTES,
    *guilds.ROUTES,
    *interactions.ROUTES,
    *members.ROUTES,
    *messages.ROUTES,
    *pins.ROUTES,
    *reactions.ROUTES,
    *roles.ROUTES,
    *scheduled_events.ROUTES,
    *threads.ROUTES,
    *users.ROUTES,
    *voice.ROUTES,
]
