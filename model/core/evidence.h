#pragma once

#include "model/core/records.h"

namespace drawbridge {

// What one check of one tool said. Silence is not a pass: only a result that is here counts.
enum class EvidenceOutcome : quint8 { Pass, Fail, NotApplicable, Error };

// What a result speaks of.
enum class SubjectKind : quint8 { File, Image, Container, Host, Package, Url };

struct EvidenceSubject
{
    SubjectKind kind = SubjectKind::File;
    // File: path relative to the scanned root, forward slashes. Image: reference as the tool wrote
    // it. Container: name. Host: host name or empty.
    QString name;
    // Image digest or SHA-256 of the file (hex, with "sha256:"); empty when the tool gave none.
    QString digest;

    bool operator==(const EvidenceSubject &) const = default;
};

// A vulnerable package inside an image or a requirements file.
struct PackageFinding
{
    QString package;
    QString installedVersion;
    // Empty: no fix known.
    QString fixedVersion;

    bool operator==(const PackageFinding &) const = default;
};

// One result of a scan, as a value. Never holds the value of a secret: readers cut matched text
// out.
struct EvidenceResult
{
    // Stable over scans: hash of tool, check, subject, place and package; 16 hex digits.
    QString fingerprint;
    // The tool's own id: "B307", "CVE-2023-1234", "5.4", "DL3002", "KSV012".
    QString check;
    QString title;
    QString message;
    EvidenceOutcome outcome = EvidenceOutcome::Fail;
    Severity severity = Severity::Medium;
    EvidenceSubject subject;
    // Place in a file; line 0 when unknown.
    QString path;
    int line = 0;
    QStringList cwe;
    QStringList cve;
    PackageFinding package;
    // Known to be exploited, as the tool says.
    bool knownExploited = false;
    // The tool's own suppression with its reason ("nosec", SARIF suppressions); empty: counts.
    QString suppressed;

    bool operator==(const EvidenceResult &) const = default;
};

// One run of one tool over something.
struct EvidenceRun
{
    // "bandit", "trivy", "grype", "docker-bench", "hadolint", "kube-bench", "pip-audit", ...
    QString tool;
    QString version;
    // ISO 8601, UTC; empty when the file does not say.
    QString time;
    // Name of the file that it was read from, relative to the project; SHA-256 of its bytes in hex.
    QString file;
    QByteArray digest;
    // What it looked at, whether it found something there or not; empty where it does not tell.
    QList<EvidenceSubject> scanned = {};
    // Sorted by fingerprint.
    QList<EvidenceResult> results;

    bool operator==(const EvidenceRun &) const = default;
};

// All scanner results of a project: a value beside the model, kept in NAME.evidence.json.
struct Evidence
{
    QList<EvidenceRun> runs;

    bool isEmpty() const { return runs.isEmpty(); }
    bool operator==(const Evidence &) const = default;
};

} // namespace drawbridge
