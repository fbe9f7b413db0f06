"""Every REST route the stand-in knows."""

from bot.sandbox.routes import applications, commands, messages, users

ROUTES = [
    *applications.ROUTES,
    *commands.ROUTES,
    *messages.ROUTES,
    *users.ROUTES,
]
