"""Kinds: what is no article is not taken for one, and an article is."""

from __future__ import annotations

import pytest

from pipeline import parse_page

TEXT = (
    "<p>The garden behind the mill was closed in spring, and nobody in the village could say who had the key.</p>" * 3
)
POST = f'<article class="hentry"><h1 class="entry-title">The key</h1><div class="entry-content">{TEXT}</div></article>'
TEASER = '<article class="hentry"><h2 class="entry-title"><a href="/p{n}">Post {n}</a></h2><p>{text}</p></article>'
TEASERS = "".join(TEASER.format(n=n, text=f"Some words of the post with the number {n}, cut short …") for n in range(6))
WORDPRESS = '<link rel="stylesheet" href="/wp-content/themes/t/style.css">'


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/2020/05/the-key/", f'<body class="single single-post postid-7">{POST}', "article"),
        ("/about/", f'<body class="page page-id-2">{POST}', "page"),
        ("/the-key", f"<body>{POST}", "article"),
        ("/", f'<body class="home blog">{TEASERS}', "home"),
        ("/", f"<body>{TEASERS}", "home"),
        ("/category/mills/", f'<body class="archive category">{TEASERS}', "list"),
        ("/tag/mills/", f"<body>{TEASERS}", "list"),
        ("/?s=mill", f'<body class="search search-results">{TEASERS}', "list"),
        ("/nothing", '<body class="error404"><h1>Page not found</h1><p>It is gone.</p>', "error"),
        ("/nothing", "<body><h1>404</h1><p>Not found.</p>", "error"),
        ("/room", f'<body class="single single-post"><h1>Room 404</h1>{TEXT}', "article"),
        ("/secret", '<body class="single"><form class="post-password-form"><input type=password></form>', "protected"),
        ("/wp-login.php", '<body class="login"><h1>Log in</h1><form><input type="password"></form>', "login"),
        ("/gate/", '<body class="attachment single single-attachment"><h1>gate</h1><img src=/g.jpg>', "attachment"),
    ],
)
def test_what_the_page_is(path: str, body: str, kind: str) -> None:
    html = f"<html><head><title>x</title>{WORDPRESS}</head>{body}</body></html>"
    page = parse_page(html.encode(), url=f"https://garden.example{path}")
    assert page.page_kind == kind
    assert bool(page.body.text) is page.is_article


def test_related_posts_below_an_article_do_not_make_it_a_list() -> None:
    html = f"<html><head>{WORDPRESS}</head><body>{POST * 1}{TEASERS}</body></html>"
    assert parse_page(html.encode(), url="https://garden.example/2020/05/").page_kind in ("article", "list")
    assert parse_page(html.encode(), url="https://garden.example/the-key").page_kind == "article"


# What stands in the page's place ------------------------------------------------------------------------------------

ADDRESS = "https://garden.example/2020/05/the-key/"
FRAME = '<header><nav><a href="/">Home</a><a href="/about/">About</a></nav></header><main>{}</main><footer><p>{}</p></footer>'
FOOT = "© 2024 The Garden. All rights are reserved, and the wrongs as well."
IMAGE = '<img src="/key.jpg" alt="a key" width="900">'


def _kind(body: str, title: str = "The Garden", head: str = "", url: str = ADDRESS) -> str:
    html = f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"
    return parse_page(html.encode(), url=url).page_kind


def _framed(inner: str) -> str:
    return FRAME.format(inner, FOOT)


def _posted(inner: str) -> str:
    return _framed(f'<article><h1>The key</h1><p class="byline">By Mara Kohl</p><div>{inner}</div></article>')


