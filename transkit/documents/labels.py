"""What furniture is labelled with, as data per language.

Only hints: a label in a short line says what the line probably is, the shape of the page decides.
Where a language is missing, its pages are told apart by their shape alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

__all__ = ["KINDS", "LABELS", "find_labels", "has_agency", "has_credit"]

LABELS: dict[str, dict[str, str]] = {
    "en": {
        "related": (
            "related; related articles; related stories; related links; related post; related "
            "posts; related tags; related topics; related news; read also; also read; see also; "
            "read more; read next; more on; more from; more stories; more news; most read; most "
            "popular; most viewed; most discussed; most commented; popular; trending; trending "
            "now; recommended; recommended for you; you may also like; you might also like; don't "
            "miss; see more; latest news; latest stories; latest; top stories; editor's picks; up "
            "next; next up; previous; next; explore further; story timeline; breaking news; "
            "upcoming events; in case you missed it"
        ),
        "share": (
            "share; share this; share on; tweet; facebook; twitter; pinterest; linkedin; "
            "whatsapp; telegram; viber; instagram; youtube; reddit; flipboard; rss; email; "
            "e-mail; print; copy link; follow us; follow; like us; join us; save"
        ),
        "sign up": (
            "subscribe; subscription; newsletter; newsletters; sign up; sign in; sign out; log "
            "in; login; log out; register; create account; my account; forgot your password; your "
            "email; enter your email; become a member; donate; support us; get the; click here"
        ),
        "legal": (
            "copyright; all rights reserved; terms of use; terms of service; terms and "
            "conditions; terms & conditions; terms; privacy policy; privacy; cookie; cookies; "
            "cookie policy; contact us; about us; about; advertise; advertise with us; careers; "
            "sitemap; site map; contact; faq; help; we use cookies; this site uses; this website "
            "uses; this site is protected; by signing up; by using; by clicking"
        ),
        "credit": (
            "photo; photos; photograph; photography by; image; images; image credit; image "
            "copyright; image caption; media caption; credit; file photo; picture; pictured; "
            "getty images; illustration; graphic by; video; videos; gallery; caption"
        ),
        "comments": (
            "comment; comments; leave a comment; leave a reply; post a comment; add a comment; "
            "view comments; show comments; reply; join the conversation; join the discussion; "
            "write a comment"
        ),
        "advert": (
            "advertisement; advert; advertising; sponsored; sponsored content; promoted; ad"
        ),
        "tags": ("tags; tag; topics; filed under; categories; category; keywords"),
        "site": (
            "home; menu; search; skip to; skip to content; skip to main content; back to top; "
            "main menu; navigation; close; toggle; go to"
        ),
    },
    "uk": {
        "related": (
            "читайте також; читайте ще; читати також; читати ще; читати далі; дивіться також; "
            "схожі новини; схожі статті; за темою; новини за темою; більше новин; останні новини; "
            "головні новини; популярне; популярні; найпопулярніше; рекомендуємо; стрічка новин; "
            "усі новини; всі новини; вас може зацікавити"
        ),
        "share": (
            "поділитися; поширити; надіслати; друк; друкувати; стежте за нами; підписуйтесь на "
            "нас; приєднуйтесь; копіювати посилання"
        ),
        "sign up": (
            "підписатися; підпишіться; підписка; розсилка; увійти; вхід; реєстрація; "
            "зареєструватися; мій кабінет; ваша пошта; підтримати"
        ),
        "legal": (
            "використання матеріалів; усі права захищені; всі права захищені; політика "
            "конфіденційності; правила користування; умови використання; про нас; контакти; "
            "реклама на сайті; рекламодавцям; редакція; передрук; ми використовуємо; цей сайт "
            "використовує"
        ),
        "credit": ("фото; світлина; ілюстрація; зображення; джерело фото; відео"),
        "comments": (
            "коментар; коментарі; коментарів; залишити коментар; додати коментар; відповісти; "
            "обговорення"
        ),
        "advert": ("реклама; на правах реклами; партнерський матеріал"),
        "tags": ("тег; теги; мітки; категорії; рубрики; теми"),
        "site": ("головна; меню; пошук; перейти до; догори; нагору; закрити"),
    },
    "ko": {
        "related": (
            "관련기사; 관련 기사; 관련뉴스; 관련 뉴스; 많이 본; 인기기사; 인기 기사; "
            "인기뉴스; 주요뉴스; 주요 뉴스; 최신뉴스; 최신 기사; 추천기사; 추천 기사; "
            "이 기사와; 다른 기사; 더보기; 이전기사; 다음기사; 이전 기사; 다음 기사"
        ),
        "share": (
            "공유; 공유하기; 페이스북; 트위터; 카카오톡; 카카오스토리; 네이버; 밴드; "
            "인쇄; 프린트; 스크랩; url복사; url 복사; 기사 공유; 글자크기; "
            "글씨크기"
        ),
        "sign up": (
            "구독; 구독하기; 뉴스레터; 로그인; 로그아웃; 회원가입; 기사제보; 후원; 정기구독"
        ),
        "legal": (
            "저작권자; 무단전재; 무단 전재; 개인정보; 이용약관; 청소년보호; 회사소개; "
            "광고문의; 광고안내; 찾아오시는; 등록번호; 발행인; 편집인; 고객센터; "
            "사이트맵; 이메일무단수집거부"
        ),
        "credit": ("사진; 사진=; 사진제공; 이미지; 출처; 영상"),
        "comments": ("댓글; 의견; 답글; 댓글쓰기"),
        "advert": ("광고; 스폰서"),
        "tags": ("태그; 키워드; 카테고리"),
        "site": ("홈; 메뉴; 검색; 본문 바로가기; 바로가기; 맨위로; 닫기; 목록; 전체메뉴"),
    },
    "de": {
        "related": (
            "lesen sie auch; lesen sie mehr; mehr zum thema; mehr dazu; weiterlesen; das könnte "
            "sie auch interessieren; ähnliche artikel; ähnliche beiträge; weitere artikel; "
            "weitere beiträge; meistgelesen; beliebteste artikel; aktuelle nachrichten"
        ),
        "share": "teilen; artikel teilen; drucken; folgen sie uns; link kopieren",
        "sign up": "abonnieren; newsletter abonnieren; anmelden; einloggen; registrieren",
        "legal": (
            "impressum; datenschutz; datenschutzerklärung; nutzungsbedingungen; agb; über uns; "
            "kontakt; alle rechte vorbehalten; diese website verwendet; wir verwenden cookies"
        ),
        "credit": "foto; fotos; bild; bildquelle; quelle",
        "comments": "kommentar; kommentare; kommentar schreiben; schreibe einen kommentar",
        "advert": "anzeige; werbung",
        "tags": "schlagwörter; schlagworte; kategorien",
        "site": "startseite; menü; suche; suchen; zum inhalt springen; nach oben",
    },
    "fr": {
        "related": (
            "lire aussi; à lire aussi; voir aussi; lire la suite; sur le même sujet; articles "
            "similaires; les plus lus; plus d'articles; à la une"
        ),
        "share": "partager; imprimer; suivez-nous; copier le lien",
        "sign up": "s'abonner; abonnez-vous; s'inscrire; se connecter; connexion; inscription",
        "legal": (
            "mentions légales; politique de confidentialité; conditions générales; qui "
            "sommes-nous; tous droits réservés; ce site utilise; nous contacter"
        ),
        "credit": "photo; crédit photo; légende",
        "comments": "commentaire; commentaires; laisser un commentaire; répondre",
        "advert": "publicité; sponsorisé",
        "tags": "mots-clés; catégories",
        "site": "accueil; rechercher; aller au contenu; retour en haut",
    },
    "es": {
        "related": (
            "lea también; lee también; leer más; te puede interesar; noticias relacionadas; "
            "artículos relacionados; más noticias; lo más leído; últimas noticias; ver más"
        ),
        "share": "compartir; imprimir; síguenos; copiar enlace",
        "sign up": "suscríbete; suscribirse; iniciar sesión; registrarse; boletín",
        "legal": (
            "aviso legal; política de privacidad; política de cookies; términos y condiciones; "
            "quiénes somos; todos los derechos reservados; este sitio utiliza; contacto"
        ),
        "credit": "foto; fotografía; imagen; crédito",
        "comments": "comentario; comentarios; deja un comentario; responder",
        "advert": "publicidad; anuncio",
        "tags": "etiquetas; categorías",
        "site": "inicio; buscar; saltar al contenido; volver arriba",
    },
    "pt": {
        "related": (
            "leia também; leia mais; veja também; veja mais; saiba mais; artigos relacionados; "
            "notícias relacionadas; mais lidas; mais notícias; últimas notícias"
        ),
        "share": "compartilhar; compartilhe; partilhar; imprimir; siga-nos; copiar link",
        "sign up": "assine; inscreva-se; cadastre-se; entrar; iniciar sessão",
        "legal": (
            "política de privacidade; termos de uso; quem somos; todos os direitos reservados; "
            "este site utiliza; fale conosco; contato"
        ),
        "credit": "foto; imagem; crédito",
        "comments": "comentário; comentários; deixe um comentário; deixe uma resposta; responder",
        "advert": "publicidade; propaganda; anúncio",
        "tags": "categorias; etiquetas",
        "site": "início; página inicial; buscar; pesquisar; voltar ao topo",
    },
    "it": {
        "related": (
            "leggi anche; leggi tutto; potrebbe interessarti; articoli correlati; altri articoli; "
            "notizie correlate; i più letti; ultime notizie"
        ),
        "share": "condividi; stampa; seguici; copia link",
        "sign up": "iscriviti; abbonati; accedi; registrati",
        "legal": (
            "note legali; informativa sulla privacy; termini e condizioni; chi siamo; contatti; "
            "tutti i diritti riservati; questo sito utilizza; utilizziamo i cookie"
        ),
        "credit": "foto; immagine",
        "comments": "commento; commenti; lascia un commento; rispondi",
        "advert": "pubblicità; annuncio",
        "tags": "categorie; etichette",
        "site": "home page; cerca; vai al contenuto; torna su",
    },
    "pl": {
        "related": (
            "czytaj także; czytaj również; czytaj też; czytaj więcej; zobacz także; zobacz "
            "również; przeczytaj także; polecamy; najczęściej czytane; najnowsze; podobne artykuły"
        ),
        "share": "udostępnij; drukuj; obserwuj nas; kopiuj link",
        "sign up": "subskrybuj; zapisz się; zaloguj się; zarejestruj się",
        "legal": (
            "polityka prywatności; regulamin; o nas; kontakt; wszelkie prawa zastrzeżone; ta "
            "strona używa; używamy plików cookie"
        ),
        "credit": "fot.; foto; zdjęcie; źródło",
        "comments": "komentarz; komentarze; dodaj komentarz; odpowiedz",
        "advert": "reklama; materiał sponsorowany",
        "tags": "tagi; kategorie; słowa kluczowe",
        "site": "strona główna; szukaj; przejdź do treści; do góry",
    },
    "ru": {
        "related": (
            "читайте также; читать также; читать далее; читайте ещё; смотрите также; материалы "
            "по теме; по теме; похожие статьи; похожие новости; вам также может быть интересно; "
            "последние новости; главные новости; популярное; самое читаемое; рекомендуем"
        ),
        "share": "поделиться; распечатать; подписывайтесь на нас; скопировать ссылку",
        "sign up": "подписаться; подпишитесь; рассылка; войти; регистрация; зарегистрироваться",
        "legal": (
            "все права защищены; политика конфиденциальности; пользовательское соглашение; "
            "условия использования; о нас; о проекте; контакты; этот сайт использует; мы "
            "используем"
        ),
        "credit": "фото; фотография; иллюстрация; источник фото",
        "comments": (
            "комментарий; комментарии; добавить комментарий; оставить комментарий; ответить"
        ),
        "advert": "реклама; на правах рекламы",
        "tags": "теги; метки; рубрики",
        "site": "главная; поиск; перейти к содержимому; наверх",
    },
    "ja": {
        "related": (
            "関連記事; 関連ニュース; あわせて読みたい; こちらもおすすめ; おすすめ記事; 人気記事; "
            "新着記事; 最新記事; 続きを読む; 前の記事; 次の記事"
        ),
        "share": "シェアする; シェア; ツイート; フォローする; 印刷する; リンクをコピー",
        "sign up": "購読する; メルマガ登録; ログイン; 会員登録; 新規登録",
        "legal": (
            "プライバシーポリシー; 利用規約; 運営会社; お問い合わせ; 無断転載; 会社概要; "
            "特定商取引法"
        ),
        "credit": "写真：; 写真=; 画像：; 撮影：; 提供：",
        "comments": "コメント; コメントする; コメントを残す; 返信する",
        "advert": "広告; スポンサードリンク; スポンサーリンク",
        "tags": "タグ; カテゴリー; キーワード",
        "site": "ホーム; メニュー; サイト内検索; トップへ戻る",
    },
}
"""Language → kind of furniture → what it is labelled with, lower case, between semicolons."""

KINDS = tuple(LABELS["en"])
"""The kinds of furniture."""

COMMON: dict[str, str] = {
    "en": (
        "next; previous; latest; home; help; about; search; save; close; print; menu; video; "
        "videos; image; images; picture; pictured; gallery; caption; popular; trending; privacy; "
        "terms; contact; follow; share; reply; comment; tag; topics; category; categories; "
        "register; donate; email; related; ad; promoted; photo; photos; careers; credit; toggle; "
        "recommended"
    ),
    "uk": (
        "головна; вхід; теми; фото; відео; світлина; зображення; ілюстрація; закрити; друк; меню; "
        "друкувати; пошук; контакти; обговорення; реклама; редакція; підтримати; нагору; догори"
    ),
    "de": (
        "teilen; drucken; anmelden; suche; suchen; foto; fotos; bild; quelle; kommentar; kontakt; "
        "anzeige; werbung; abonnieren; registrieren"
    ),
    "fr": "partager; imprimer; photo; commentaire; répondre; accueil; rechercher; connexion",
    "es": (
        "compartir; imprimir; foto; imagen; comentario; responder; inicio; buscar; contacto; "
        "anuncio; publicidad; crédito; ver más; leer más; fotografía"
    ),
    "pt": (
        "compartilhar; compartilhe; partilhar; imprimir; foto; imagem; comentário; responder; "
        "início; buscar; pesquisar; entrar; assine; contato; propaganda; crédito; publicidade"
    ),
    "it": "condividi; stampa; foto; immagine; commento; rispondi; cerca; accedi; contatti",
    "pl": "kontakt; foto; zdjęcie; źródło; komentarz; odpowiedz; reklama; regulamin; najnowsze",
    "ru": (
        "по теме; поделиться; войти; регистрация; фото; фотография; иллюстрация; комментарий; "
        "ответить; реклама; главная; поиск; контакты; рассылка; о нас; рекомендуем; мы используем"
    ),
    "ja": "シェア; コメント; 広告; タグ; ホーム; メニュー; キーワード; カテゴリー",
    "ko": "사진; 이미지; 영상; 의견; 목록; 홈; 검색; 공유; 후원; 출처; 닫기; 메뉴; 광고; 구독",
}
"""Language → single labels that are words of any text as well, between semicolons."""

CREDITS: dict[str, str] = {
    "en": "photo; photograph; image; picture; pic; illustration; credit; courtesy; file photo",
    "uk": "фото; світлина; ілюстрація; зображення; надано",
    "de": "foto; fotos; bild; bildquelle; quelle",
    "fr": "photo; crédit photo",
    "es": "foto; imagen; crédito",
    "pt": "foto; imagem; crédito",
    "it": "foto; immagine",
    "pl": "fot; foto; zdjęcie; źródło",
    "ru": "фото; иллюстрация; источник фото",
    "ja": "写真; 画像; 撮影; 提供",
    "ko": "사진; 이미지; 그래픽; 출처",
}
"""Language → what stands before the name of who made a picture, between semicolons."""
AGENCIES = (
    "getty images; getty; shutterstock; istock; unsplash; pixabay; pexels; flickr; wikimedia; "
    "wikimedia commons; ap; afp; epa; dpa; reuters; bloomberg; xinhua; tass; ukrinform; unian; "
    "yonhap; newsis; news1; nasa; esa; укрінформ; уніан; 연합뉴스; 뉴시스; 뉴스1"
)
"""Who pictures are from, at the end of a caption, in any language."""

SPAN = 60
"""Code points at the start of a line in which labels are looked for."""
_CREDIT = 120
"""Code points at the end of a line in which a picture's credit is looked for."""
_BUTTON = 30
"""Code points of the longest line in which a label counts wherever it stands."""
_UNSPACED = 4
"""Letters of the shortest label in a script without spaces that is one before other letters."""
_WORD = re.compile(r"\w+")


