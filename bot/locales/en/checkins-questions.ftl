## The questions of the day. Each can be answered in a line; none asks about health, and none expects a feeling.

# work
checkin-question-first-task = What would you like to start with today?
checkin-question-next-step = Something is waiting: what is its smallest next step?
checkin-question-easier = What made your work a little easier lately?
checkin-question-tool = Which tool do you reach for most these days?
checkin-question-desk = What lies within arm's reach on your desk?
checkin-question-leave-out = What could wait today without anyone minding?
checkin-question-show = Which piece of your work would you like somebody to see?
checkin-question-best-hour = At what hour does your work flow best?
checkin-question-listening = What do you listen to while you work, if anything?
checkin-question-first-job = What was the first work you were ever paid for?
checkin-question-finished = What did you finish lately, however small?
checkin-question-ask = What could somebody here help you with in five minutes?
checkin-question-offer = What could you help somebody here with in five minutes?
checkin-question-tidy = Which folder, drawer or list would you like to tidy up?
checkin-question-trick = Which little trick do you use every day?
checkin-question-break = What makes a good break for you?
checkin-question-enough = Where will you call it a day today?
checkin-question-explain = How would you explain your work to a child?

# learning
checkin-question-by-chance = What have you found out lately without looking for it?
checkin-question-curious = What are you curious about at the moment?
checkin-question-read-this = Which book or article would you hand to somebody here?
checkin-question-ten-minutes = With ten minutes for learning today, what would you choose?
checkin-question-teacher = Who once explained something so well that you still remember it?
checkin-question-word = Which word or phrase have you come across lately and liked?
checkin-question-language = Which language would you like to speak for a day?
checkin-question-by-hand = What would you like to be able to make by hand?
checkin-question-once-more = What did you learn once and would like to take up again?
checkin-question-changed-mind = On what small matter have you changed your mind?
checkin-question-puzzled = What puzzled you most when you began what you do now?
checkin-question-expert = An expert of your choice sits beside you: what do you ask?
checkin-question-halfway = What have you read halfway?
checkin-question-first-look = Where do you look first when you want to know something?
checkin-question-school = Which school subject would you take again for fun?
checkin-question-notes = Where do you write down what you want to keep?
checkin-question-teach = What could you teach somebody in ten minutes?
checkin-question-map = Which place on the map would you like to know better?

# small joys
checkin-question-drink = What are you drinking at the moment?
checkin-question-window = What can you see from your window?
checkin-question-tasty = What have you eaten lately that was good?
checkin-question-song = Which song has kept you company lately?
checkin-question-smell = Which smell do you like around the house?
checkin-question-season = What shows you that the season is changing where you live?
checkin-question-smile = What did you smile about lately?
checkin-question-walk = Where do you like to walk?
checkin-question-snack = What is your favourite snack while working?
checkin-question-neighbour = Which plant or animal lives near you?
checkin-question-bought = Which small thing were you glad to have bought?
checkin-question-tonight = What is there to look forward to this evening?
checkin-question-slow-day = What would you do with a slow day off?
checkin-question-photo = What did you last take a photo of?
checkin-question-game = Which game did you love as a child?
checkin-question-kindness = Which kind thing has somebody done for you lately?
checkin-question-rainy-day = Which film, series or game would you suggest for a rainy day?
checkin-question-corner = Which corner of your home do you like best?

# circumstances
checkin-question-own-hours = Which hours are your own today?
checkin-question-school-run = Where in your day do school, nursery or family plans fall?
checkin-question-call-me = Busy at home: how do you like others to get in touch?
checkin-question-quietest = When is it quietest where you live?
checkin-question-lunch = What is for lunch today?
checkin-question-begins = What tells you that your working day has begun?
checkin-question-ends = What tells you that your working day is over?
checkin-question-weather = What is the weather like where you are?
checkin-question-place = Where are you working today?
checkin-question-housework = Which household job fits well between two tasks?
checkin-question-funny = What funny thing have you heard from a child, or anybody, lately?
checkin-question-asleep = What do you do once the house is asleep?
checkin-question-sounds = Neighbours, a doorbell, birds: what do you hear while working?
checkin-question-errand = Which errand would you like to fit in today?
checkin-question-no-commute = What do you use the time for that a commute would take?
checkin-question-care = Who or what do you look after these days?
checkin-question-clothes = What do you like to wear for work at home?
checkin-question-free-hour = If somebody took over everything for an hour, what would you do?
checkin-question-talking = What time of day suits you best for a chat?

# what rules refuse
checkin-question-refused-empty = There is no question in it yet. One short line is enough.
checkin-question-refused-too-long = A question holds { $limit } characters; this one has { $length }. One short line is enough.
checkin-question-refused-too-many = { $limit } questions of your own are the most. Bring back a retired one instead of adding another.
checkin-question-refused-twice = This question is there already. Look for it in the list, or ask another.
checkin-question-refused-gone = This question is not here any more. `/checkin questions` shows those there are.
checkin-question-refused-last = One question must stay. Add another first, or bring one back.
checkin-question-refused-with-an-id = A question stays here for long, so it names nobody. Ask it without mentioning anyone.