ONE = "The garden behind the mill was closed in spring, and nobody in the village could say who had the key."


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Just a moment...", "<noscript>Enable JavaScript and cookies to continue</noscript><script>window._cf_chl_opt={}</script>"),
        ("Nur einen Moment…", '<h1>garden.example</h1><script src="/cdn-cgi/challenge-platform/h/g/orchestrate/x"></script>'),
        ("Attention Required! | Cloudflare", f'<div id="cf-error-details"><h1>Sorry, you have been blocked</h1><p>{ONE}</p></div>'),
        ("DDoS-Guard", "<h1>Checking your browser before accessing garden.example</h1>"),
        ("Making sure you&#39;re not a bot!", f'<h1>Making sure you\'re not a bot!</h1><p>{ONE}</p><p>{ONE}</p>'),
        ("", '<script src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script><p>Loading …</p>'),
        ("", '<iframe src="/_Incapsula_Resource?x=1">Request unsuccessful.</iframe>'),
        ("Human Verification", '<div id="captcha-container"></div>'),
        ("Hinweis", '<h1>Kurze Frage</h1><p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p><div class="h-captcha"></div>'),
        ("429", "<h1>Too many requests</h1>"),
        ("Site under maintenance", "<h1>Site under maintenance</h1><p>We should be back shortly.</p>"),
        ("Wartungsmodus", "<h1>Wartungsarbeiten</h1><p>Wir sind in Kürze wieder für Sie da.</p>"),
        ("WordPress › Error", "<p>There has been a critical error on this website.</p>"),
        ("Account Suspended", "<h1>Account Suspended</h1><p>Contact your hosting provider for more information.</p>"),
    ],
)  # fmt: skip
def test_checks_for_robots_and_closed_sites_are_errors(title: str, body: str) -> None:
    assert _kind(body, title) == "error"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Page not found", "The page you are looking for doesn't exist."),
        ("Seite nicht gefunden", "Die angeforderte Seite existiert leider nicht oder wurde verschoben."),
        ("Page introuvable", "La page que vous recherchez n'existe pas."),
        ("Página no encontrada", "La página que buscas no existe."),
        ("Pagina non trovata", "La pagina che cerchi non esiste."),
        ("Pagina niet gevonden", "De pagina die u zoekt bestaat niet."),
        ("Página não encontrada", "A página que procura não existe."),
        ("Nie znaleziono strony", "Strona, której szukasz, nie istnieje."),
        ("Sidan hittades inte", "Sidan du söker finns inte."),
        ("Siden blev ikke fundet", "Siden, du leder efter, findes ikke."),
        ("Sivua ei löytynyt", "Etsimääsi sivua ei ole olemassa."),
        ("Stránka nenalezena", "Hledaná stránka neexistuje."),
        ("Az oldal nem található", "A keresett oldal nem létezik."),
        ("Страница не найдена", "Запрашиваемая страница не существует."),
        ("Sayfa bulunamadı", "Aradığınız sayfa mevcut değil."),
        ("ページが見つかりません", "お探しのページは存在しないか、移動しました。"),
        ("页面未找到", "您访问的页面不存在。"),
        ("페이지를 찾을 수 없습니다", "찾으시는 페이지가 존재하지 않습니다."),
        ("الصفحة غير موجودة", "الصفحة التي تبحث عنها غير موجودة."),
    ],
)
def test_pages_that_are_not_there_say_so_in_any_language(words: str, sentence: str) -> None:
    assert _kind(_framed(f"<h1>{words}</h1>"), f"{words} - The Garden") == "error"
    assert _kind(_framed(f"<h1>Oops!</h1><p>{sentence}</p>")) == "error"
    assert _kind(_posted(f"<p>{ONE}</p><p>{sentence} {ONE}</p>"), "The key") == "article"


@pytest.mark.parametrize(
    "word",
    ["Log in", "Anmelden", "Se connecter", "Iniciar sesión", "Accedi", "Inloggen", "Zaloguj się", "Logga in", "Вход", "ログイン",
     "登录", "로그인", "تسجيل الدخول"],
)  # fmt: skip
def test_logins_are_told_by_their_word_and_a_password(word: str) -> None:
    form = '<form><input name="who"><input type="password" name="what"></form>'
    assert _kind(_framed(f"<h1>{word}</h1>{form}"), f"{word} – The Garden") == "login"
    assert _kind(_posted(f"<p>{ONE}</p>") + f"<aside><h3>{word}</h3>{form}</aside>", "The key") == "article"


