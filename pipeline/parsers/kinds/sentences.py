"""Sentences that a page says where it is no article, in many languages: believed where little else stands there."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I | re.S)


PARKED = _any(
    r"\b(?:this|the)\s+(?:domain|website|web\s?page|web\s?site|domain\s+name)\b.{0,60}\b(?:is|may\s+be|has|was)\s+"
    r"(?:for\s+sale|parked|expired|available\s+for\s+purchase)",
    r"\bdomain\s+(?:has\s+)?expired\b|\.[a-z]{2,10}\s+is\s+for\s+sale|\bparked\s+(?:free|domain|for\s+free)|domain\s+parking",
    r"\bdomain\s+isn't\s+connected\s+to\s+a\s+website",
    r"\bdomain\b.{0,60}\b(?:steht\s+zum\s+verkauf|zu\s+verkaufen|kaufen\?)",
    r"\bdomaine\b.{0,60}\b(?:est\s+à\s+vendre|a\s+expiré)",
    r"\bdominio\b.{0,60}\b(?:está\s+(?:en|a\s+la)\s+venta|è\s+in\s+vendita|ha\s+caducado|è\s+scaduto)",
    r"\bdomein\b.{0,60}\bis\s+te\s+koop|\bdomena\b.{0,60}\bna\s+sprzedaż|\bдомен\b.{0,60}\bпродаётся",
    r"welcome\s+to\s+nginx!|default\s+welcome\s+page\s+used\s+to\s+test|apache2?\s+\w*\s*default\s+page",
)
"""A name that nobody uses, or a server that nobody has set up."""

_PAGE = r"(?:page|post|article|url|file|document|resource|topic|thread|entry|content)"

NOT_THERE = _any(
    rf"\b(?:the|this|that|requested)\s+{_PAGE}\b(?:\s+(?:that\s+)?(?:you|you're|you\s+are|you\s+were|you've)\s[\w\s']{{3,40}}?)?"
    r"(?:\s+in\s+this\s+blog)?\s+(?:does\s+not|doesn't|cannot|can't|could\s+not|couldn't|can\s+not|was\s+not|wasn't|no\s+longer|"
    r"has\s+been\s+(?:removed|deleted)|is\s+not\s+available|isn't\s+available|is\s+no\s+longer)",
    r"\bis\s+no\s+longer\s+available\.",
    r"\b(?:is|are)\s+not\s+authorized\s+to\s+access\s+this\s+page|\bdon't\s+have\s+permission\s+to\s+access\s+(?:this|\"|/)",
    r"\bthere\s+(?:has\s+been|was)\s+a\s+critical\s+error\s+on\s+(?:this|your)\s+website|kritischen\s+fehler\s+auf\s+deiner\s+website",
    r"\bfatal\s+error:|\berror\s+establishing\s+a\s+database\s+connection|\baccount\s+has\s+been\s+suspended",
    r"\b(?:die|diese|der|dieser|angeforderte)\s+(?:\w+\s+)?(?:seite|beitrag|artikel|url)\b.{0,40}?\s"
    r"(?:existiert\s+(?:leider\s+)?nicht|nicht\s+gefunden|gibt\s+es\s+nicht|nicht\s+vorhanden|wurde\s+gelöscht)",
    r"\b(?:la|cette)\s+page\b.{0,40}?\s(?:n'existe\s+(?:pas|plus)|est\s+introuvable)",
    r"\b(?:la|esta)\s+página\b.{0,40}?\s(?:no\s+existe|no\s+se\s+encuentra|no\s+está\s+disponible)",
    r"\b(?:la|questa)\s+pagina\b.{0,40}?\s(?:non\s+esiste|non\s+è\s+stata\s+trovata)",
    r"\b(?:de|deze)\s+pagina\b.{0,40}?\s(?:bestaat\s+niet|niet\s+gevonden)",
    r"\b(?:a|esta|essa)\s+página\b.{0,40}?\s(?:não\s+existe|não\s+foi\s+encontrada)",
    r"\bstrona\b.{0,40}?\s(?:nie\s+istnieje|nie\s+została\s+znaleziona)",
    r"\bsidan\b.{0,40}?\s(?:finns\s+inte|hittades\s+inte|kunde\s+inte)",
    r"\bsiden\b.{0,40}?\s(?:findes\s+ikke|finnes\s+ikke|kunne\s+ikke\s+findes|eksisterer\s+ikke)",
    r"\bsivua\s+ei\s+(?:ole|löy)|\bstránka\b.{0,40}?\s(?:neexistuje|nebyla\s+nalezena)",
    r"\boldal\s+nem\s+(?:létezik|található)|\bsayfa\b.{0,30}?\s(?:mevcut\s+değil|bulunamadı|bulunmuyor)",
    r"\bстраниц[аы]\b.{0,40}?\s(?:не\s+существует|не\s+найдена|удалена)|\bсторінк[аи]\b.{0,40}?\sне\s+(?:існує|знайден)",
    r"ページは(?:存在しない|存在しません|見つかりません)|页面不存在|頁面不存在|페이지가\s+존재하지|الصفحة\s.{0,40}?غير\s+موجودة",
)
"""The page is not there, or not for this visitor."""

ROBOTS = _any(
    r"\bchecking\s+your\s+browser\s+before\s+accessing|\bverify\s+(?:that\s+)?you\s+are\s+(?:a\s+)?human|\byou\s+are\s+not\s+a\s+robot",
    r"\bverify\s+that\s+you're\s+not\s+a\s+robot|\bunusual\s+traffic\s+from\s+your|\byou\s+are\s+using\s+automation\s+tools",
    r"\benable\s+javascript\s+and\s+cookies\s+to\s+continue|\bplease\s+enable\s+js\s+and\s+disable\s+any\s+ad\s*blocker",
    r"\brequest\s+unsuccessful\.\s+incapsula|\bmade\s+too\s+many\s+requests",
    r"\bkein(?:e)?\s+(?:roboter|bot)\s+sind|\bn'êtes\s+pas\s+un\s+robot|\bno\s+eres\s+un\s+robot|\bnon\s+sei\s+un\s+robot",
    r"\bчто\s+вы\s+не\s+робот|похожи\s+на\s+автоматические|ロボットではありません|不是机器人|로봇이\s+아닙니다",
)
"""A check whether the visitor is a person."""

SCRIPTS = _any(
    r"\b(?:enable|turn\s+on|activate|requires?|needs?|without)\s+java\s?script",
    r"\bjava\s?script\s+(?:is\s+)?(?:required|disabled|must\s+be\s+enabled|erforderlich|deaktiviert)",
    r"\bjava\s?script\b.{0,40}\b(?:aktivieren|einschalten|activer|activar|habilitar|abilitare|attivare|inschakelen|włączyć|"
    r"aktivera|aktiver|etkinleştir)",
    r"\b(?:aktivieren|activez|activar|habilite|abilita|schakel|włącz|aktivera|включите|увімкніть)\b.{0,30}\bjava\s?script",
    r"javascriptを有効|启用\s*javascript|啟用\s*javascript|javascript를",
)
"""The page shows nothing without scripts."""

CONSENT = _any(
    r"\bcookies?\b|\bconsent\b|\bdatenschutz|\btracking\b|\bpersonenbezogen|\bpersonal\s+data\b|\bdonnées\s+personnelles",
    r"\bpartners?\b|\bpartnern?\b|\bpartenaires\b|\bdatos\s+personales\b|\bdati\s+personali\b|\bpersoonsgegevens\b",
    r"\bdados\s+pessoais\b|\bdanych\s+osobowych\b|\bpersonuppgifter\b|\bprivacy\b|\beinwilligung|\bzustimmung|\bwerbung\b",
)
"""A word of those that ask for consent; one alone says nothing."""

AGES = _any(
    r"\bare\s+you\s+(?:over|at\s+least|of)\b.{0,20}\b(?:1[689]|2[01]|age)|\bonly\s+suitable\s+for\s+adults|\blegal\s+drinking\s+age",
    r"\bcontent\s+warning\b|\bage\s+verification\b|\baltersprüfung|\b(?:bist\s+du|sind\s+sie)\s+(?:schon\s+)?(?:über\s+)?1[68]",
    r"\bavez-vous\s+(?:plus\s+de\s+)?18|\btienes\s+más\s+de\s+18|\beres\s+mayor\s+de\s+edad|\bhai\s+più\s+di\s+18|"
    r"\bben\s+je\s+(?:al\s+)?18",
)
"""A question for the visitor's age."""

