"""Every REST route the stand-in knows."""

from bot.sandbox.routes import applications, commands, interactions, messages, users

ROUTES = [
    *applications.ROUTES,
    *commands.ROUTES,
    *interactions.ROUTES,
    *messages.ROUTES,
    *users.ROUTES,
]
