## Activity, for moderators

help-activity = See how this community fares: { $command }

command-activity = activity
command-activity-description = How this community fares
command-activity-overview = overview
command-activity-overview-description = For moderators: how this community fares as a whole. Only you see it
command-activity-overview-option-period = period
command-activity-overview-option-period-description = Over which days (the last 30 unless you choose)
choice-window-week = last 7 days
choice-window-days30 = last 30 days
choice-window-month = this month
choice-window-year = this year

activity-not-for-you = This is for those who look after this server. What is kept about you is in `/privacy`.
