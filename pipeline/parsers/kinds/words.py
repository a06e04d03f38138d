"""Words that a page says where it is no article, in many languages. They are compared as `headline` leaves them."""

from __future__ import annotations

import re

_EDGES = " \t\n.!?…:*›»«‹'\"“”„‚‘’()[]{}|·•–—-¡¿。！？（）「」"
_APART = re.compile(r"\s[|·•–—‹›»:/-]+\s|\s*[|｜]\s*")
_CODE = re.compile(
    r"(?:\A|\b)(?:http\s+)?(?:status\s+)?(?:error|fehler|erreur|errore?|fout|błąd|ошибка|エラー)?\s*(?:code\s*)?"
    r"[45]\d\d(?:\.\d+)?\s*(?:error|fehler|erreur)?\b"
)
_SIGHS = re.compile(
    r"\A(?:oops|ups|uups|huch|sorry|whoops|hoppla|oh no|ouch|entschuldigung|désolé|lo sentimos)\b[\s,!.:–-]*"
)


def headline(text: str) -> str:
    """`text` in lower case, without what stands around it, a sigh ("Oops!"), or the number of an error."""
    plain = _SIGHS.sub("", " ".join(text.casefold().replace("’", "'").split()).strip(_EDGES))
    return _CODE.sub("", plain).strip(_EDGES) if len(plain) < 80 else plain


def parts_of_title(title: str) -> list[str]:
    """The parts of a document's title, the site's name among them, each as `headline` leaves it."""
    return [headline(part) for part in _APART.split(title) if part.strip()]


def is_error_code(text: str) -> bool:
    """Whether `text` is a number of HTTP's with a word or none: "404", "Error 404", "403 Forbidden"."""
    plain = " ".join(text.casefold().split()).strip(_EDGES)
    return bool(plain) and _CODE.search(plain) is not None and headline(plain) in (*ERRORS, "")