ACCEPT = _any(
    r"\A(?:i\s+)?(?:accept|agree|allow|consent)\b|\baccept\s+all\b|\bi\s+understand\b|\ba(?:kz|cc)eptier|\bzustimmen\b",
    r"\beinverstanden\b|\baccepter\b|\bj'accepte|\baceptar\b|\bacepto\b|\baccett|\bakkoord\b|\baccepteren\b|\baceitar\b",
    r"\bzgadzam\b|\bakceptuj|\bgodkänn\b|\bacceptera\b|\bhyväksy|\bsouhlas|\belfogad|\bпринять\b|\bсоглас|\bkabul\b|\b同意",
    r"\bacceptér\b|\bgodta\b|\Ayes,?\s+i\s+am\b|\bover\s+18\b|\benter\s+(?:the\s+)?site\b",
)
"""What the button of a wall says."""

LOGGED_IN = _any(
    r"\bmust\s+be\s+(?:registered\s+and\s+)?logged[\s-]?in\s+to\s+(?:do\s+that|view|see|access|read)",
    r"\bnot\s+logged\s+in\s+or\s+you\s+do\s+not\s+have\s+permission|\bopen\s+to\s+invited\s+readers\s+only",
    r"\bsite\s+is\s+(?:currently\s+)?private\b|\b(?:blog|journal)\s+is\s+private\b|\bfriends[\s-]only\b",
    r"\b(?:müssen|musst)\b.{0,40}\b(?:angemeldet|eingeloggt)\s+sein,?\s+um\b|\bdevez\s+être\s+connecté",
    r"\bdebes\s+(?:iniciar\s+sesión|estar\s+identificado)\s+para\s+ver",
    r"\bdevi\s+(?:aver\s+effettuato\s+l'accesso|accedere)\s+per\s+(?:vedere|leggere)|\bmoet\s+ingelogd\s+zijn\s+om",
)
"""The page is for those who are logged in."""

