"""Tests of the sample's models: they follow from its files, and the analysis tells before from after.

Usage: test_sample_models.py FOLDER-OF-DRAWBRIDGE-CLI
"""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
PROGRAMS = Path(sys.argv.pop(1)).resolve()
CLI = str(PROGRAMS / "drawbridge-cli")
VERSIONS = ("before", "after")
SERVICES = ("web", "worker", "db", "cache")

# What the sample is about: rule and the names of its targets.
MISTAKES = [
    ("endpoints/code-injection", ["GET /calculate"]),
    ("endpoints/command-injection", ["GET /ping"]),
    ("secrets/secret-in-code", ["web"]),
    ("secrets/secret-in-file", ["web", "worker", "db"]),
    ("stores/unauthenticated", ["cache"]),
    ("containers/runs-as-root", SERVICES),
    ("containers/published-everywhere", ["web"]),
    ("containers/no-memory-limit", SERVICES),
    ("containers/no-cpu-limit", SERVICES),
    ("containers/no-process-limit", SERVICES),
    ("containers/no-health-check", SERVICES),
    ("containers/writable-root", SERVICES),
    ("containers/new-privileges", SERVICES),
    ("containers/default-capabilities", SERVICES),
    ("networks/flat-network", ["default"]),
]


def model(version):
    return SAMPLES / "flask-microservices" / f"{version}.drawbridge"


def threats(version):
    command = [CLI, "analyze", str(model(version)), "--json", "--as-of", "2026-01-01"]
    finished = subprocess.run(command, capture_output=True, check=True)
    return json.loads(finished.stdout)["threats"]


def target_name(threat):
    return threat["target"]["name"].split(": ")[-1]


class SampleModels(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.found = {version: threats(version) for version in VERSIONS}

    def one(self, rule, target):
        hits = [threat for threat in self.found["before"]
                if threat["rule"] == rule and target_name(threat) == target]
        self.assertEqual(len(hits), 1, f"{rule} at {target}")
        return hits[0]

    def test_canonical(self):
        for version in VERSIONS:
            with self.subTest(version):
                finished = subprocess.run([CLI, "fmt", "--check", str(model(version))], check=False)
                self.assertEqual(finished.returncode, 0)

    def test_follow_from_the_files(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([str(SAMPLES / "make-sample"), str(PROGRAMS), folder], check=True)
            for version in VERSIONS:
                with self.subTest(version):
                    made = (Path(folder) / f"{version}.drawbridge").read_bytes()
                    self.assertEqual(made, model(version).read_bytes())

    def test_name_their_files_from_where_they_stand(self):
        with tempfile.TemporaryDirectory() as folder:
            elsewhere = Path(folder) / "console.drawbridge"
            compose = SAMPLES / "flask-microservices" / "before" / "compose.yaml"
            subprocess.run([CLI, "-q", "import", str(compose), "-o", str(elsewhere)], check=True)
            # The Compose file, two Dockerfiles, and what these build.
            for project, files in [(elsewhere, 5), (model("before"), 5), (model("after"), 9)]:
                sources = json.loads(project.read_bytes())["sources"]
                self.assertEqual(len(sources), files)
                for source in sources:
                    with self.subTest(f"{project.name}: {source['path']}"):
                        self.assertTrue((project.resolve().parent / source["path"]).is_file())
        because = self.one("containers/published-everywhere", "web")["because"]
        self.assertIn("before/compose.yaml:7", [fact["source"] for fact in because])

    def test_before_has_the_mistakes(self):
        for rule, targets in MISTAKES:
            for target in targets:
                with self.subTest(f"{rule} at {target}"):
                    self.assertEqual(self.one(rule, target)["status"], "open")

    def test_injections_are_mapped(self):
        for rule, target, weakness in [
            ("endpoints/code-injection", "GET /calculate", "CWE-95"),
            ("endpoints/command-injection", "GET /ping", "CWE-78"),
        ]:
            with self.subTest(rule):
                threat = self.one(rule, target)
                self.assertEqual(threat["severity"], "critical")
                self.assertIn("T1190", threat["attack"])
                self.assertIn(weakness, threat["cwe"])
                self.assertIn("SI-10", threat["nist"])

    def test_after_has_none_of_them(self):
        rules = {rule for rule, _ in MISTAKES}
        left = [threat["key"] for threat in self.found["after"] if threat["rule"] in rules]
        self.assertEqual(left, [])

    def test_after_says_what_is_left(self):
        rules = {threat["rule"] for threat in self.found["after"]}
        self.assertIn("endpoints/no-authentication", rules)

    def test_no_password_gets_into_a_model(self):
        for version in VERSIONS:
            self.assertNotIn(b"not-a-real-password", model(version).read_bytes())
            self.assertNotIn(b"obviously-fake", model(version).read_bytes())


if __name__ == "__main__":
    unittest.main()
