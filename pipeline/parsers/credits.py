"""Credits: lines that say who made a picture or helped with a report, and how to reach or follow whoever did."""

from __future__ import annotations

import re

_PICTURE = re.compile(
    r"\W*(?:(?:titel|beitrags|symbol|vorschau|header)?(?:bild|foto)(?:er|s|quelle|nachweis|credits?)?|photos?|"
    r"(?:photo|image|picture)(?: ?(?:credits?|source|by|courtesy))?|credits?|crédits?(?: photo)?s?|fotografía|"
    r"imagen?|immagine|abb(?:ildung|\.)?|©)\s?(?:[:©/|]|\Z)",
    re.I,
)
_AGENCY = re.compile(
    r"/\s?(?:getty(?: images)?|reuters|afp|dpa|epa|apa|ap photo|wenn(?:\.com)?|shutterstock)\W*\Z", re.I
)
_CLOSING = re.compile(
    r"\W*(?:(?:additional )?reporting by|(?:writing|edited|editing|compiled) by|"
    r"follow (?:us|him|her|them|me|the author|@|[\w'’]+(?: [\w'’]+)? on\b)|write to|email .{1,40} at\b|"
    r"got a (?:tip|story)|have a (?:tip|story)|do you have a (?:tip|story)|sign up (?:for|to)|subscribe to|"
    r"download (?:the|our)|subscribe (?:now|today|here)|"
    r"(?:for|get) the latest (?:breaking )?(?:news|stories|updates|headlines)|"
    r"(?:if you |did you |have you )?(?:liked?|enjoy(?:ed)?|loved?) (?:reading )?(?:this|our) (?:story|article|post|"
    r"recipe|blog)\b|"
    r"(?:hat|gefällt) (?:dir|ihnen|euch) (?:der|dieser|unser) (?:artikel|beitrag|text|blog)|vous avez aimé cet|"
    r"(?:te|le) (?:ha )?gust(?:ó|ado) (?:este|esta)|únete|suscríbete|síguenos|abonnez-vous|suivez-nous|iscriviti|"
    r"(?:folgen|folge|abonnieren|abonniere) (?:sie )?uns|newsletter)|"
    r".{0,400}\bcontributed (?:reporting )?to this (?:report|story|article)",
    re.I | re.S,
)
_LONGEST_CREDIT, _LONGEST_CLOSING = 120, 300


def is_picture_credit(text: str) -> bool:
    """Whether the line `text` names who made a picture: "Foto: Anna Beck", "Anna Beck/Getty Images"."""
    return len(text) <= _LONGEST_CREDIT and bool(_PICTURE.match(text) or _AGENCY.search(text))


def is_closing(text: str) -> bool:
    """Whether the line `text`, at an article's end, is about its making or its makers and no more the article."""
    return len(text) <= _LONGEST_CLOSING and bool(_CLOSING.match(text))
