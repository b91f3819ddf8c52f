"""Language tags: how they are written, and which English a tag means."""

from __future__ import annotations

import re

from workbook.patterns import late

AMERICAN = "en-US"
_USUAL = {"en": AMERICAN, "de": "de-DE", "pt": "pt-PT"}
"""The variant that is meant where a language that needs one is named alone."""
_TAG = late(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_LONGEST = 35
# BCP 47: a language, and behind it a script, a country and what else tells one kind from another.
_FORM = late(
    r"(?P<language>[a-z]{2,3})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*",
    re.IGNORECASE,
)
ENGLISH = ("en-US", "en-GB", "en-CA", "en-AU", "en-NZ", "en-IE", "en-ZA", "en-IN")
"""The kinds of English whose spelling is known."""
WITH_LANGUAGETOOL = (
    "ar", "ast", "be", "br", "ca", "crh", "da", "de", "el", "eo", "es", "fa", "fr", "ga", "gl", "it", "ja",
    "km", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "ta", "tl", "uk", "zh",
)  # fmt: skip
"""The other languages that a full LanguageTool can proofread."""
# ISO 639-1; of the thousands of three letters none is known to be wrong.
_KNOWN = frozenset(
    re.findall(
        r"[a-z]+",
        """
        aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
        da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu
        hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb
        lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om
        or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw
        ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ase
        ceb chk chr cho dak esu fil gez gsw haw hmn ilo kar kos lkt mni nah pon sco yap yue
        """,
    )
)


def normal(tag: str) -> str:
    """Return a language tag as the engines want it: “en_us” becomes “en-US”, and “en” alone “en-US”.

    Args:
        tag: a tag as a person or a file wrote it; one that is none is returned as it is, without the
            white space around it.
    """
    tag = tag.strip().replace("_", "-")
    if not is_tag(tag):
        return tag
    first, *rest = tag.split("-")
    parts = [first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)]
    tag = "-".join(parts)
    return _USUAL.get(tag, tag)


def is_tag(tag: str) -> bool:
    """Return whether a text has the form of a language tag."""
    return len(tag) <= _LONGEST and _TAG().fullmatch(tag) is not None


def is_known(tag: str) -> bool:
    """Return whether a text is the tag of a language that there is, proofread here or not."""
    form = _FORM().fullmatch(tag) if is_tag(tag) else None
    language = form["language"].lower() if form is not None else ""
    return len(language) == 3 or language in _KNOWN


def is_english(tag: str) -> bool:
    """Return whether a tag names a kind of English."""
    return normal(tag).partition("-")[0] == "en"