def find_labels(text: str) -> tuple[frozenset[str], str]:
    """Return the kinds of labels in the first words of a line, and the kind that it begins with.

    The second is empty where it begins with none. Inside a line that is longer than a button's
    words a label is a word like any other, unless the line begins with one.
    """
    head = text[:SPAN].lower().replace("’", "'")
    kinds: set[str] = set()
    first = ""
    for start, end, kind in _find_phrases(head):
        if not _is_label(text, start, end):
            continue
        if start > 0 and not first and len(text) > _BUTTON:
            break
        kinds.add(kind)
        if start == 0:
            first = kind
    return frozenset(kinds), first


def _find_phrases(head: str) -> Iterator[tuple[int, int, str]]:
    """Yield where labels stand in a line's first words, and of which kind; none overlaps another.

    A label is whole words; in Korean a particle may follow, in Japanese anything.
    """
    words, beginnings = _phrases()
    done = 0
    for match in _WORD.finditer(head):
        start = match.start()
        if start < done:
            continue
        found = [*words.get(match.group(), ()), *beginnings.get(head[start], ())]
        for _, phrase, kind in sorted(found):
            end = start + len(phrase)
            if head.startswith(phrase, start) and _ends(head, end, phrase):
                yield start, end, kind
                done = end
                break


def _ends(head: str, end: int, phrase: str) -> bool:
    """Tell whether a label may end before a place: no word goes on there, or its script does."""
    after = head[end : end + 1]
    return not (after.isalnum() or after == "_") or _is_open(phrase)


