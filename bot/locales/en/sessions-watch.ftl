## Looking after sessions: what refuses them, who must be told, and how they fare.

session-moved-into-rest = The series rests on that day. Choose a day before or after the break.