PROTECTED = _any(
    r"\b(?:is|are)\s+(?:password[\s-]protected|protected\s+(?:by|with)\s+(?:a\s+)?password)|\benter\s+(?:the|"
    r"your)\s+password\s+(?:below|to\s+(?:view|read|see))",
    r"\bpasswortgeschützt|\b(?:durch|mit)\s+(?:ein(?:em)?\s+)?passwort\s+geschützt|\bkennwortgeschützt",
    r"\bprotégée?s?\s+par\s+(?:un\s+)?mot\s+de\s+passe|\bprotegid[oa]s?\s+(?:por|"
    r"con)\s+(?:una?\s+)?(?:contraseña|clave|senha|palavra-passe)",
    r"\bprotett[oaie]\s+(?:da|con)\s+(?:una\s+)?password|\b(?:met|door)\s+een\s+wachtwoord\s+(?:beveiligd|beschermd)",
    r"\b(?:beveiligd|beschermd)\s+met\s+(?:een\s+)?wachtwoord|\blösenordsskydda|\bskydda[dt]e?\s+(?:av|"
    r"med)\s+(?:ett\s+)?lösenord",
    r"\bpassordbeskytte|\badgangskodebeskytte|\bbeskyttet\s+(?:med|av|af)\s+(?:et\s+|en\s+)?(?:passord|"
    r"adgangskode|kodeord)",
    r"\bsuojattu\s+salasanalla|\bchronion[aey]\s+hasłem|\bzabezpieczon[aey]\s+hasłem|\bchráněn[áoý]?\s+heslem|"
    r"\bchránen[áéý]\s+heslom",
    r"\bjelszóval\s+védett|\bprotejată?\s+(?:cu|prin|de)\s+(?:o\s+)?parolă|"
    r"\bzaštićen[aoi]?\s+(?:je\s+)?(?:lozinkom|šifrom)|\bzaščiten[ao]?\s+z\s+geslom",
    r"\bзащищен[аоы]?\s+паролем|\bзащищён[аоы]?\s+паролем|\bзахищен[аоий]*\s+паролем|"
    r"\bзащитен[ао]?\s+с\s+парола|\bзаштићен[ао]?\s+лозинком",
    r"προστατεύεται\s+(?:με|από)\s+κωδικό|\bparola(?:yla|\s+ile)\s+korun|\bşifre(?:yle|\s+ile)\s+korun|"
    r"\bprotegit\s+(?:per|amb)\s+(?:una\s+)?contrasenya",
    r"\bparooliga\s+kaitstud|\baizsargāts\s+ar\s+paroli|\bapsaugot[ai]s?\s+slaptažodžiu|"
    r"\bdilindungi\s+(?:dengan\s+)?(?:kata\s+)?sandi",
    r"được\s+bảo\s+vệ\s+bằng\s+mật\s+khẩu|パスワードで保護|受密[码碼]保[护護]|密[码碼]保[护護]|"
    r"비밀번호로\s+보호|محمي[ةّ]?\s+بكلمة|رمز\s+.{0,12}محافظت|מוג(?:ן|נת|נים)\s+(?:ב|באמצעות\s+)סיסמ",
    r"ป้องกันด้วยรหัสผ่าน",
)
"""One has to know a password to read the post."""
