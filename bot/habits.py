"""How the made-up neighbours live, the quieter ones too, and what they say of it. None of them exists."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.neighbours import Words

Wish = Literal["boards", "ask_after", "call_me", "listener"]

EARLY, DAYTIME, NAPS, EVENING, ABROAD = (
    (5, 6, 7, 9, 11),
    (9, 10, 12, 14, 16),
    (10, 13, 14, 21),
    (12, 19, 20, 21, 22),
    (0, 7, 8, 22, 23),
)
"""In which hours of the server's day somebody looks in."""


@dataclass(frozen=True)
class Habit:
    """How likely somebody is there on a working day and on any other, and what they do then.

    `lines` is about how much they write each time, `voice` and `checkin` how likely they sit in the focus
    room and check in, `helps` how much help comes from them. `joined` so many days ago, None long before;
    `gone` is how many days ago they were last there; `busy_from` the day of the month from which they
    rarely are. `wishes` are what they said yes to.
    """

    working: float
    free: float
    hours: tuple[int, ...]
    lines: float = 2.0
    voice: float = 0.0
    checkin: float = 0.0
    helps: float = 1.0
    joined: int | None = None
    gone: int = 0
    busy_from: int = 32
    counted: bool = True
    wishes: tuple[Wish, ...] = ()


class Resident(NamedTuple):
    """Somebody who lives there and is nobody to be on the page."""

    key: str
    name: Words
    habit: Habit
    speaks: Literal["ja", "en"] | None = None


HABITS: dict[str, Habit] = {
    "hinoki": Habit(0.95, 0.7, DAYTIME, 2.6, 0.15, helps=5.0, wishes=("boards",)),
    "minato": Habit(0.9, 0.35, EARLY, 2.4, 0.5, 0.6, helps=4.0, wishes=("boards", "listener")),
    "koharu": Habit(0.85, 0.3, EVENING, 2.2, 0.4, 0.5, helps=3.0, busy_from=26, wishes=("boards",)),
    "asahi": Habit(0.75, 0.5, NAPS, 1.8, 0.2, 0.5, helps=1.5, wishes=("boards", "call_me")),
    "riku": Habit(0.7, 0.6, ABROAD, 2.0, 0.2, 0.3, helps=1.5, joined=44, wishes=("boards",)),
    # She has only just come in: all she ever said stands in the rooms.
    "suzu": Habit(0.0, 0.0, EVENING, joined=0),
}

OTHERS = (
    Resident("tsumugi", Words("つむぎ", "Tsumugi"), Habit(0.8, 0.3, DAYTIME, 2.8, 0.2, 0.4, 3.0)),
    Resident(
        "yuzu",
        Words("ゆず🍋", "Yuzu🍋"),
        Habit(0.75, 0.55, EVENING, 3.0, 0.35, wishes=("boards",), helps=2.0),
    ),
    Resident("nagi", Words("なぎ", "Nagi"), Habit(0.6, 0.25, EARLY, 1.4, 0.45, 0.5, wishes=("boards",))),
    Resident("itsuki", Words("いつき", "Itsuki"), Habit(0.6, 0.2, EVENING, 2.0, 0.3, helps=2.0)),
    Resident(
        "maya", Words("マヤ", "Maya"), Habit(0.55, 0.4, ABROAD, 1.8, 0.15, 0.3, 1.5, wishes=("boards",)), "en"
    ),
    Resident("chihiro", Words("ちひろ", "Chihiro"), Habit(0.5, 0.2, DAYTIME, 1.5, 0.1, helps=2.0)),
    Resident("akari", Words("あかり", "Akari"), Habit(0.45, 0.45, NAPS, 1.6, 0.1, 0.3, wishes=("boards",))),
    Resident("haruto", Words("はると", "Haruto"), Habit(0.4, 0.3, EVENING, 1.5, 0.3)),
    Resident("fumi", Words("ふみ", "Fumi"), Habit(0.25, 0.1, DAYTIME, 1.0)),
    Resident("shizuku", Words("しずく", "Shizuku"), Habit(0.2, 0.15, EVENING, 1.0, 0.3)),
    # Was there every other day, then no more, and had asked to be missed.
    Resident(
        "nao",
        Words("なお", "Nao"),
        Habit(0.6, 0.3, EVENING, 1.8, 0.3, 0.4, gone=23, wishes=("boards", "ask_after")),
    ),
    Resident("tamaki", Words("たまき", "Tamaki"), Habit(0.4, 0.3, DAYTIME, 1.4, gone=31)),
    # Writes as much as anybody, and does not want to be counted.
    Resident("botan", Words("ぼたん", "Botan"), Habit(0.7, 0.4, EVENING, 2.2, 0.2, counted=False)),
    # --- who came in these weeks: some stayed, some looked in once
    Resident("kei", Words("ケイ", "Kei"), Habit(0.6, 0.3, DAYTIME, 2.0, 0.2, 0.3, 1.5, joined=53)),
    Resident(
        "aoi", Words("あおい", "Aoi"), Habit(0.5, 0.4, EVENING, 1.8, 0.3, joined=50, wishes=("boards",))
    ),
    Resident("tsukasa", Words("つかさ", "Tsukasa"), Habit(0.8, 0.6, EVENING, 1.5, joined=47, gone=44)),
    Resident("rin", Words("りん", "Rin"), Habit(0.55, 0.35, NAPS, 2.0, 0.1, 0.4, joined=42)),
    Resident("hibiki", Words("ひびき", "Hibiki"), Habit(0.25, 0.2, EVENING, 1.2, 0.4, joined=39)),
    Resident("tom", Words("トム", "Tom"), Habit(0.5, 0.3, ABROAD, 1.5, joined=34, gone=25), "en"),
    Resident("jun", Words("じゅん", "Jun"), Habit(0.5, 0.3, DAYTIME, 1.6, 0.2, joined=29)),
    Resident("kotone", Words("ことね", "Kotone"), Habit(0.0, 0.0, EVENING, 1.0, joined=25)),
    Resident("noa", Words("のあ", "Noa"), Habit(0.55, 0.5, EVENING, 2.0, 0.3, joined=19, wishes=("boards",))),
    Resident("sena", Words("せな", "Sena"), Habit(0.5, 0.3, DAYTIME, 1.5, joined=13)),
    Resident("emi", Words("えみ", "Emi"), Habit(0.4, 0.3, NAPS, 1.3, joined=9)),
    Resident("toma", Words("とうま", "Toma"), Habit(0.6, 0.5, EVENING, 1.8, 0.2, joined=4)),
)


