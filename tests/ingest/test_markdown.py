from ingest.markup.markdown import read_markdown

TEXT = """---
title: Strategi 2025
date: 2025-01-02
author: Healthy Cities Sverige
lang: sv-SE
---
# Strategi för *jämlik* hälsa

Ett stycke som
bryts, med [en länk](https://example.se) och `kod`.
Hård  \nbrytning.

- punkt **ett**
- punkt två
  - under

3. tre
4. fyra

| Kommun | Avgift |
|---|---|
| Borås | 45 000 |

<div>Rå<br>HTML</div>

```
kod på rad
```
"""


def test_markdown_becomes_what_a_person_reads() -> None:
    page = read_markdown(TEXT.encode(), "a.md").pages[0]
    assert page.text == (
        "Strategi för jämlik hälsa\n\nEtt stycke som bryts, med en länk och kod. Hård\nbrytning.\n\n"
        "• punkt ett\n• punkt två\n• under\n3. tre\n4. fyra\n\nKommun | Avgift\nBorås | 45 000\n\n"
        "Rå\nHTML\n\nkod på rad"
    )
    assert [(page.text[h.start : h.end], h.level) for h in page.headings] == [("Strategi för jämlik hälsa", 1)]


def test_front_matter_gives_facts() -> None:
    facts = read_markdown(TEXT.encode(), "a.md").facts
    assert facts.titles == ("Strategi 2025",)
    assert facts.publishers == ("Healthy Cities Sverige",)
    assert (facts.language, facts.published) == ("sv", ("2025-01-02",))


def test_front_matter_that_is_no_yaml_is_left_out() -> None:
    reading = read_markdown(b"---\na: [\n---\nText.", "a.md")
    assert reading.pages[0].text == "Text."
    assert reading.facts.titles == ()


def test_front_matter_says_plain_things_alone() -> None:
    reading = read_markdown(b"---\ntitle: [a, b]\nauthor: Ett kansli\n---\n\n# Rubrik\n\nText.\n", "x.md")
    assert "['a', 'b']" not in reading.facts.titles
    assert reading.facts.publishers == ("Ett kansli",)


def test_aliases_that_unfold_without_end_are_passed_over() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    matter = "\n".join(["---", *lines, "title: *a9", "---", "", "Text."])
    assert read_markdown(matter.encode(), "x.md").pages[0].text == "Text."
