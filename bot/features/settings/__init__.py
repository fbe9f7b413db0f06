"""What a server's admins and its members have chosen, and what holds where they have not.

`rules` says which settings there are and what they may be, `tables` keeps them, `queries` reads and changes.
"""

from bot.features.settings.queries import (
    Change,
    Earlier,
    change_member,
    change_server,
    export,
    forget,
    forget_everywhere,
    here,
    member,
    members,
    server,
    servers,
)
from bot.features.settings.rules import (
    BURST_SECONDS,
    REACHES,
    RETENTION_DAYS,
    ROLES,
    Channel,
    MemberSettings,
    Reach,
    Role,
    Scope,
    ServerSettings,
    Setting,
    every_setting,
)

__all__ = [
    "BURST_SECONDS",
    "REACHES",
    "RETENTION_DAYS",
    "ROLES",
    "Change",
    "Channel",
    "Earlier",
    "MemberSettings",
    "Reach",
    "Role",
    "Scope",
    "ServerSettings",
    "Setting",
    "change_member",
    "change_server",
    "every_setting",
    "export",
    "forget",
    "forget_everywhere",
    "here",
    "member",
    "members",
    "server",
    "servers",
]