def _is_open(phrase: str) -> bool:
    """Tell whether letters may follow a phrase: Korean particles, or script without spaces."""
    last = phrase[-1]
    if last in "=：" or "가" <= last <= "힣":
        return True
    return len(phrase) >= _UNSPACED and "\u3040" <= last <= "\u9fff"


_Phrase = tuple[tuple[int, int], str, str]
"""The rank among phrases that begin alike (the first is tried first), the phrase, its kind."""


@cache
def _phrases() -> tuple[dict[str, list[_Phrase]], dict[str, list[_Phrase]]]:
    """Return the labels of all languages by their first word, or by their first letter.

    The latter where more letters may follow that word.
    """
    words: dict[str, list[_Phrase]] = {}
    beginnings: dict[str, list[_Phrase]] = {}
    for kinds in LABELS.values():
        for kind, listed in kinds.items():
            for phrase in listed.split("; "):
                match = _WORD.match(phrase)
                word = match.group() if match else phrase
                rank = (KINDS.index(kind), -len(phrase))
                loose = _is_open(phrase) or not word.isascii()
                table, key = (beginnings, word[0]) if loose else (words, word)
                table.setdefault(key, []).append((rank, phrase, kind))
    return words, beginnings


def _is_label(text: str, start: int, end: int) -> bool:
    """Tell whether what reads like a label is one, and not a word of a phrase ("What comes next").

    A common word is one at the beginning, if the line does not go on like a sentence, or in a line
    of two words.
    """
    if text[start:end].lower() not in _common():
        return True
    if start > 0:
        return len(text.split(None, 2)) <= 2
    return text[end : end + 1] != " " or text[end + 1 : end + 2].isupper()