@pytest.mark.parametrize(
    ("title", "body", "head"),
    [
        ("garden", "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>", ""),
        ("JavaScript", "<h1>JavaScript required</h1><p>Please enable JavaScript and reload the page.</p>", ""),
        ("Redirecting", "<a href='/new/'>Click here</a>", '<meta http-equiv="refresh" content="0; url=/new/">'),
        ("garden.example", "<h1>garden.example</h1><p>The domain garden.example is for sale.</p>", ""),
        ("Zustimmung", f"<h1>Weiter mit Werbung</h1><p>Wir und unsere Partner nutzen Cookies. {ONE}</p><button>Akzeptieren</button>", ""),
        ("Content Warning", "<h1>Content Warning</h1><p>It may hold content only suitable for adults.</p><a>I understand</a>", ""),
        ("The key", '<div class="wp-embed post-1"><p><a href="/2020/05/the-key/">The key</a></p></div>', ""),
    ],
)  # fmt: skip
def test_shells_redirects_and_walls_are_no_articles(title: str, body: str, head: str) -> None:
    assert _kind(body, title, head) == "other"


@pytest.mark.parametrize(
    ("title", "inner"),
    [
        ("Room 404", "<p>It was the last room.</p>"),
        ("Page not found: a search in the archive", f"<p>{ONE}</p>"),
        ("Closed for maintenance", f"<p>{ONE}</p>"),
        ("We use cookies", f"<p>We use cookies at every meeting, and our partners bake them. {ONE}</p><button>Accept</button>"),
        ("Fog", IMAGE),
        ("How I log in", f"<p>Sign in once and forget the password. {ONE}</p>"),
        ("Captcha", f"<p>Checking your browser before accessing a site takes as long as tea. {ONE}</p>"),
    ],
)
def test_an_article_may_speak_of_all_that(title: str, inner: str) -> None:
    assert _kind(_posted(inner).replace("The key", title), title) == "article"


def test_marks_of_services_on_ordinary_pages_say_nothing() -> None:
    services = (
        '<div class="cf-turnstile"></div><textarea name="comment"></textarea><noscript>Please enable JavaScript.</noscript>'
        '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'
    )
    assert _kind(_posted(f"<p>{ONE}</p>") + services, "The key") == "article"


# Paywalls -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stub",
    [
        '<aside class="gh-post-upgrade-cta"><h2>This post is for paying subscribers only</h2><a href="#">Subscribe now</a></aside>',
        '<div class="paywall"><h2>This post is for paid subscribers</h2></div>',
        '<div class="paywall"><h2>Keep reading with a 7-day free trial</h2></div>',
        '<div class="wc-memberships-content-restricted-message">To access this post, you must purchase <a>a year</a>.</div>',
        '<div class="leaky_paywall_message"><p><a>Subscribe</a> or <a>log in</a> for more.</p></div>',
        '<div class="pmpro_content_message"><p>You must be a <b>Reader</b> member.</p></div>',
        '<div class="mepr-unauthorized-message"><p>Not for you.</p></div>',
        "<h3>Register for free to continue reading</h3>",
        "<p>You have read your last free article this month.</p>",
        "<h3>Dieser Artikel ist nur für Abonnenten lesbar.</h3>",
        "<h3>Cet article est réservé aux abonnés.</h3>",
        "<p>Il vous reste 84 % de cet article à lire.</p>",
        "<h3>Este contenido es exclusivo para suscriptores.</h3>",
        "<h3>Questo contenuto è riservato agli abbonati.</h3>",
        "<h3>Dit artikel is alleen voor abonnees.</h3>",
        "<h3>Este conteúdo é exclusivo para assinantes.</h3>",
        "<h3>Dalsza część artykułu jest dostępna tylko dla prenumeratorów.</h3>",
        "<h3>Den här artikeln är bara för prenumeranter.</h3>",
        "<h3>Denne saken er for abonnenter.</h3>",
        "<h3>Tämä artikkeli on vain tilaajille.</h3>",
        "<h3>Tento článek je pouze pro předplatitele.</h3>",
        "<h3>Этот материал доступен только подписчикам.</h3>",
        "<h3>Bu içerik yalnızca abonelere özeldir.</h3>",
        "<h3>この記事は会員限定です。</h3>",
        "<h3>本文仅限订阅用户阅读。</h3>",
        "<h3>이 기사는 구독자 전용입니다.</h3>",
    ],
)
def test_a_beginning_that_ends_at_a_paywall_is_no_article(stub: str) -> None:
    assert _kind(_posted(f"<p>{ONE}</p>{stub}"), "The key") == "paywall"
    assert _kind(_posted(f"{stub}{TEXT * 3}"), "The key") == "article", "the text goes on behind it"
    assert _kind(_posted(f"{TEXT * 6}{stub}"), "The key") == "article", "so much text is the whole article"