def _said(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|") if phrase.strip())


ERRORS = _said(
    """
    page not found | not found | file not found | post not found | article not found | category not found |
    site not found | blog not found | topic not found | content not found | nothing found | page doesn't exist |
    page does not exist | this page does not exist | this page doesn't exist | page cannot be found |
    the page cannot be found | we can't find that page | we can't find this page | that page can't be found |
    this page could not be found | page unavailable | page no longer available |
    the requested page could not be found | page missing | page is gone | blog has been removed | account suspended |
    this account has been suspended | access denied | forbidden | access forbidden | unauthorized | bad request |
    gone | bad gateway | gateway timeout | gateway time-out | service unavailable | service temporarily unavailable |
    internal server error | server error | application error | database error |
    error establishing a database connection | fatal error | bandwidth limit exceeded | something went wrong |
    we're sorry, but something went wrong | we ran into some problems | too many requests | web server is down |
    connection timed out | origin is unreachable | host error | no such app | request blocked |
    sorry, you have been blocked | attention required | there has been a critical error on this website |
    there isn't a github pages site here | user deactivated or deleted their account | seite nicht gefunden |
    nicht gefunden | seite wurde nicht gefunden | die seite wurde nicht gefunden | diese seite wurde nicht gefunden |
    seite existiert nicht | diese seite existiert nicht | beitrag nicht gefunden | diese seite gibt es nicht |
    diese seite gibt es nicht mehr | diese seite gibt es nicht (mehr | seite nicht vorhanden | zugriff verweigert |
    zugriff verboten | zugang verweigert | interner serverfehler | serverfehler | page introuvable |
    page non trouvée | la page est introuvable | cette page est introuvable | cette page n'existe pas |
    la page n'existe pas | accès refusé | accès interdit | erreur interne du serveur | article introuvable |
    página no encontrada | no se encontró la página | la página no existe | esta página no existe | no encontrado |
    no se ha encontrado la página | acceso denegado | acceso prohibido | error interno del servidor |
    pagina non trovata | pagina inesistente | la pagina non esiste | questa pagina non esiste | accesso negato |
    non trovato | pagina niet gevonden | niet gevonden | deze pagina bestaat niet | de pagina is niet gevonden |
    toegang geweigerd | página não encontrada | não encontrado | essa página não existe | esta página não existe |
    acesso negado | nie znaleziono strony | strona nie została znaleziona | nie znaleziono | strona nie istnieje |
    brak dostępu | sidan hittades inte | sidan kunde inte hittas | sidan finns inte | hittades inte | åtkomst nekad |
    siden blev ikke fundet | siden kunne ikke findes | siden findes ikke | ikke fundet | adgang nægtet |
    siden ble ikke funnet | fant ikke siden | siden finnes ikke | ikke funnet | siden blei ikkje funnen |
    sivua ei löytynyt | sivua ei löydy | sivua ei ole olemassa | ei löytynyt | pääsy estetty | stránka nenalezena |
    stránka nebyla nalezena | nenalezeno | stránka neexistuje | přístup odepřen | stránka sa nenašla |
    stránka nebola nájdená | stran ni bila najdena | stran ni najdena | az oldal nem található |
    a keresett oldal nem található | oldal nem található | nem található | pagina nu a fost găsită |
    pagina nu există | pagina nu a putut fi găsită | stranica nije pronađena | stranica nije nađena |
    страница није пронађена | страницата не е намерена | страница не найдена | не найдено | такой страницы нет |
    страница не существует | доступ запрещен | доступ запрещён | сторінку не знайдено | сторінка не знайдена |
    не знайдено | sayfa bulunamadı | bulunamadı | aradığınız sayfa bulunamadı | erişim engellendi |
    η σελίδα δεν βρέθηκε | δεν βρέθηκε η σελίδα | δεν βρέθηκε | pàgina no trobada | no s'ha trobat la pàgina |
    páxina non atopada | orria ez da aurkitu | lehte ei leitud | lapa nav atrasta | puslapis nerastas |
    halaman tidak ditemukan | tidak ditemukan | không tìm thấy trang | không tìm thấy | ไม่พบหน้าที่คุณต้องการ |
    ไม่พบหน้านี้ | ไม่พบหน้า | पृष्ठ नहीं मिला | पेज नहीं मिला | ページが見つかりません |
    ページが見つかりませんでした | お探しのページは見つかりませんでした | お探しのページが見つかりません |
    指定されたページが見つかりません | 页面未找到 | 找不到页面 | 页面不存在 | 未找到页面 | 找不到頁面 | 頁面不存在 |
    找不到网页 | 未找到 | 페이지를 찾을 수 없습니다 | 페이지를 찾을 수 없음 | 찾을 수 없음 | الصفحة غير موجودة |
    لم يتم العثور على الصفحة | صفحه پیدا نشد | صفحه یافت نشد | העמוד לא נמצא | הדף לא נמצא
    """
)
"""What a page that is not there, or that may not be seen, says in its title or heading, and nothing beside it."""

CLOSED = _said(
    """
    maintenance | maintenance mode | under maintenance | site under maintenance | site maintenance |
    scheduled maintenance | site is under maintenance | site offline | down for maintenance | we'll be back soon |
    we are down for maintenance | briefly unavailable for scheduled maintenance. check back in a minute |
    coming soon | under construction | wartungsmodus | wartungsarbeiten | wartung |
    wegen wartungsarbeiten geschlossen | im aufbau | seite im aufbau | website im aufbau | maintenance en cours |
    site en maintenance | en maintenance | site en construction | en construction | en mantenimiento |
    sitio en mantenimiento | sitio en construcción | próximamente | in manutenzione | sito in manutenzione |
    sito in costruzione | onderhoud | in onderhoud | site em manutenção | em manutenção | przerwa techniczna |
    strona w budowie | underhåll | vedligeholdelse | vedlikehold | huoltokatko | údržba | технические работы |
    сайт на обслуживании | сайт в разработке | bakım modu | bakım çalışması | メンテナンス中 | 网站维护中 |
    사이트 점검 중 | الموقع تحت الصيانة | karbantartás
    """
)
"""A site that is closed for a while."""

BOT_CHECKS = _said(
    """
    just a moment | one moment, please | ddos-guard | human verification | security check |
    making sure you're not a bot | verifying that you are not a robot | checking your browser | are you a robot |
    are you human | please verify you are a human | verify you are human | verify that you are human |
    you are being redirected | vercel security checkpoint | bot verification | robot check |
    checking if the site connection is secure | access to this page has been denied | we're verifying your browser |
    your access to this site has been limited | your access to this site has been limited by the site owner |
    captcha | recaptcha | verification required | please wait while your request is being verified |
    sucuri website firewall | website firewall | nur einen moment | sind sie ein mensch | sind sie ein roboter |
    sicherheitsüberprüfung | sicherheitskontrolle | sicherstellen, dass sie kein bot sind | bist du ein mensch |
    vérification de sécurité | vérification que vous n'êtes pas un robot | êtes-vous un robot | êtes-vous humain |
    un momento, por favor | verificación de seguridad | ¿eres humano | ¿eres un robot | eres un robot |
    verifica di sicurezza | sei un robot | sei umano | een ogenblik geduld | beveiligingscontrole |
    verificação de segurança | kontrola bezpieczeństwa | вы не робот | подтвердите, что вы не робот |
    проверка безопасности | güvenlik kontrolü | しばらくお待ちください | ロボットではないことを確認 | 请稍候 |
    安全检查 | 人机验证 | 安全验证 | 잠시만 기다려 주십시오 | 보안 확인
    """
)
"""A check whether the visitor is a person, in front of a page."""

LOGINS = _said(
    """
    log in | login | log on | logon | sign in | signin | sign on | user login | member login | members login |
    log in or sign up | sign in or sign up | log in or register | login required | please log in | please sign in |
    you must be logged in | log in to continue | sign in to continue | sign in to your account |
    log in to your account | private site | private entry | this blog is open to invited readers only | private blog |
    create an account | create account | sign up | register | reset password | lost password | forgot password |
    forgot your password | user control panel |
    the board requires you to be registered and logged in to view this forum | anmelden | anmeldung | einloggen |
    log-in | bitte anmelden | bitte einloggen | mitglieder-login | registrieren | registrierung | passwort vergessen |
    passwort zurücksetzen | konto erstellen | benutzeranmeldung | connexion | se connecter | s'identifier |
    identification | mot de passe oublié | créer un compte | inscription | connectez-vous | iniciar sesión |
    inicio de sesión | iniciar sesion | acceder | entrar | crear una cuenta | registrarse | identifícate | ingresar |
    accedi | accesso | registrati | password dimenticata | inloggen | aanmelden | registreren | wachtwoord vergeten |
    iniciar sessão | fazer login | acessar | zaloguj się | logowanie | zaloguj | rejestracja | logga in | inloggning |
    log ind | logg inn | logg på | innlogging | kirjaudu sisään | kirjaudu | kirjautuminen | přihlášení |
    přihlásit se | přihlásit | prihlásenie | prihlásiť sa | bejelentkezés | belépés | autentificare | conectare |
    prijava | prijavi se | пријава | вход | войти | авторизация | вход на сайт | регистрация | увійти | вхід | giriş |
    giriş yap | oturum aç | üye girişi | σύνδεση | είσοδος | inicia la sessió | masuk | đăng nhập | เข้าสู่ระบบ |
    ลงชื่อเข้าใช้ | लॉग इन करें | लॉगिन | ログイン | サインイン | 登录 | 登錄 | 登入 | 用户登录 | 로그인 |
    تسجيل الدخول | ورود | התחברות | כניסה
    """
)
"""A page whose only matter is who the visitor is."""

LISTS = _said(
    """
    archive | archives | blog archive | post archive | all posts | all articles | posts by tag | posts by category |
    posts by year | tags | all tags | categories | all categories | topics | authors | sitemap | site map | search |
    search results | latest posts | archiv | blogarchiv | alle beiträge | alle artikel | kategorien | schlagworte |
    schlagwörter | themen | autoren | suche | suchergebnisse | plan du site | tous les articles | catégories |
    mots-clés | recherche | résultats de recherche | auteurs | archivo | archivos | categorías | etiquetas |
    búsqueda | resultados de búsqueda | todas las entradas | autores | archivio | categorie | tag | ricerca |
    risultati della ricerca | autori | archief | categorieën | zoekresultaten | arquivo | arquivos | categorias |
    resultados da pesquisa | archiwum | kategorie | tagi | wyniki wyszukiwania | arkiv | kategorier | arkisto |
    архив | рубрики | категории | метки | поиск | результаты поиска | arşiv | kategoriler | etiketler | アーカイブ |
    カテゴリー | タグ | 検索結果 | 归档 | 分类 | 标签 | 搜索结果 | 歸檔 | 分類 | 標籤 | 보관함 | 카테고리 | 태그 |
    검색 결과
    """
)
"""Headings of pages that list others."""
