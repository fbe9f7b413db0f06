## the house

something-broke =
    That didn't work, and it was not your doing. Please try again in a little while.
    If it keeps happening, show a moderator this reference: `{ $reference }`
something-broke-kept =
    That didn't work. What you wrote is kept.
    If it keeps happening, show a moderator this reference: `{ $reference }`
fix-it = Fix it