@pytest.mark.parametrize(
    "inner",
    [
        f"<p>{ONE}</p><h3>Become a member</h3><p>This post is free, thanks to our members. Subscribe to support us.</p>",
        f"<p>{ONE}</p><h3>Subscribe to The Garden</h3><form><input type=email></form>",
        f"<p>{ONE}</p><h3>Discover more from The Garden</h3><p>Subscribe now to keep reading and get access to the full archive.</p>",
        f"<p>This article is for subscribers only, says the box that I see each morning, and I close the window. {ONE}</p>",
        f'<p>{ONE}</p><div style="display:none"><h2>This post is for paid subscribers</h2></div>',
        f'<div class="paywall"><p>{ONE}</p></div>',
    ],
)
def test_an_article_that_asks_for_support_is_one(inner: str) -> None:
    stated = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"The key",'
        '"isAccessibleForFree":false,"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paywall"}}'
        "</script>"
    )
    assert _kind(_posted(inner), "The key") == "article"
    assert _kind(_posted(inner), "The key", stated) == "article"


# Listings -----------------------------------------------------------------------------------------------------------

LINKS = "".join(f'<li>2020-05-0{n} <a href="/2020/05/post-{n}/">Post {n}</a></li>' for n in range(1, 9))
CARD = '<div class="card"><h3><a href="/p{n}/">Post {n}</a></h3><p>Some words of the post with the number {n}, cut short …</p></div>'
CARDS = "".join(CARD.format(n=n) for n in range(8))
OTHER_SITES = CARDS.replace('href="/', 'href="https://elsewhere.example/')


@pytest.mark.parametrize(
    ("path", "body", "head", "kind"),
    [
        ("/topics/mills", f"<h1>Mills</h1>{CARDS}", "", "list"),
        ("/tags/mills/page/2/", f"<h1>Mills</h1><ul>{LINKS}</ul>", "", "list"),
        ("/archives/2020/05/", '<h1>The Garden</h1><main><a href="/2020/05/01/a/">A post</a></main>', "", "list"),
        ("/2020_05_01_archive.html", CARD.format(n=1), "", "list"),
        ("/all.html", f"<h1>Archive</h1><ul>{LINKS}</ul>", "", "list"),
        ("/find?q=mill", f"<h1>Results</h1>{CARDS[:200]}", "", "list"),
        ("/mills", f"<h1>Mills</h1><ul>{LINKS[:200]}</ul>", '{"@type":"CollectionPage","url":"https://garden.example/mills"}', "list"),
        ("/people/mara", f"<h1>Mara Kohl</h1><p>Mara writes.</p><ul>{LINKS}</ul>", '{"@type":"ProfilePage"}', "list"),
        ("/viewforum.php?f=2", "".join(f'<a class=topictitle href="t.php?t={n}">T {n}</a>' for n in range(4)), "", "list"),
        ("/~mara/index.htm", f"<h1>Mara's pages</h1><ul>{LINKS}</ul>", "", "home"),
        ("/en/", f"{CARDS}", "", "home"),
        ("/shop/kettle", f"<h1>Kettle</h1><p>{ONE}</p>", '{"@type":"Product","name":"Kettle","offers":{"price":"30"}}', "other"),
        ("/pics/", "<h1>Index of /pics</h1><pre><a href=a.jpg>a.jpg</a></pre>", "", "list"),
        ("/tag/mills.html", f'<article><h1><a href="/k.html">The key</a></h1>{TEXT}</article>{CARDS}', "", "list"),
        # And articles that look a little like them.
        ("/2020/05/read", f"<h1>Read in May</h1><p>{ONE}</p>{OTHER_SITES}", "", "article"),
        ("/category/mills/the-key/", f"<h1>The key</h1>{TEXT}", "", "article"),
        ("/archives/1234", f"<h1>The key</h1>{IMAGE}<a href=/archives/1233>Before</a>", "", "article"),
        ("/the-key", f"<h1>The key</h1>{TEXT}<h2>More</h2>{CARDS}", "", "article"),
        ("/the-key", f'<h2><a href="/the-key">The key</a></h2>{TEXT}', "", "article"),
        ("/the-key", f'{"".join(f"<h3><a href=/s{n}>Section {n}</a></h3>" for n in range(7))}<h1>The key</h1><p>{ONE}</p>', "", "article"),
        ("/the-key", f"<h1>The key</h1><p>{ONE}</p>{CARDS}", '{"@type":"BlogPosting","headline":"The key"}', "article"),
    ],
)  # fmt: skip
def test_what_leads_on_to_articles_is_a_list(path: str, body: str, head: str, kind: str) -> None:
    stated = f'<script type="application/ld+json">{head}</script>' if head else ""
    assert _kind(body, "The Garden", stated, f"https://garden.example{path}") == kind


