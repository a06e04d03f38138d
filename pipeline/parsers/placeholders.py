"""Placeholders: what a site prints where a comment was, or where it folds one away."""

from __future__ import annotations

import re

from pipeline.models import CommentState

_LONGEST = 200
_BY = (
    r"(?:\s+(?:by|for|due|because|as|since|from|in|after|at|von|durch|vom|wegen|aufgrund|da|par|pour|por|porque|per|"
    r"dall\S+|door|wegens|przez|av|af|администр\w+|модерат\w+|автор\w+|пользовател\w+|за)\b.{0,90})?"
)
_REMOVED = re.compile(
    r"\A[\s\[({<*_–—-]*(?:"
    r"(?:this|the|that|your)\s+(?:comment|post|reply|response|message)\s+(?:has\s+been|have\s+been|was|is|got)\s+"
    rf"(?:deleted|removed|withdrawn|erased){_BY}|"
    rf"(?:comment|post|reply|response|message)\s+(?:has\s+been\s+|was\s+)?(?:deleted|removed){_BY}|deleted\s+comment|"
    r"this\s+comment\s+is\s+no\s+longer\s+available|"
    r"(?:dieser|der|ihr|dein)\s+(?:kommentar|beitrag|eintrag)\s+(?:wurde|ist)\s+(?:.{1,80}\s)?"
    rf"(?:gelöscht|entfernt|gesperrt)(?:\s+worden)?{_BY}|(?:kommentar|beitrag)\s+(?:wurde\s+)?(?:gelöscht|entfernt){_BY}|"
    rf"(?:ce|le)\s+(?:commentaire|message)\s+a\s+été\s+(?:supprimé|effacé|retiré){_BY}|commentaire\s+supprimé{_BY}|"
    rf"(?:este|el)\s+comentario\s+(?:ha\s+sido|fue)\s+(?:eliminado|borrado|suprimido){_BY}|"
    rf"comentario\s+(?:eliminado|borrado){_BY}|"
    rf"(?:questo|il)\s+commento\s+è\s+stato\s+(?:eliminato|rimosso|cancellato){_BY}|commento\s+(?:eliminato|rimosso){_BY}|"
    rf"(?:este|o)\s+comentário\s+foi\s+(?:removido|apagado|excluído|eliminado){_BY}|"
    rf"(?:deze|de)\s+reactie\s+(?:is|werd)\s+verwijderd{_BY}|reactie\s+verwijderd{_BY}|"
    rf"(?:этот\s+)?комментарий\s+(?:был\s+)?удал[её]н{_BY}|сообщение\s+(?:было\s+)?удалено{_BY}|"
    rf"(?:ten\s+)?komentarz\s+(?:został\s+)?(?:usunięty|skasowany){_BY}|"
    rf"(?:denna\s+)?kommentar(?:en)?\s+(?:har\s+tagits\s+bort|er\s+slettet|ble\s+slettet|blev\s+slettet){_BY}|"
    r"このコメントは.{0,30}削除されました|该评论已被?删除"
    r")[\s\])}>.!*_–—-]*\Z|\A\s*\[\s*(?:deleted|removed|gelöscht|entfernt|supprimé|eliminado|rimosso|удалено)\s*\]\s*\Z",
    re.I | re.S,
)
_COLLAPSED = re.compile(
    r"\A[\s\[({<*_–—-]*(?:"
    r"(?:this|the)\s+(?:comment|post|reply)\s+(?:has\s+been|is|was)\s+(?:hidden|collapsed|minimi[sz]ed|below).{0,90}|"
    r"comment\s+(?:hidden|collapsed|below\s+threshold).{0,60}|(?:screened|suspicious)\s+comment|"
    r"(?:dieser\s+|der\s+)?kommentar\s+(?:wurde\s+|ist\s+)?(?:ausgeblendet|verborgen|versteckt).{0,60}|"
    r"(?:ce\s+)?commentaire\s+(?:est\s+|a\s+été\s+)?masqué.{0,60}|(?:este\s+)?comentario\s+oculto.{0,60}|"
    r"комментарий\s+скрыт.{0,60}"
    r")[\s\])}>.!*_–—-]*\Z",
    re.I | re.S,
)


def state_of(text: str) -> CommentState:
    """What has become of a comment whose whole text is `text`: a site says so in its place."""
    if len(text) > _LONGEST:
        return "visible"
    if _REMOVED.match(text):
        return "removed"
    return "collapsed" if _COLLAPSED.match(text) else "visible"