class Thank(NamedTuple):
    """For what somebody says thanks."""

    kind: Literal["answer", "review", "resource", "time", "encouragement", "introduction"]
    words: Words


THANKS = (
    Thank("answer", Words("確定申告の疑問が、やっと解けました", "My tax question is finally answered")),
    Thank("answer", Words("エラーの原因、その通りでした", "You were right about that error")),
    Thank("answer", Words("どの椅子にするか、決められました", "I could decide on a chair at last")),
    Thank("review", Words("見積書を見てもらって、安心して出せました", "You read my quote, I sent it calmly")),
    Thank("review", Words("自己紹介文が、ずっと読みやすくなりました", "My profile reads so much better now")),
    Thank("resource", Words("教えてもらった本、当たりでした", "The book you named was just right")),
    Thank("resource", Words("契約書の雛形、助かりました", "The contract template was a great help")),
    Thank("time", Words("30分つきあってくれて、手が動きました", "Half an hour beside me, and I got going")),
    Thank("time", Words("朝いっしょに座れて、はかどりました", "Sitting together in the morning did it")),
    Thank("encouragement", Words("締切前のひとことに救われました", "Your word before the deadline saved me")),
    Thank("encouragement", Words("ゆっくりでいい、と言ってもらえて", "You said slowly is fine. That helped")),
    Thank("introduction", Words("デザイナーさんを紹介してもらいました", "You introduced me to a designer")),
)

CHECKINS = (
    Words("原稿を2ページ進める", "Two pages of the manuscript"),
    Words("請求書を送る", "Send the invoices"),
    Words("午前は返信だけ", "Only replies this morning"),
    Words("見積もりをひとつ出す", "One quote out of the door"),
    Words("昼寝のあいだに校正", "Proofread while the baby naps"),
    Words("机まわりを片づける", "Clear the desk"),
    Words("散歩してから始める", "A walk first, then begin"),
    Words("申請書の下書き", "A draft of the application"),
    Words("今日は早めに終わる", "Stop early today"),
)

PLANS = (
    Words("翻訳を1章", "One chapter of translation"),
    Words("領収書の入力", "Type in the receipts"),
    Words("レポートの書き出し", "The first lines of the report"),
    Words("デザイン案を2つ", "Two drafts of the design"),
    Words("たまった返信", "The replies that piled up"),
    Words("読みかけの章を終える", "Finish the chapter I am in"),
)

LESSONS = (
    Words("25分で区切ると、続きが楽になる", "Stopping at 25 minutes makes it easy to go on"),
    Words("先に見出しだけ書くと進む", "Write the headings first, and it flows"),
    Words("用語集は最初に作る", "Make the glossary first"),
)