@pytest.mark.parametrize("inner", [TEASERS, f"{POST}{POST}"])
def test_a_listing_that_shows_one_locked_post_is_no_locked_post(inner: str) -> None:
    locked = '<article class="hentry"><form class="post-password-form"><input type=password></form></article>'
    html = f'<html><head>{WORDPRESS}</head><body class="archive category">{inner}{locked}</body></html>'
    assert parse_page(html.encode(), url="https://garden.example/category/mills/").page_kind == "list"


def test_a_class_that_wordpress_gives_its_front_page_says_nothing_elsewhere() -> None:
    html = f'<html><body id="index" class="home"><h1>The key</h1>{TEXT}</body></html>'
    assert parse_page(html.encode(), url="https://garden.example/the-key.html").page_kind == "article"
    assert parse_page(html.encode(), url="https://garden.example/").page_kind == "home"


def test_what_is_no_article_says_by_what_it_was_told() -> None:
    page = parse_page(b"<title>Page not found</title><h1>Page not found</h1>", url=ADDRESS)
    assert (page.page_kind, page.sources["page_kind"]) == ("error", "title")


# A page of which meta elements say that it is a post, but which shows none -------------------------------------------

META = '<meta property="og:title" content="The key"><meta property="og:type" content="article">'
SCRIPT = '<script src="/_app/main.js"></script>'
STATED = f'<script type="application/ld+json">{{"@type":"BlogPosting","headline":"The key","articleBody":"{ONE * 3}"}}</script>'


@pytest.mark.parametrize(
    "body",
    [
        f'<div id="__next"></div>{SCRIPT}',
        f'<header><img src="/logo.png" alt=""><nav><a href="/">Home</a></nav></header><div id="root"></div>{SCRIPT}',
        f'<main><h1>The key</h1><div class="post-body"></div></main>{SCRIPT}',
        f'<div id="app"></div><noscript><iframe src="https://counter.example/"></iframe></noscript>{SCRIPT}',
    ],
)
def test_a_shell_is_no_article_whatever_its_meta_say(body: str) -> None:
    page = parse_page(f"<title>The key</title>{META}<body>{body}".encode(), url=ADDRESS)
    assert (page.page_kind, page.body.text, page.comments) == ("other", "", ())
    assert _kind(body, "The key", META + STATED) == "article", "the text is stated"


