"""Tests of resources/samples/flask-microservices/after: what must not get through, does not."""

import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "flask-microservices"
sys.path.insert(0, str(SAMPLE / "after" / "web"))

import calculator  # noqa: E402
import probe  # noqa: E402


class Calculator(unittest.TestCase):
    def test_arithmetic(self):
        for text, value in [
            ("2+3", 5),
            (" 2 * (3 - 5) ", -4),
            ("7 // 2 + 7 % 4", 6),
            ("-2 ** 2", -4),
            ("1 / 4", 0.25),
            ("+1.5e3", 1500.0),
        ]:
            with self.subTest(text):
                self.assertEqual(calculator.calculate(text), value)

    def test_refuses_everything_else(self):
        for text in [
            "",
            "2 3",
            "x",
            "__import__('os').system('id')",
            "().__class__.__bases__[0].__subclasses__()",
            "open('/etc/passwd').read()",
            "[1 for i in range(9)]",
            "lambda: 1",
            "'a' * 3",
            "True + 1",
            "1 if 1 else 2",
            "1; 2",
            "1 < 2",
            "1j * 2",
            "(a := 1)",
            "f'{1}'",
            "1\0",
        ]:
            with self.subTest(text), self.assertRaises(calculator.ExpressionError):
                calculator.calculate(text)

    def test_refuses_what_costs_too_much(self):
        for text in [
            "9**9**9",
            "2**65",
            "10**30*10",
            "1e308*10",
            "1e400",
            "1/0",
            "0**-1",
            "(-8)**0.5",
            "1" * 201,
            "(" * 100 + "1" + ")" * 100,
            "-" * 199 + "x",
            "1e999-1e999",
        ]:
            with self.subTest(text[:20]), self.assertRaises(calculator.ExpressionError):
                calculator.calculate(text)

    def test_messages_do_not_repeat_the_input(self):
        with self.assertRaises(calculator.ExpressionError) as caught:
            calculator.calculate("<script>")
        self.assertNotIn("script", str(caught.exception))


class Address(unittest.TestCase):
    def test_public_addresses(self):
        self.assertEqual(str(probe.parse_address(" 8.8.8.8 ")), "8.8.8.8")
        self.assertEqual(str(probe.parse_address("2001:4860:4860:0::8888")), "2001:4860:4860::8888")

    def test_refuses_the_rest(self):
        for text in [
            "",
            "8.8.8.8; id",
            "8.8.8.8\n-f",
            "-f",
            "$(id)",
            "localhost",
            "8.8.8",
            "127.0.0.1",
            "10.0.0.1",
            "169.254.169.254",
            "::1",
            "fe80::1%eth0",
            "224.0.0.1",
            "0.0.0.0",
            "::ffff:127.0.0.1",
            "2001:4860:4860::8888%$(id)",
        ]:
            with self.subTest(text), self.assertRaises(probe.AddressError):
                probe.parse_address(text)


class Deployment(unittest.TestCase):
    """before/ has the flaws that the sample is about, and after/ does not."""

    def test_flaws_are_there_and_gone(self):
        for file, flaw in [
            ("web/app.py", "eval("),
            ("web/app.py", "shell=True"),
            ("web/app.py", "obviously-fake-session-secret"),
            ("compose.yaml", '- "5000:5000"'),
            ("compose.yaml", "not-a-real-password"),
            ("compose.yaml", ":latest"),
            ("web/Dockerfile", ":latest"),
        ]:
            with self.subTest(file=file, flaw=flaw):
                self.assertIn(flaw, (SAMPLE / "before" / file).read_text())
                self.assertNotIn(flaw, (SAMPLE / "after" / file).read_text())

    def test_shared_module_is_the_same_in_both_services(self):
        after = SAMPLE / "after"
        self.assertEqual(
            (after / "web" / "settings.py").read_bytes(),
            (after / "worker" / "settings.py").read_bytes(),
        )


if __name__ == "__main__":
    unittest.main()