@cache
def _common() -> frozenset[str]:
    """Return the common words of all languages."""
    return frozenset(word for listed in COMMON.values() for word in listed.split("; "))


def has_credit(text: str) -> bool:
    """Tell whether a line ends by saying who made a picture: ``(Photo: A. Berg)``."""
    return _credit_pattern().search(text[-_CREDIT:].lower()) is not None


def has_agency(text: str) -> bool:
    """Tell whether a line ends with who pictures are from, or in its last words names one."""
    return _agency_pattern().search(text[-_CREDIT // 2 :].lower()) is not None


@cache
def _agency_pattern() -> re.Pattern[str]:
    """Return a pattern for the agencies' names."""
    return re.compile(rf"(?<!\w)(?:{_either(AGENCIES.split('; '))})(?!\w)")


@cache
def _credit_pattern() -> re.Pattern[str]:
    """Return a pattern for a picture's credit at the end of a line."""
    words = _either([word for listed in CREDITS.values() for word in listed.split("; ")])
    agencies = _either(AGENCIES.split("; "))
    return re.compile(
        rf"(?:[(\[]\s*(?:{words})\b[^()\[\]]*[)\]]"
        rf"|\b(?:{words})(?: credit| courtesy)?\s*[:：/=©]\s*[^.!?]*\.?|©[^.!?]*"
        rf"|[/|—–(]\s*(?:{agencies})[^.!?\w]*|getty images[^.!?\w]*)$"
    )


def _either(words: list[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
