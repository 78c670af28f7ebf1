"""What the commands print of documents and files cannot steer the terminal."""

import pytest

from ui.commands import say


def test_control_characters_are_shown_and_not_sent(capsys: pytest.CaptureFixture[str]) -> None:
    say("fil\x1b[2J\x1b]0;titel\x07 \u202egnp.exe \x9b31m å ä ö\nnästa rad\r")
    shown = capsys.readouterr().out
    assert shown == "fil\\x1b[2J\\x1b]0;titel\\x07 \\u202egnp.exe \\x9b31m å ä ö\nnästa rad\\r\n"
