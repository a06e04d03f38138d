"""Listing words: how the headline of a category, a tag, an archive or a search begins, in many languages."""

from __future__ import annotations

import re

# What templates write before a colon and the name of what is listed: "Category: …", "Schlagwort: …", "标签：…".
_NAMED = (
    r"categor(?:y|ies|ia|ías?|ía|ie|ieën)|category archives?|tags?|tag archives?|tagged|labels?|topic|"
    r"archives?|author|author archives?|"
    r"(?:monthly|yearly|daily|date) archives?|month|year|search(?: results(?: for)?)?|"
    r"kategorien?|kategorie-archiv(?:e)?|schlagw(?:ort|örter|orte)|schlagwort-archiv(?:e)?|monatsarchiv(?:e)?|"
    r"archiv|autor|thema|monat|jahr|"
    r"catégories?|étiquettes?|mots?-clés?|archives (?:de la catégorie|du mot-clé|mensuelles|de l'étiquette)|"
    r"auteur/?autrice|auteur|"
    r"etiquetas?|archivos?(?: de la (?:categoría|etiqueta))?|archivos? mensual(?:es)?|mes|"
    r"archivio(?: della categoria| del tag| mensile)?|autore|mese|etichetta|categorie-archief|tag-archief|"
    r"archief|trefwoord|maand|"
    r"marcador|arquivos?(?: da categoria| da tag| mensais)?|autora?|mês|kategoria|archiwum(?: kategorii|"
    r" tagu)?|miesiąc|kategori|etikett|"
    r"kategoriarkiv|etikettarkiv|arkiv|månad|måned|stikord|stikkord|emneord|avainsana|avainsana-arkisto|"
    r"kategoria-arkisto|arkisto|"
    r"rubrika|štítek|archiv (?:rubriky|štítku)|kategória|značka|štítok|archív|címke|archívum|etichetă|arhiva|"
    r"kategorija|oznaka|"
    r"categoria|ετικέτα|κατηγορία|рубрика|категори[яи]|метка|тег|архивы? (?:рубрики|метки)|архив|категорія|"
    r"позначка|мітка|"
    r"етикет|категорија|ознака|etiket|kategori arşivi|etiket arşivi|カテゴリー?|タグ|タグアーカイブ|"
    r"カテゴリーアーカイブ|分类|标签|"
    r"分类目录归档|标签归档|分類|標籤|카테고리|태그|التصنيف|تصنيف|الوسم|وسم|دسته|برچسب|קטגוריה|תגית|תג|"
    r"chuyên mục|thẻ|หมวดหมู่|แท็ก"
)
# What needs no colon.
_SAID = (
    r"(?:all )?(?:posts?|articles?|entries|stories) (?:tagged|filed under|categori[sz]ed|in (?:the )?category|"
    r"with (?:the )?(?:tag|label))\b|"
    r"(?:archives?|category archives?|tag archives?) (?:for|of|by)\b|browsing (?:the )?(?:category|tag|"
    r"archives?)\b|filed under\b|"
    r"showing posts (?:with|from)\b|search results for\b|"
    r"(?:alle )?(?:beiträge|artikel|einträge) (?:mit (?:dem )?(?:tag|schlagwort|label)|in (?:der )?kategorie|"
    r"verschlagwortet)\b|"
    r"archiv (?:für|der kategorie|des monats)\b|suchergebnisse für\b|posts mit dem label\b|"
    r"(?:articles|billets) (?:tagués|taggués|étiquetés|avec (?:le tag|l'étiquette|le mot-clé)|"
    r"dans la catégorie)|archives pour\b|"
    r"(?:entradas|publicaciones|artículos) (?:etiquetad[ao]s|con la etiqueta|en la categoría|de la categoría)|"
    r"archivos? (?:de la categoría|por)\b|"
    r"mostrando entradas con\b|mostrando postagens com\b|(?:articoli|post) (?:con tag|taggati|con etichetta|"
    r"nella categoria)\b|"
    r"visualizzazione post con etichetta\b|archivio per\b|berichten (?:met (?:de )?(?:tag|label)|getagd|"
    r"in (?:de )?categorie)\b|archief voor\b|"
    r"(?:posts|artigos|postagens) (?:com (?:a tag|o marcador|a etiqueta)|na categoria|etiquetad[ao]s)\b|"
    r"arquivos? (?:para|da categoria)\b|"
    r"wpisy (?:z tagiem|oznaczone|w kategorii)\b|inlägg (?:märkta|taggade|i kategorin|med etikett)|arkiv för\b|"
    r"indlæg (?:tagget|mærket|i kategorien)|innlegg (?:merket|tagget|i kategorien)|arkiv for\b|"
    r"příspěvky (?:se štítkem|v rubrice)|"
    r"příspěvky označené|записи (?:с меткой|в рубрике|в категории)|архив(?:ы)? (?:за|для|рубрики|метки)\b|"
    r"записи? з позначкою"
)
LISTING = re.compile(rf"(?:{_NAMED})\s?[:：]\s*\S|(?:{_SAID})")
"""What the headline of a listing begins with, as `words.headline` leaves it."""