@pytest.mark.parametrize(
    "body",
    [
        f'<article><h1>The key</h1><div class="entry-content">{IMAGE}</div></article>',
        f'<article><header><h1>The key</h1>{IMAGE}</header><div class="entry-content"></div></article>',
        '<article><h1>The key</h1><div class="entry-content"><p>Yes.</p></div></article>',
        '<article><h1>The key</h1><div class="entry-content"><iframe src="https://video.example/embed/1"></iframe></div></article>',
        '<article><h1>The key</h1><div class="entry-content"><video src="/key.mp4"></video></div></article>',
    ],
)
def test_a_picture_a_word_or_a_film_is_an_article(body: str) -> None:
    assert _kind(body, "The key", META) == "article"


def test_a_title_alone_is_a_post_where_the_engine_says_so() -> None:
    html = '<title>x</title><body class="single single-post postid-7"><h1>The key</h1><div class="entry-content"></div>'
    assert parse_page(html.encode(), url=ADDRESS).page_kind == "article"


# Listings of two or three posts --------------------------------------------------------------------------------------

HEADLINES = (
    "Category: mills", "Tag: “mills”", "Posts tagged mills", "Archive for May 2020", "Category Archives: mills",
    "Kategorie: Mühlen", "Schlagwort: Mühlen", "Beiträge mit dem Schlagwort Mühlen", "Archiv für Mai 2020",
    "Catégorie : moulins", "Étiquette : moulins", "Articles avec le tag moulins", "Categoría: molinos", "Etiqueta: molinos",
    "Entradas etiquetadas con molinos", "Categoria: mulini", "Articoli con tag mulini", "Categorie: molens",
    "Arquivo da categoria: moinhos", "Kategoria: młyny", "Kategori: kvarnar", "Inlägg märkta kvarnar", "Avainsana: myllyt",
    "Štítek: mlýny", "Címke: malmok", "Рубрика: мельницы", "Метка: мельницы", "Позначка: млини", "Ετικέτα: μύλοι",
    "Etiket: değirmenler", "タグ：水車", "カテゴリー: 水車", "标签：水车", "分類：水車", "태그: 방앗간", "الوسم: طواحين",
    "תגית: טחנות",
)  # fmt: skip


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_of_a_listing_over_two_posts_is_a_list(headline: str) -> None:
    two = "".join(CARD.format(n=n) for n in (1, 2))
    assert _kind(f"<main><h1>{headline}</h1>{two}</main>") == "list"
    assert _kind(f"<main><h1>{headline}</h1><ul>{LINKS}</ul></main>") == "list"
    assert _kind(f'<main><article><h1>{headline}</h1>{TEXT * 2}</article><h3>More</h3>{two}</main>') == "article"
    assert _kind(f"<main><article><h1>{headline}</h1><p>{ONE}</p></article></main>") == "article"
    assert _kind(f"<main><h1>The key</h1><p>{ONE}</p>{two}</main>") == "article", "so would a headline of any other kind"


# Passwords -----------------------------------------------------------------------------------------------------------

ASKED = "<form method=post><input type=password name=word><input type=submit></form>"


@pytest.mark.parametrize(
    "sentence",
    [
        "This content is password protected. To view it, please give the password.",
        "Dieser Beitrag ist passwortgeschützt.",
        "Cet article est protégé par un mot de passe.",
        "Esta entrada está protegida por contraseña.",
        "Questo contenuto è protetto da password.",
        "Este conteúdo está protegido por senha.",
        "Dit bericht is met een wachtwoord beveiligd.",
        "Inlägget är lösenordsskyddat.",
        "Ta treść jest chroniona hasłem.",
        "Эта запись защищена паролем.",
        "この記事はパスワードで保護されています。",
        "本文受密码保护。",
    ],
)
def test_a_sentence_and_a_field_for_a_password_are_a_protected_post(sentence: str) -> None:
    asks = f"<article><h1>The key</h1><p>{sentence}</p>{ASKED}</article>"
    assert _kind(asks, "The key") == "protected"
    assert _kind(asks.replace(ASKED, f"<p>{ONE}</p>"), "The key") == "article", "it only speaks of one"
    assert _kind(asks.replace(ASKED, TEXT * 4 + ASKED), "The key") == "article", "the text is there"
