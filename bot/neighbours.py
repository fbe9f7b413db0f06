"""The made-up community of the sandbox: who lives there and what they have said. None of them exists."""

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Words(NamedTuple):
    """The same in both languages."""

    ja: str
    en: str

    def said_in(self, language: str) -> str:
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True)
class Neighbour:
    """Somebody to be on the page. `speaks` is their own language where it is not the community's."""

    key: str
    name: Words
    about: Words
    zone: str = "Asia/Tokyo"
    speaks: Literal["ja", "en"] | None = None
    moderator: bool = False


ADMIN = Neighbour(
    "hinoki",
    Words("ひのき", "Hinoki"),
    Words("管理人。この縁側をひらいた人", "Admin: opened this porch"),
)
NEIGHBOURS = (
    ADMIN,
    Neighbour(
        "minato",
        Words("みなと", "Minato"),
        Words("モデレーター。朝がはやい翻訳者", "Moderator: a translator, up early"),
        moderator=True,
    ),
    Neighbour(
        "koharu",
        Words("こはる", "Koharu"),
        Words("常連。ひとりで会計事務所をしている", "Regular: runs a bookkeeping office alone"),
    ),
    Neighbour(
        "suzu",
        Words("すず", "Suzu"),
        Words("来たばかり。まだ少し緊張している", "Newcomer: a little shy still"),
    ),
    Neighbour(
        "asahi",
        Words("あさひ", "Asahi"),
        Words("生後半年の子の親。働けるのは昼寝のあいだ", "New parent: works while the baby naps"),
    ),
    Neighbour(
        "riku",
        Words("リク", "Riku"),
        Words("ニューヨークに留学中。昼夜が逆、画面は英語", "Student in New York: up when others sleep"),
        zone="America/New_York",
        speaks="en",
    ),
)

SERVER = Words("縁側コワーキング", "Engawa Coworking")
MODERATORS = Words("世話役", "Caretakers")


class Room(NamedTuple):
    key: str
    name: Words
    topic: Words | None = None
    kind: Literal["text", "voice", "moderators"] = "text"


HOUSE: tuple[tuple[Words, tuple[Room, ...]], ...] = (
    (
        Words("はじめに", "Start here"),
        (
            Room(
                "welcome",
                Words("ようこそ", "welcome"),
                Words(
                    "家でひとりで働く人たちの縁側です。ふらりとどうぞ。",
                    "A porch for people who work alone at home. Drop by.",
                ),
            ),
            Room(
                "introductions",
                Words("自己紹介", "introductions"),
                Words("ひとことからどうぞ", "A line will do"),
            ),
        ),
    ),
    (
        Words("縁側", "The porch"),
        (
            Room("chat", Words("雑談", "chat"), Words("仕事の話も、空の話も", "Work, weather, anything")),
            Room(
                "thanks",
                Words("ありがとう", "thanks"),
                Words("助かったことを、ことばに", "Say what helped you"),
            ),
            Room(
                "help",
                Words("ちょっと相談", "ask-and-offer"),
                Words("聞く・手を貸す", "Ask, and lend a hand"),
            ),
            Room(
                "sessions",
                Words("勉強会", "sessions"),
                Words("いっしょに手を動かす時間", "Times to work side by side"),
            ),
            Room("focus", Words("もくもく部屋", "focus-room"), kind="voice"),
        ),
    ),
    (
        Words("世話役", "Caretakers"),
        (
            Room(
                "moderators",
                Words("世話役の部屋", "caretakers"),
                Words("世話役だけに見えます", "Only caretakers see this"),
                kind="moderators",
            ),
        ),
    ),
)


class Said(NamedTuple):
    """A message, so many minutes before now. `answers` is the place of the line it replies to."""

    ago: int
    who: str
    where: str
    words: Words
    answers: int | None = None
    reactions: tuple[tuple[str, str], ...] = ()  # who, emoji


class Thanked(NamedTuple):
    """A `/thanks` through the bot itself, so many minutes before now."""

    ago: int
    who: str
    where: str
    helpers: tuple[str, ...]
    kind: str
    words: Words


class Planned(NamedTuple):
    """A session planned through the bot itself, once everything else has been said, and who comes to it."""

    who: str
    title: Words
    when: Words
    kind: str
    coming: tuple[str, ...] = ()
    regulars: tuple[str, ...] = ()
    seats: int | None = None
    bring: Words | None = None
    at: str = ""  # the voice room where they meet


