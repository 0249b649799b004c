"""In which language a text is."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.model import Document
from communique.sources import read_sources
from communique.sources.language import LEAST, language_of

TEXTS = {
    "en": "The defence ministers of India and Russia met in Moscow on Tuesday and said that the two sides would go on with the work. ",
    "ru": "Министры обороны России и Индии встретились в Москве и обсудили поставки систем противовоздушной обороны. ",
    "uk": "Міністри оборони України та Польщі зустрілися в Києві й обговорили постачання систем протиповітряної оборони. ",
    "hi": "भारत और रूस के रक्षा मंत्रियों ने मास्को में मुलाकात की और हथियारों की आपूर्ति पर चर्चा की। ",
    "zh": "中国和俄罗斯国防部长在莫斯科会晤,讨论了武器供应和联合演习问题。",
    "ja": "日本と米国の防衛大臣は東京で会談し、共同訓練について話し合った。",
    "ar": "التقى وزيرا الدفاع في موسكو وبحثا توريد منظومات الدفاع الجوي والتدريبات المشتركة. ",
    "fr": "Les ministres de la défense de la France et de l'Inde se sont rencontrés à Paris et ont discuté de la livraison des avions. ",
    "de": "Die Verteidigungsminister von Deutschland und Frankreich trafen sich in Berlin und sprachen über die Lieferung der Flugzeuge. ",
    "es": "Los ministros de defensa de España y de México se reunieron en Madrid y hablaron sobre la entrega de los aviones. ",
    "ko": "한국과 미국의 국방장관은 서울에서 만나 연합훈련에 대해 논의했다. ",
    "he": "שרי הביטחון נפגשו בירושלים ודנו באספקת מערכות הגנה אווירית. ",
}


@pytest.mark.parametrize("language", TEXTS)
def test_languages_are_told_from_the_text(language: str) -> None:
    text = TEXTS[language]
    assert language_of(text * (1 + LEAST // len(text) * 2), "en") == language


def test_short_texts_keep_what_they_say_of_themselves() -> None:
    assert language_of("India, Russia ink pact", "en") == "en"
    assert language_of("Indien und Russland unterzeichnen Vertrag", "de") == "de"


def test_names_and_numbers_do_not_make_a_language() -> None:
    assert language_of("S-400, Su-30MKI, T-90S, BrahMos; Rs 5,000 crore. " * 10, "en") == "en"


def test_a_text_in_another_language_is_kept_as_it_is(tmp_path: Path) -> None:
    text = TEXTS["ru"] * 3
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    paragraphs = "".join(f"<p>{TEXTS['hi']}</p>" for _ in range(5))
    page = f'<html lang="en"><body><article><h1>X</h1>{paragraphs}</article></body></html>'
    (tmp_path / "b.html").write_text(page, encoding="utf-8")
    first, second = read_sources([str(tmp_path)])
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.language, first.text) == ("ru", text)
    assert second.language == "hi"
    assert TEXTS["hi"].strip() in second.text
