import json
import re
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text.prose import Heading, ListItem, Paragraph, ProseSpan, parse_prose, parse_spans
from reports.blocks.content import Content, DocumentPart, text_of

MARKUP = st.text(alphabet=st.sampled_from("абв 12.)-*<u>/#\n«»&"), max_size=80)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, []),
        ("", []),
        ("-", ["paragraph:-"]),
        ("Один\n\nДва", ["paragraph:Один", "paragraph:Два"]),
        ("## Задачи\n\nТекст", ["heading:Задачи", "paragraph:Текст"]),
        ("- раз\n- два", ["list_item:– раз", "list_item:– два"]),
        ("1. раз\n2) два", ["list_item:1. раз", "list_item:2) два"]),
        ("5. раз\n\n6.Два", ["list_item:5. раз", "paragraph:6.Два"]),
        ("Вот:\n- раз", ["paragraph:Вот:", "list_item:– раз"]),
        ("1.1. Пункт", ["paragraph:1.1. Пункт"]),
        ("2012 - 2014", ["paragraph:2012 - 2014"]),
        ("строка\nвторая", ["paragraph:строка\nвторая"]),
    ],
)
def test_lines_become_blocks(text, expected):
    assert [f"{block.block}:{text_of(block)}" for block in parse_prose(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("до **важно** после", (ProseSpan("до "), ProseSpan("важно", bold=True), ProseSpan(" после"))),
        (
            "<u>раз</u> и <u>два</u>",
            (ProseSpan("раз", underlined=True), ProseSpan(" и "), ProseSpan("два", underlined=True)),
        ),
        ("**<u>оба</u>**", (ProseSpan("оба", True, True),)),
        ("**без пары", (ProseSpan("**без пары"),)),
        ("без <u>пары", (ProseSpan("без <u>пары"),)),
        ("без </u> пары", (ProseSpan("без </u> пары"),)),
        ("2 ** 3", (ProseSpan("2 ** 3"),)),
        ("****", (ProseSpan("****"),)),
        ("a < b & c", (ProseSpan("a < b & c"),)),
    ],
)
def test_pairs_of_marks_become_runs(text, expected):
    assert parse_spans(text) == expected


@given(MARKUP | st.text(max_size=80))
def test_no_letter_is_lost(text):
    parsed = "".join(text_of(block) for block in parse_prose(text))

    def letters(words):
        return [letter for letter in words if letter.isalnum() and letter != "u"]

    assert letters(parsed) == letters(text)


@given(MARKUP.filter(lambda text: not re.search(r"[*<>#-]", text)))
def test_without_marks_nothing_but_white_space_is_lost(text):
    parsed = "".join(text_of(block) for block in parse_prose(text))
    assert re.sub(r"\s", "", parsed) == re.sub(r"\s", "", text)


def test_content_is_kept_as_json():
    part = DocumentPart(
        (Heading((ProseSpan("Название"),)), Paragraph((ProseSpan("текст"),)), ListItem("1.", (ProseSpan("пункт"),)))
    )
    kept = json.loads(json.dumps(asdict(Content("Название", (part,)))))
    assert [block["block"] for block in kept["parts"][0]["blocks"]] == ["heading", "paragraph", "list_item"]


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r\n", "\r"])
def test_breaks_of_other_programs_are_line_breaks(sign):
    (paragraph,) = parse_prose(f"первая{sign}вторая")

    assert text_of(paragraph) == "первая\nвторая"
    assert [text_of(each) for each in parse_prose(f"Итого:{sign}1) одно{sign}2) другое")] == [
        "Итого:",
        "1) одно",
        "2) другое",
    ]