# The first begins so soon that its reminder comes within a minute of opening the page.
SESSIONS = (
    Planned(
        "koharu",
        Words("となりで、もくもく", "Quiet work, side by side"),
        Words("あと16分", "in 16 min"),
        "quiet",
        coming=("koharu", "minato", "asahi"),
        at="focus",
    ),
    Planned(
        "minato",
        Words("水曜もくもく会", "Wednesday quiet work"),
        Words("毎週水曜 20:00", "every Wed 8pm"),
        "quiet",
        coming=("minato", "suzu"),
        regulars=("koharu",),
        at="focus",
    ),
    Planned(
        "asahi",
        Words("昼寝どきの読書会", "Nap-time reading"),
        Words("隔週土曜 13:30", "every other Saturday 1:30pm"),
        "study",
        coming=("asahi", "riku"),
        seats=6,
        bring=Words("読みかけの本を1冊", "A book you are in the middle of"),
    ),
)


HISTORY: tuple[Said | Thanked, ...] = (
    Said(
        2910,
        "hinoki",
        "welcome",
        Words(
            "ようこそ、**縁側**へ。ここは、家でひとりで働く人が、ふらりと立ち寄る場所です。\n"
            "- 聞くだけでも、黙っていても大丈夫\n- 助かったら、`/ありがとう` を\n- 困ったら、ちょっと相談へ",
            "Welcome to the **porch**, a place to drop by for people who work alone at home.\n"
            "- Just listening is fine, so is silence\n- When somebody helped you, `/thanks`\n- Stuck? Ask",
        ),
        reactions=(("minato", "🌿"), ("koharu", "🌿"), ("asahi", "🌿")),
    ),
    Said(
        2800,
        "minato",
        "introductions",
        Words(
            "みなとです。翻訳をしています。朝5時から働いて、昼には頭が空になります。",
            "I'm Minato, a translator. I start at five and have no head left by noon.",
        ),
    ),
    Said(
        2790,
        "koharu",
        "introductions",
        Words(
            "こはるです。会計の仕事をひとりで。月末だけ人が変わります。",
            "Koharu here. I do bookkeeping, alone. At the end of the month I'm somebody else.",
        ),
        reactions=(("minato", "😄"),),
    ),
    Said(
        1510,
        "asahi",
        "help",
        Words(
            "請求書のひな形、みなさんどうしていますか。毎回つくり直していて……。",
            "What do you all use for invoices? I keep making mine from scratch…",
        ),
    ),
    Said(
        1492,
        "koharu",
        "help",
        Words(
            "うちのひな形、よければどうぞ。消費税の欄だけ直してください。",
            "You're welcome to my template. Only mend the tax line.",
        ),
        answers=3,
    ),
    Thanked(
        1480,
        "asahi",
        "thanks",
        ("koharu",),
        "resource",
        Words("請求書のひな形、とても助かりました", "The invoice template saved my evening"),
    ),
    Said(
        700,
        "riku",
        "chat",
        Words(
            "こちらは夜です。提出前の英文、だれか一段落だけ見てもらえませんか？",
            "It's night here. Could somebody look over one paragraph before I hand it in?",
        ),
    ),
    Said(
        688,
        "minato",
        "chat",
        Words("見ますよ。貼ってください。", "Happy to. Paste it here."),
        answers=6,
        reactions=(("riku", "🙏"),),
    ),
    Thanked(
        650,
        "riku",
        "thanks",
        ("minato",),
        "review",
        Words(
            "寝る前に読んでもらえて、安心して提出できました",
            "Read it before going to work; I could hand it in calmly",
        ),
    ),
    Said(
        130,
        "suzu",
        "introductions",
        Words(
            "はじめまして、すずです。ウェブの仕事です。見ているだけでもいいでしょうか……。",
            "Hello, I'm Suzu, I make websites. Is it all right just to watch for now…?",
        ),
    ),
    Said(
        124,
        "hinoki",
        "introductions",
        Words("もちろん。お茶でも飲みながら、どうぞ。", "Of course. Have some tea and stay as you like."),
        answers=9,
        reactions=(("suzu", "🍵"), ("koharu", "🍵")),
    ),
    Thanked(
        95,
        "koharu",
        "thanks",
        ("hinoki", "minato"),
        "encouragement",
        Words(
            "月末の夜に声をかけてくれて、うれしかったです",
            "You called in on the last night of the month. That was kind",
        ),
    ),
    Said(
        22,
        "asahi",
        "chat",
        Words("寝ました。いまから40分、働けます！", "Asleep at last. Forty minutes of work, starting now!"),
        reactions=(("koharu", "💪"), ("suzu", "👏")),
    ),
    Said(
        3,
        "minato",
        "moderators",
        Words("すずさん、なじめているようで何より。", "Good to see Suzu settling in."),
    ),
)
