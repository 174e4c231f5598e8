"""What teachers hand in becomes an article, or a sentence that says why not; nothing is left out in silence."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.handed_in import pdf, word
from tutor import article as articles
from tutor.drafting.model import Cut
from tutor.drafting.sources import MAX_BYTES, Manuscript, load, read
from tutor.drafting.sources.blocks import Block, flat, markdown
from tutor.drafting.sources.boilerplate import is_cue
from tutor.model import Problem

HERE = Path(__file__).parent / "sources"
SENTENCE = "The eel of the river was known to the people of the coast, and they caught it with baskets in spring. "
STYLED = [
    ("Title", "The glass eel"),
    ("", SENTENCE + SENTENCE),
    ("Heading 1", "Why there are fewer"),
    ("", "The researchers of the coast name two causes:"),
    ("List Bullet", "dams that close the way"),
    ("List Bullet", "a parasite & its eggs"),
]
PAGE = [
    (8, 800, "River Post, spring"),
    (24, 760, "The glass eel"),
    (12, 720, "The eel of the river was known to the people of the coast, and they caught"),
    (12, 706, "it with gun-"),
    (12, 692, "powder in spring, twenty-"),
    (12, 678, "one of them at a time."),
    (12, 646, "The second paragraph of the page stands under a gap, with a line that goes on"),
]
NEXT = [
    (8, 800, "River Post, spring"),
    (12, 760, "over the page and ends there (they say)."),
    (8, 30, "11/23/26, 3:14 AM Eels"),
    (8, 20, "https://post.example/eels 2/2"),
]


def usable(data: bytes, name: str, *, keep_all: bool = False) -> Manuscript:
    found = read(data, name, keep_all=keep_all)
    assert isinstance(found, Manuscript), found
    return found


def texts(manuscript: Manuscript) -> list[str]:
    return [p.text for p in manuscript.article.paragraphs]


def test_a_text_has_its_title_its_headings_and_its_broken_lines_joined():
    eel = usable((HERE / "eel.txt").read_bytes(), "eel.txt")
    assert eel.article.title == "The long walk of the glass eel"
    assert texts(eel)[0].endswith("from the Sargasso Sea. The crossing takes between two and three years.")
    assert [p.heading for p in eel.article.paragraphs] == [""] * 2 + ["Why there are fewer of them"] * 3
    assert texts(eel)[3:] == [
        "dams that close the way up the rivers,",
        "a parasite that was brought from Asia with farmed eels.",
    ]
    assert "1. dams" in eel.text


def test_lines_that_are_whole_sentences_are_paragraphs():
    """As pasted from a browser: one line for each paragraph and no blank line between them."""
    pasted = "\n".join(["Eels are the fish of the river.", SENTENCE * 2, SENTENCE * 3])
    assert len(texts(usable(pasted.encode(), "-"))) == 3


def test_headings_of_pasted_markdown_are_headings():
    eel = usable(f"# Eels\n\n{SENTENCE}\n\n## More of them\n{SENTENCE}".encode(), "pasted.txt")
    assert (eel.article.title, [p.heading for p in eel.article.paragraphs]) == ("Eels", ["", "More of them"])


def test_a_web_page_gives_its_article_and_where_it_comes_from():
    eel = usable((HERE / "eel.html").read_bytes(), "eel.html")
    assert (eel.source.publisher, eel.source.author) == ("River Post", "Ada Fenn")
    assert eel.article.title == eel.source.title == "The long walk of the glass eel"
    assert "no coast & no wind" in texts(eel)[1]
    assert "dams that close the way up the rivers," in texts(eel)
    assert not any("Home" in t or "rights reserved" in t or "canoe" in t for t in texts(eel))
    assert eel.cut == Cut("More from River Post", 2)


def test_marks_of_notes_are_no_words_but_exponents_are():
    page = (
        f"<html><body><article><p>{SENTENCE}They<sup><a href='#n1'>1</a></sup> live in 7 km<sup>2</sup>.</p></article>"
    )
    assert texts(usable(page.encode(), "a.html"))[0].endswith("They live in 7 km2.")
    assert texts(usable(f"{SENTENCE}They live[12] here.[citation needed]".encode(), "-"))[0].endswith("They live here.")


def test_a_page_without_an_ending_in_its_name_is_known_by_its_first_letters():
    assert usable((HERE / "eel.html").read_bytes(), "-").source.publisher == "River Post"


def test_a_word_file_keeps_headings_and_lists():
    eel = usable(word(STYLED), "eel.docx")
    assert eel.article.title == "The glass eel"
    assert texts(eel)[-1] == "a parasite & its eggs"
    assert eel.article.paragraphs[-1].heading == "Why there are fewer"
    assert "- dams that close the way" in eel.text


def test_a_pdf_gives_paragraphs_across_lines_and_pages_without_margins():
    eel = usable(pdf([PAGE, NEXT]), "eel.pdf")
    assert eel.article.title == "The glass eel"
    first, second = texts(eel)
    assert first.endswith("they caught it with gunpowder in spring, twenty-one of them at a time.")
    assert second.endswith("with a line that goes on over the page and ends there (they say).")


def test_markdown_stays_as_its_author_wrote_it():
    written = f"# Eels\n\n*{SENTENCE.strip()}*  \n[They](x) {SENTENCE}\n"
    assert usable(written.encode(), "eels.md").text == written


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_what_no_bank_could_quote_is_not_in_the_article(name: str):
    eel = usable(f"{SENTENCE * 6}An ee\u00adl\u200b is \ufffe a \ufb01sh\u0007.".encode(), name)
    assert texts(eel)[0].endswith("An eel is a fish .")


def test_settings_on_top_of_markdown_give_the_title_only():
    eel = usable(f'---\ndraft: true\ntitle: "Eels & co"\n---\n{SENTENCE * 2}\n'.encode(), "eels.md")
    assert eel.article.title == "Eels & co"
    assert len(texts(eel)) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_of_any_usual_encoding_reads_the_same(encoding: str):
    assert texts(usable(("“Café” " + SENTENCE * 2).encode(encoding), "a.txt"))[0].startswith("“Café” The eel")


BLOCKS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(" *_`#<&[]\\1.-"))
)


@given(BLOCKS)
def test_what_is_written_as_markdown_reads_back_letter_for_letter(lines: list[str]):
    words = [w for line in lines if (w := flat(line)) and not articles.parse(f"x {w}").paragraphs[0].retells]
    assert [p.text for p in articles.parse(markdown(map(Block, words))).paragraphs] == words


# --- what is cut is named --------------------------------------------------------------------------


def test_what_follows_a_cue_is_cut_and_named_and_can_be_kept():
    data = (HERE / "eel.txt").read_bytes()
    assert usable(data, "eel.txt").cut == Cut("More from River Post", 2)
    kept = usable(data, "eel.txt", keep_all=True)
    assert kept.cut is None
    assert any("canoe" in t for t in texts(kept))


@pytest.mark.parametrize(
    "line", ["Related", "RELATED STORIES:", "**Read next**", "## You may also like", "Most read", "See also",
             "Recommended for you", "More on this story", "→ More from The Post", "Comments (12)", "Don’t miss",
             "Top stories"],
)  # fmt: skip
def test_cues(line: str):
    assert is_cue(line)


@pytest.mark.parametrize(
    "line", ["Related to the herring, the sprat is small.", "More from him came later.", "Related species of eel",
             "Recommended doses", "Most of them", "Top", "Other", "More in common", "The road more travelled", "Notes"],
)  # fmt: skip
def test_lines_of_an_article_are_no_cues(line: str):
    assert not is_cue(line)


def test_a_cue_in_the_first_third_or_inside_a_paragraph_cuts_nothing():
    top = f"Related\n\n{SENTENCE * 3}\n\n{SENTENCE}\nRead next to the river: {SENTENCE}"
    assert usable(top.encode(), "a.md").cut is None


def test_a_cue_with_nothing_under_it_cuts_nothing():
    assert usable(f"{SENTENCE * 3}\n\nRelated\n".encode(), "a.md").cut is None


def test_last_paragraphs_about_something_else_are_only_warned_of():
    eels = "\n\n".join(f"{SENTENCE}{SENTENCE}In {n} fishermen sold baskets of eels." for n in range(1900, 1906))
    other = "\n\n".join("Our summer raffle offers luxury canoes, paddles, tents, vouchers and trips." for _ in "ab")
    found = usable(f"{eels}\n\n{other}".encode(), "a.txt")
    assert [w.split(" the text")[0] for w in found.warnings] == ["from ¶7 on"]
    assert "canoes" in found.text
    assert usable(eels.encode(), "a.txt").warnings == ()


# --- what cannot be used says why ------------------------------------------------------------------

GERMAN = "Die Katze ist ein Haustier und sie war schon in der Stadt. Das Haus hat ein Dach, und viele wohnen in ihm. "
LOCK = "<</Filter/Standard/V 1/R 2/O<" + "00" * 32 + ">/U<" + "11" * 32 + ">/P -4>>"
BOMB = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (b"bcdefghij"[n], *(b"abcdefghij"[n],) * 8) for n in range(9)
)
REFUSED = [
    (b"", "a.txt", "empty"),
    (b"  \n\t\n", "a.md", "empty"),
    (b"\x7fELF\x00\x01\x02" * 50, "a.txt", "no text"),
    (b"MZ\x90\x00" * 50, "-", "no text"),
    (b"\x89PNG\r\n\x1a\n" * 9, "a.png", "picture"),
    (b"{\\rtf1 The eel}", "a.rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0" * 90, "a.docx", "locked or of an old kind"),
    (b"PK\x03\x04 torn", "a.docx", "damaged"),
    (word([("", SENTENCE)])[:-40], "a.docx", "damaged"),
    (word([("", SENTENCE)], {"word/document.xml": b"<w:document>"}), "a.docx", "damaged"),
    (b"%PDF-1.7 torn", "a.pdf", "damaged"),
    (pdf([PAGE])[:300], "a.pdf", "damaged"),
    (pdf([PAGE], encrypt=LOCK), "a.pdf", "locked"),
    (pdf([[], []]), "a.pdf", "pictures of pages"),
    (pdf([[]] * 501), "a.pdf", "more than 500 pages"),
    (b"<html><body></body></html>", "a.html", "no article"),
    (GERMAN.encode() * 3, "a.txt", "not in English"),
    (("猫は動物です。" * 30).encode(), "a.txt", "not in English"),
    (b"Cats sleep all day.", "a.txt", "4 words"),
    (b"# Only a heading\n", "a.md", "no text in it"),
    (b"a" * (MAX_BYTES + 1), "a.txt", "larger than 20 MB"),
    (b"*_[" * 40_000, "a.md", "100,000 signs of emphasis"),
    (b"the eel of " * 400_000, "a.txt", "longer than 4 million letters"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "name", "told"), REFUSED, ids=[told for *_, told in REFUSED])
def test_what_cannot_be_drafted_is_told_with_what_to_do(data: bytes, name: str, told: str):
    found = read(data, name)
    assert isinstance(found, Problem)
    assert told in found.message
    assert found.fix


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path: Path):
    for path in (tmp_path / "nowhere.txt", tmp_path):
        found = load(path)
        assert isinstance(found, Problem)
        assert found.path == str(path)


def test_a_dash_reads_what_a_pipe_gives(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode() * 2)))
    assert isinstance(load(Path("-")), Manuscript)


def test_bombs_are_defused_in_a_moment():
    """A Word file that unpacks to far too much, one whose entities do, such a PDF, two hundred thousand open tags."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file, file.open("word/document.xml", "w") as part:
        for _ in range(64):
            part.write(b" " * 1_000_000)
    tags = b"<html><body>" + b"<div>" * 200_000 + SENTENCE.encode()
    bomb = word([], {"word/document.xml": BOMB + b"]><d>&j;</d>"})
    page = pdf([[(12, 700, "eel " * 6_000_000)]])
    begun = time.monotonic()
    for data, name in ((packed.getvalue(), "a.docx"), (bomb, "b.docx"), (tags, "c.html"), (page, "d.pdf")):
        assert isinstance(read(data, name), Problem)
    assert time.monotonic() - begun < 20


@given(st.binary(max_size=300), st.sampled_from(["", "%PDF-1.4\n", "PK\x03\x04", "<html>", "---\n"]),
       st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "-"]))  # fmt: skip
def test_no_bytes_raise(tail: bytes, head: str, name: str):
    assert isinstance(read(head.encode("latin-1") + tail, name), Problem | Manuscript)
