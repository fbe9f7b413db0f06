## From the start of a session to its recap. $at and $next are Discord's own times (seconds).

# The start.
session-start-now = It has started. Say what you'll do if you like, then each works on their own.
session-start-late = This is already running, until <t:{ $at }:t>. Come in whenever you like; just listening is fine.
session-start-place = **Where** { $place }
session-start-over = It is over. Thank you for being there.
session-start-off = This one does not take place.
session-start-aloud = **What we'll do**
session-start-said = { $who } { $words }
session-start-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
session-start-thread = What everybody will do stands in { $thread } ({ $count }).
session-start-here = **Here** { $people }
session-start-also = With these people the list is complete: { $people }
session-button-declare = Say what I'll do
session-button-here = I'm here
session-thread-name = What we'll do
session-aloud-title = **What we'll do**

# Saying what one will do.
session-declare-title = What will you do?
session-declare-words = One line
session-declare-hint = Answer the three mails that wait
session-declare-carried = Carried over from last time. Change it as you like.
session-declare-who = Who sees it
session-declare-all = Everybody at this session
session-declare-me = Only me
session-declare-me-means = With “Only me” nobody sees the words. At the end you are asked like everybody else.
session-declared = Written down. Nobody has to finish everything; enjoy the time.
session-declared-private = Written down, for you alone. Nobody has to finish everything; enjoy the time.
session-here-noted = Good to have you here.
session-here-already = You are on the list already. Good to have you here.

# Somebody sits alone.
session-alone =
    Someone is working alone right now. Would you sit with them, even for ten minutes?
    { $where }
    -# { $people } asked to be called.

# The end.
session-close =
    That's the time. How did it go? One press is enough.
    { $people }
session-button-done = Done
session-button-partly = Partly
session-button-tomorrow = Next time
session-button-line = Add a line
session-told-done = Done. Well worked.
session-told-partly = Then it waits for next time. I'll suggest it when you next say what you'll do.
session-told-tomorrow = Then it waits for next time. I'll suggest it when you next say what you'll do.
session-told-shown = The recap says that it is done. “Add a line” lets you hide that, too.
session-line-title = Add a line
session-line-words = How it went
session-line-learned = Something you learned
session-line-taught = Something you taught somebody
session-line-taught-means = Where it is shown, people can say that it helped them.
session-line-who = Who sees it
session-line-all = Show it in the recap
session-line-me = Only me
session-line-kept = Written down.

# The recap.
session-recap-title = { $title }: how it was
session-recap-here = { $count ->
    [one] One person
   *[other] { $count } people
}: { $people }
session-recap-together = { $minutes } minutes side by side
session-recap-did = **What was done**
session-recap-done = { $who } { $words }
session-recap-line = { $who } { $line }
session-recap-learned = **Learned**
session-recap-taught = **Taught** { $who } { $words }
session-recap-helped = { $count ->
    [one] It helped one person.
   *[other] It helped { $count } people.
}
session-recap-next = Next: <t:{ $next }:F>
session-button-helped = It helped me
session-helped = Good. It is written down as a give from { $who }.
session-helped-already = You have said so already, and it is written down.

# What is said to one person.
notice-session-empty =
    Nobody could make it to your session in <#{ $channel }> the last { $count } times, so it rests for now. Nothing is lost.
    Would another time suit people better? You can also simply start it again.
notice-session-all-well =
    We have not met lately in <#{ $channel }>. I hope all is well. You need not answer, and your place is there whenever you like.
session-button-again = Start it again
session-goes-on = It goes on. Next: <t:{ $next }:F>.
session-resumed-never = It goes on, but no further date is left. `/session edit` gives it new ones.
session-resumed-already = It is going on already.

# What rules refuse.
session-not-begun = This begins <t:{ $at }:R>. From 15 minutes before, you can say what you'll do.
session-told-too-late = This was more than a day ago, and its recap is written. Next time I'll ask again.
session-not-there = I did not see you at this session. Next time, press “I'm here” or say what you'll do.
session-lesson-gone = This is not there any more. If something helped you, tell the person with `/thanks`.
session-lesson-own = That is what you taught yourself, so somebody else has to say that it helped.
