"""Every scalar is text with its place, and what YAML cannot or should not hold is a problem, never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detainers import load
from detainers.load import Document, head_comment, parse, read
from detainers.problem import Problem


def only(document: Document) -> Problem:
    """Give the one problem of a document."""
    assert len(document.problems) == 1
    return document.problems[0]


@pytest.mark.parametrize("scalar", ["NO", "2012", "48:00", "2014-05-01", "null", "1e3", "~", "0x1F"])
def test_scalars_stay_what_was_written(scalar: str) -> None:
    """No scalar becomes a boolean, a number, a date or nothing."""
    document = parse(f"a:\n  b: {scalar}\n".encode(), "f")

    assert {"a": {"b": scalar}} == document.values


def test_keys_and_values_know_where_they_stand() -> None:
    """Lines and columns count from 1, for keys, values, list items and what is inside them."""
    document = parse(
        b"# head\na:\n  name: x\n  actions:\n    - date: y\n      sources:\n        - z\n        - two\n", "f"
    )

    assert document.at(("a", "name")) == (3, 9)
    assert document.at(("a", "actions")) == (4, 3)
    assert document.at(("a", "actions", 0)) == (5, 7)
    assert document.at(("a", "actions", 0, "sources", 1)) == (8, 11)
    assert document.at(("a", "actions", 0, "missing")) == (5, 7)
    assert document.at(("a", "actions", 7)) == (4, 3)
    assert document.at(("nobody",)) == (1, 1)


def test_windows_line_ends_are_accepted() -> None:
    """CRLF reads as LF."""
    assert parse(b"a:\r\n  b: c\r\n", "f").values == {"a": {"b": "c"}}


def test_a_lone_carriage_return_is_a_problem() -> None:
    """A carriage return inside a line could hide what follows it."""
    assert only(parse(b"a: b\rc\n", "f")).message == "There is a carriage return inside a line."


def test_a_byte_order_mark_is_read_past_and_can_be_mended() -> None:
    """The values are there, and the formatter may touch the file."""
    document = parse(b"\xef\xbb\xbfa: b\n", "f")

    assert document.values == {"a": "b"}
    assert only(document) == Problem(
        "f", 1, 1, "", "The file starts with a byte-order mark.", "`make fmt` deletes it.", mends=True
    )


def test_bytes_that_are_not_utf_8_are_named() -> None:
    """The place counts from 1 in bytes, in the line they are in."""
    problem = only(parse(b"a: b\nc: caf\xe9\n", "f"))

    assert (problem.line, problem.column) == (2, 7)
    assert problem.message == "This byte is not UTF-8 (0xe9)."


def test_missing_file(tmp_path: Path) -> None:
    """A missing file is a problem with a remedy."""
    problem = only(read(tmp_path / "no.yml", "no.yml"))

    assert problem.message == "The file does not exist."


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    """What cannot be opened is a problem that says why."""
    assert only(read(tmp_path, "d")).message == "The file cannot be read: Is a directory."


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size is looked at before content."""
    monkeypatch.setattr(load, "LARGEST", 1024 * 1024)
    path = tmp_path / "big.yml"
    path.write_bytes(b"a: b\n" * 300_000)

    assert only(read(path, "big.yml")).message == "The file is 1,500,000 bytes; more than 1 MB is not read."


def test_the_limit_is_twenty_megabytes() -> None:
    """The limit that contributors are told."""
    assert load.LARGEST == 20 * 1024 * 1024


def test_head_comment_ends_at_the_first_entry() -> None:
    """Comments and blank lines before the first entry belong to the file."""
    assert head_comment("# one\n\n# two\na: b\n# three\n") == "# one\n\n# two\n"


def test_a_hash_inside_a_value_is_no_comment() -> None:
    """Addresses and literal blocks may hold it."""
    text = b'a:\n  url: https://example.org/#part\n  note: |-\n    We are # 1 here.\n  title: "a # b"\n'

    assert parse(text, "f").problems == []


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_no_bytes_raise(raw: bytes) -> None:
    """Whatever the bytes, there are values or problems."""
    document = parse(raw, "f")

    assert document.loaded or document.problems


@settings(max_examples=300)
@given(st.text(alphabet="ab:- \n#'\"|>&*!{}[],?%@\\\t", max_size=80))
def test_no_text_raises(text: str) -> None:
    """Whatever the marks of YAML, there are values or problems."""
    document = parse(text.encode(), "f")

    assert document.loaded or document.problems
