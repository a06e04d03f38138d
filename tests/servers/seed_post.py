"""The seed page: one German post of 2017 with its comments, word for word as the page showed them.

The only real names of the project stand here. Body and bio come from seed/*.txt beside this file.
"""

from datetime import datetime
from pathlib import Path

from tests.servers.blog import BlogAuthor, BlogComment, BlogPost

SEED = Path(__file__).parent / "seed"
HOME = "https://www.steadynews.de"
TITLE = "Social Media in der Unternehmensführung: Langsam überlebenswichtig für Systeme?"
SLUG = "social-media-in-der-unternehmensfuehrung-langsam-ueberlebenswichtig-fuer-systeme"

AUTHOR = BlogAuthor(
    login="eva",
    name="Eva Ihnenfeldt",
    email="eva@steadynews.example",
    bio=(SEED / "bio.txt").read_text(encoding="utf-8").strip(),
    url="https://www.steadynews.de",
    phone="0176 80528749",
)
EDITOR = BlogAuthor(login="redaktion", name="Redaktion", email="redaktion@steadynews.example")

COMMENTS = (
    BlogComment(
        name="marco",
        author="Marco Lassen",
        at=datetime(2017, 6, 9, 14, 16),
        text="Hallo,\n"
        "danke für ein Videound für den hochinformativen Artikel!\n"
        "Die Informationen sind kompakt, verständlich und kurzweilig aufbereitet und auch noch super verknüpft."
        "Es ist sehr iteressant über grosse Konzernen zu lesen.\n"
        "Grüße\n"
        "Marco",
    ),
    BlogComment(
        name="eva",
        author="Eva Ihnenfeldt",
        login="eva",
        email="eva@steadynews.example",
        url="https://www.steadynews.de",
        at=datetime(2017, 6, 10, 20, 15),
        under="marco",
        text="Oh wie schön – ich freu mich total. Merke auch, dass Unternehmen langsam merken, dass ausgerechnet das "
        "kleine „Social Media“ ein guter Ansatz für Change in der Kultur sein kann. Ist das nicht wunderbar? "
        "Ich freu mich sehr darüber",
    ),
    BlogComment(
        name="newsletter",
        author="SteadyNews Newsletter vom 13. Juni 2017",
        url="https://www.steadynews.de/steadynews-newsletter-vom-13-juni-2017/",
        at=datetime(2017, 6, 20, 19, 32),
        kind="pingback",
        text="[…] Social Media in der Unternehmensführung: Überlebenswichtig für Systeme? Welche Faktoren beeinflussen "
        "den Erfolg von Social Media? Und wie kann ein Unternehmen Strukturen schaffen, um Online-Kommunikation "
        "gewinnbringend zu nutzen? Worin liegen die Risiken bei der Nutzung sozialer Netzwerke? Wie kann eine "
        "Organisation Kontrolle und Steuerung implementieren… […]",
    ),
    BlogComment(name="berta", author="Berta Heike", at=datetime(2019, 12, 6, 13, 22), text="Danke!"),
    # WordPress counts an approved answer whose parent is not approved, and never shows it: 6 declared, 5 shown.
    BlogComment(
        name="withdrawn",
        author="Gustav Probst",
        at=datetime(2020, 1, 14, 9, 2),
        state="hold",
        text="Günstige Follower gibt es bei mir.",
    ),
    BlogComment(
        name="orphan",
        author="Ilse Tamm",
        at=datetime(2020, 1, 14, 11, 40),
        under="withdrawn",
        text="Das ist doch Werbung, oder?",
    ),
    BlogComment(
        name="jacob",
        author="Jacob shinobu",
        url="https://wirghostwriter.com/",
        at=datetime(2024, 8, 25, 11, 32),
        text="Durch eine Internetrecherche fand ich https://wirghostwriter.com/",
    ),
)


def seed_post() -> BlogPost:
    """The post itself. Its date is not on the page that it was drawn after; this one lies before the first comment."""
    return BlogPost(
        slug=SLUG,
        title=TITLE,
        author="eva",
        published=datetime(2017, 6, 8, 10, 30),
        body=(SEED / "body.html").read_text(encoding="utf-8").strip(),
        categories=("Social Media", "Unternehmensführung"),
        tags=("New Work", "StartUps"),
        comments=COMMENTS,
    )


def neighbours() -> list[BlogPost]:
    """Two other posts, so that navigation and sidebar show titles, dates and comments that are not the seed's."""
    return [
        BlogPost(
            slug="fuenf-fragen-vor-dem-ersten-newsletter",
            title="Fünf Fragen vor dem ersten Newsletter",
            author="redaktion",
            published=datetime(2017, 6, 1, 8, 0),
            body="Wer schreibt, wem, wie oft, worüber – und wer liest gegen? Fünf Fragen, eine Seite Papier.",
            categories=("Newsletter",),
            comments=(
                BlogComment(
                    "ole", "Ole Brandt", datetime(2017, 6, 2, 18, 5), "Die dritte Frage hätte ich gern früher gehabt."
                ),
            ),
        ),
        BlogPost(
            slug="wochenplan-fuer-kleine-redaktionen",
            title="Ein Wochenplan für kleine Redaktionen",
            author="redaktion",
            published=datetime(2017, 6, 15, 8, 0),
            body="Montags sammeln, mittwochs schreiben, freitags veröffentlichen: mehr Plan braucht es selten.",
            categories=("Newsletter",),
            comments=(
                BlogComment("pia", "Pia Rösch", datetime(2025, 3, 4, 7, 45), "Bei uns ist der Mittwoch der Dienstag."),
            ),
        ),
    ]
