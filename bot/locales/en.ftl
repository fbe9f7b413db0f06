## the house

something-broke =
    That didn't work, and it was not your doing. Please try again in a little while.
    If it keeps happening, show a moderator this reference: `{ $reference }`
something-broke-kept =
    That didn't work. What you wrote is kept.
    If it keeps happening, show a moderator this reference: `{ $reference }`
fix-it = Fix it
press-unknown = This button is from an earlier time and no longer works. Please use the command again.
command-changed = This command has just changed. Please wait a minute, reload Discord, and try again.
draft-gone = What you wrote is no longer kept: that is a day at most. Please use the command again.
