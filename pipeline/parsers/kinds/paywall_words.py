"""What stands where an article is cut off because the rest is for those who pay, register or log in.

Each pattern is a sentence from its beginning, so that an article that speaks of such sentences is none.
"""

from __future__ import annotations

import re

_WHO = (
    r"(?:(?:paid|paying|premium|registered|logged[-\s]in|site|our|medium|digital|print)[\s-]+)*"
    r"(?:subscribers?|members?|users?|patrons?|supporters?)"
)
_WHAT = r"(?:post|article|story|content|page|episode|newsletter|issue|column|report|text)"
_ASKED = (
    r"(?:please\s+)?(?:subscribe|sign\s+in|log\s+in|register|join|sign\s+up|upgrade|become\s+an?\s+\w+|"
    r"create\s+an\s+account)\b"
)

_ENGLISH = (
    rf"(?:this|the)\s+(?:\w+\s+)?{_WHAT}\s+is\s+(?:only\s+)?(?:available\s+)?(?:\w+\s+)?(?:for|to)\s+(?:our\s+)?{_WHO}"
    r"(?:\s+(?:only|and\s+\w+))?\W*\Z",
    rf"this\s+(?:is\s+a\s+)?(?:subscribers?|members?)[-\s]only\s+{_WHAT}",
    rf"this\s+{_WHAT}\s+is\s+(?:subscribers?|members?)[-\s]only",
    rf"this\s+{_WHAT}\s+is\s+(?:restricted|limited|exclusive|reserved)\s+(?:to|for)\s+{_WHO}",
    rf"to\s+(?:access|view|read)\s+this\s+{_WHAT},?\s+you\s+must\b",
    rf"you\s+must\s+be\s+an?\s.{{0,40}}\bto\s+(?:access|read|view)\s+this\s+{_WHAT}",
    r"you\s+are\s+(?:unauthorized|not\s+authorized)\s+to\s+view\s+this",
    r"membership\s+required\W*\Z",
    rf"{_ASKED}.{{0,60}}\s(?:to\s+)?(?:continue|keep)\s+reading\s+this\s+{_WHAT}",
    rf"{_ASKED}.{{0,60}}\s(?:to\s+)?read\s+(?:the\s+rest\s+of|the\s+full|the\s+whole|this)\s+(?:this\s+)?{_WHAT}",
    rf"the\s+rest\s+of\s+this\s+{_WHAT}\s+is\s+(?:for|only|behind)",
    r"the\s+author\s+made\s+this\s+story\s+available\s+to",
    r"(?:you've|you\s+have)\s+(?:reached|read|used)\s+.{0,20}\b(?:limit\s+of\s+)?(?:last\s+)?free\s+"
    r"(?:articles?|stories|posts)",
    r"(?:register|sign\s+up)\s+(?:for\s+free|now)\s+to\s+(?:continue|keep)\s+reading\W*\Z",
    r"(?:subscribe|sign\s+in|log\s+in|sign\s+in\s+or\s+subscribe|subscribe\s+or\s+sign\s+in)\s+to\s+continue\s+"
    r"reading\W*\Z",
    r"(?:continue|keep)\s+reading\s+with\s+(?:a|your)\s+.{0,20}(?:subscription|free\s+trial|account)\W*\Z",
)
_GERMAN = (
    r"(?:dieser|der|dies|diesen)\s+(?:ganze\s+)?(?:artikel|beitrag|text|inhalt)\s+(?:ist|steht)\s+(?:\w+\s+){0,2}"
    r"(?:nur\s+)?(?:für|unseren)\s+.{0,30}(?:abonnent|mitglied|abonnement|leser|nutzer|plus)\w*",
    r"(?:nur\s+)?für\s+(?:\w+\s+)?(?:abonnenten|mitglieder|abonnentinnen\s+und\s+abonnenten)\s+"
    r"(?:lesbar|sichtbar|zugänglich)",
    r"weiterlesen\s+(?:für|mit|ab)\s+(?:\d|nur\s+\d|\w+[-\s]?(?:abo|abonnement|probeabo)\b)",
    r"jetzt\s+(?:weiterlesen|abonnieren\s+und\s+weiterlesen)\s+mit\b.{0,40}abo\w*\W*\Z",
)
_ROMANCE = (
    r"(?:cet|l')\s?(?:article|contenu)\s+est\s+(?:\w+\s+)?réservée?\s+(?:à\s+nos\s+|aux?\s+)(?:abonné|membre|adhérent)",
    r"(?:la\s+suite|article|contenu)\s+(?:est\s+)?réservée?\s+aux\s+abonné",
    r"il\s+vous\s+reste\s+\d.{0,12}\s+de\s+cet\s+article\s+à\s+lire",
    r"(?:abonnez-vous|inscrivez-vous|connectez-vous)\s+pour\s+(?:lire\s+la\s+suite|continuer|poursuivre)",
    r"(?:este|el)\s+(?:contenido|artículo)\s+(?:es|está)\s+(?:\w+\s+)?(?:exclusivo|reservado|disponible\s+solo|sólo|"
    r"solo)\s+(?:para|a)\s+(?:\w+\s+)?(?:suscriptor|miembro|socio|usuario)",
    r"(?:suscríbete|suscríbase|regístrate|inicia\s+sesión)\s+(?:gratis\s+)?para\s+(?:seguir|continuar)\s+leyendo",
    r"(?:este|o)\s+(?:conteúdo|artigo|texto)\s+é\s+(?:\w+\s+)?(?:exclusivo|reservado|restrito)\s+(?:para|a|aos)\s+"
    r"(?:\w+\s+)?(?:assinante|membro)",
    r"(?:assine|cadastre-se|faça\s+login)\s+para\s+(?:continuar|seguir)\s+(?:lendo|a\s+ler)",
    r"(?:questo|il)\s+(?:contenuto|articolo)\s+è\s+(?:\w+\s+)?(?:riservato|esclusivo|disponibile\s+solo)\s+"
    r"(?:agli|ai|per|a)\s+(?:\w+\s+)?(?:abbonat|iscritt|soc|utent)",
    r"(?:abbonati|registrati|accedi)\s+per\s+(?:continuare\s+a\s+leggere|leggere\s+(?:tutto\s+)?l'articolo)",
)
_GERMANIC = (
    r"(?:dit|het)\s+(?:artikel|verhaal|bericht)\s+is\s+(?:\w+\s+)?(?:alleen|exclusief|enkel)\s+(?:\w+\s+)?voor\s+"
    r"(?:\w+\s+)?(?:abonnees|leden)",
    r"(?:neem\s+een\s+abonnement|word\s+lid|log\s+in)\s+om\s+verder\s+te\s+lezen",
    r"(?:den\s+här|denna|artikeln)\s+.{0,12}är\s+(?:bara|endast|enbart)?\s*(?:för|låst\s+för)\s+(?:\w+\s+)?"
    r"(?:prenumeranter|medlemmar)",
    r"(?:bli\s+prenumerant|logga\s+in|prenumerera)\s+för\s+att\s+(?:läsa\s+vidare|fortsätta\s+läsa|läsa\s+hela)",
    r"(?:denne|dette|artiklen|saken|artikkelen)\s+.{0,12}er\s+(?:kun\s+|bare\s+|forbeholdt\s+)?(?:for\s+)?(?:\w+\s+)?"
    r"(?:abonnenter|medlemmer)",
    r"(?:køb\s+abonnement|bliv\s+medlem|log\s+ind|kjøp\s+abonnement|logg\s+inn)\s+for\s+(?:at|å)\s+(?:læse|lese)\s+"
    r"(?:videre|hele)",
    r"(?:tämä|artikkeli)\s+.{0,12}on\s+(?:vain|tarkoitettu\s+vain)\s+(?:\w+\s+)?(?:tilaajille|jäsenille)",
    r"tilaa\s+jatkaaksesi\s+lukemista",
)
_SLAVIC = (
    r"(?:dalsza|pozostała)\s+część\s+(?:artykułu|tekstu)\s+(?:jest\s+)?dostępna\s+(?:\w+\s+)?dla",
    r"(?:ten|artykuł)\s+.{0,10}(?:jest\s+)?(?:dostępny\s+)?tylko\s+dla\s+(?:\w+\s+)?(?:prenumerator|subskrybent|członk)",
    r"wykup\s+\w+,?\s+aby\s+czytać\s+dalej",
    r"(?:tento|článek)\s+.{0,10}je\s+(?:\w+\s+)?(?:pouze|jen)\s+pro\s+(?:\w+\s+)?předplatitele",
    r"(?:этот|данный|материал)\s+.{0,12}(?:доступен|доступна|открыт)\s+только\s+(?:\w+\s+)?"
    r"(?:подписчик|участник|зарегистрированн)",
    r"оформите\s+подписку,?\s+чтобы\s+(?:читать|продолжить)",
)
_OTHERS = (
    r"bu\s+(?:içerik|yazı|haber)\s+(?:yalnızca|sadece)\s+(?:\w+\s+)?(?:abone|üye)\w*",
    r"okumaya\s+devam\s+etmek\s+için\s+(?:abone|üye)",
    r"ez\s+a\s+cikk\s+csak\s+(?:\w+\s+)?előfizető",
    r"この記事は.{0,8}(?:会員|購読者|有料).{0,6}(?:限定|専用|のみ)",
    r"続きを読むには.{0,12}(?:登録|購入|ログイン|購読)",
    r"ここから先は.{0,8}(?:有料|会員)",
    r"(?:本文|此内容|该内容|本篇文章).{0,4}(?:仅限|僅限|只对|仅供).{0,8}(?:订阅|訂閱|会员|會員)",
    r"(?:订阅|訂閱|登录|付费)后.{0,2}(?:继续)?阅读全文",
    r"이\s+(?:기사|글|콘텐츠)는\s+.{0,6}(?:구독자|회원|유료).{0,6}(?:전용|만)",
    r"계속\s+읽으려면\s+.{0,6}(?:구독|로그인)",
    r"هذا\s+(?:المحتوى|المقال)\s+.{0,12}(?:للمشتركين|للأعضاء)",
)

CUT_OFF = re.compile(
    r"\A\W*(?:" + "|".join((*_ENGLISH, *_GERMAN, *_ROMANCE, *_GERMANIC, *_SLAVIC, *_OTHERS)) + ")", re.I | re.S
)
"""A sentence that says so. Straight apostrophes."""
