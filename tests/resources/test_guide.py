"""Tests of the documentation: links lead somewhere, and the command line is described as it is.

Usage: test_guide.py FOLDER-OF-DRAWBRIDGE-CLI
"""

import re
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLI = str(Path(sys.argv.pop(1)).resolve() / "drawbridge-cli")
GUIDE = ROOT / "resources" / "guide"


def help_of(*command):
    return subprocess.run([CLI, *command, "--help"], capture_output=True, check=True, text=True).stdout


def commands(*parent):
    """The command and those below it, each as a list of words."""
    yield list(parent)
    listed = help_of(*parent).partition("Subcommands:")[2]
    for name in re.findall(r"^  (\w+)", listed, re.MULTILINE):
        yield from commands(*parent, name)


class Guide(unittest.TestCase):
    def test_links(self):
        pages = [*ROOT.glob("*.md"), *GUIDE.glob("*.md"), *(ROOT / "resources" / "samples").rglob("*.md")]
        self.assertGreater(len(pages), 8)
        for page in pages:
            for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
                if "://" not in target:
                    with self.subTest(f"{page.name}: {target}"):
                        self.assertTrue((page.parent / target).exists())

    def test_every_option_is_described(self):
        sections = (GUIDE / "command-line.md").read_text(encoding="utf-8").split("\n## ")
        described = {section.splitlines()[0]: section for section in sections}
        for command in commands():
            title = " ".join(["drawbridge-cli", *command])
            with self.subTest(title):
                self.assertIn(title, described)
                options = set(re.findall(r"--[a-z][a-z-]+", help_of(*command).partition("Options:")[2]))
                for option in options - {"--help", "--help-all"}:
                    self.assertIn(option, described[title])


if __name__ == "__main__":
    unittest.main()
