#include "model/export/reportparts.h"

namespace drawbridge {

QStringList methodNotes()
{
    return {
        QStringLiteral("Threats are found by rules that compare what the model says of an element, "
                       "interface, data flow or boundary with a condition. What the model does not "
                       "say is a question, not a threat and not a proof of absence."),
        QStringLiteral("Likelihood and impact count from 1 to 5; facts of the model move them. "
                       "Severity is read from the table of likelihood and impact, the risk figure "
                       "is their product."),
        QStringLiteral("What is left of a risk as claimed counts every mitigation that is said to "
                       "be in place; as evidenced only those that a file declares or a scan "
                       "observed and that nothing contradicts. Each takes one off likelihood or "
                       "impact; where all that the rule asks for is in place, the likelihood is "
                       "1."),
        QStringLiteral("A mitigation is in place when its condition holds for the model. Its "
                       "evidence is asserted (the architect says so), declared (a file says so) or "
                       "observed (a scan found it); contradicted and stale evidence is named."),
        QStringLiteral("A threat is mitigated when the mitigations that its rule asks for are in "
                       "place; detection or recovery alone never is enough. Accepted, transferred "
                       "and avoided threats rest on a recorded decision, which is to be reviewed "
                       "when the facts behind it change."),
        QStringLiteral("NIST SP 800-53 controls are those that a measure supports. The mapping of "
                       "measures to controls is Drawbridge's own judgement. This report does not "
                       "state compliance with any standard."),
        QStringLiteral("ATT&CK, CAPEC and CWE ids name what a threat may look like in practice. A "
                       "technique without threats is one that no rule reports for this model."),
    };
}

std::array<std::array<Severity, 5>, 5> severityByLikelihoodAndImpact()
{
    std::array<std::array<Severity, 5>, 5> table {};
    for (int row = 0; row < 5; ++row) {
        for (int column = 0; column < 5; ++column)
            table[static_cast<size_t>(row)][static_cast<size_t>(column)] =
                severityFor(5 - row, column + 1);
    }
    return table;
}

// The licence that MITRE asks to be reproduced in every copy, for ATT&CK and for CAPEC.
static QString mitreGrant(const QString &work, const QString &rest)
{
    return QStringLiteral(
               "The MITRE Corporation (MITRE) hereby grants you a non-exclusive, royalty-free "
               "license to use %1 for research, development, and commercial purposes. Any copy you "
               "make for such purposes is authorized provided that you reproduce MITRE's copyright "
               "designation and this license in any such copy.%2")
        .arg(work, rest);
}

static QString mitreDisclaimer()
{
    return QStringLiteral(
        "ALL DOCUMENTS AND THE INFORMATION CONTAINED THEREIN ARE PROVIDED ON AN \"AS IS\" BASIS "
        "AND THE CONTRIBUTOR, THE ORGANIZATION HE/SHE REPRESENTS OR IS SPONSORED BY (IF ANY), THE "
        "MITRE CORPORATION, ITS BOARD OF TRUSTEES, OFFICERS, AGENTS, AND EMPLOYEES, DISCLAIM ALL "
        "WARRANTIES, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO ANY WARRANTY THAT THE USE OF "
        "THE INFORMATION THEREIN WILL NOT INFRINGE ANY RIGHTS OR ANY IMPLIED WARRANTIES OF "
        "MERCHANTABILITY OR FITNESS FOR A PARTICULAR PURPOSE.");
}

QList<ReportTerms> catalogTerms(const CatalogSnapshot &catalog)
{
    const CatalogVersions &versions = catalog.versions();
    return {
        {QStringLiteral("MITRE ATT&CK %1").arg(versions.attack),
         {QStringLiteral("\u00a9 2025 The MITRE Corporation. This work is reproduced and "
                         "distributed with the permission of The MITRE Corporation. ATT&CK is a "
                         "registered trademark of The MITRE Corporation."),
          mitreGrant(
              QStringLiteral("ATT&CK\u00ae"),
              QStringLiteral(" MITRE does not claim ATT&CK enumerates all possibilities for the "
                             "types of actions and behaviors documented as part of its adversary "
                             "model and framework of techniques. Using the information contained "
                             "within ATT&CK to address or cover full categories of techniques will "
                             "not guarantee full defensive coverage as there may be undisclosed "
                             "techniques or variations on existing techniques not documented by "
                             "ATT&CK.")),
          mitreDisclaimer()}},
        {QStringLiteral("CAPEC %1 and CWE").arg(versions.capec),
         {QStringLiteral("Copyright \u00a9 2007-2023 The MITRE Corporation. CAPEC and CWE are "
                         "trademarks of The MITRE Corporation."),
          mitreGrant(
              QStringLiteral("Common Attack Pattern Enumeration and Classification (CAPEC\u2122)"),
              {}),
          QStringLiteral("The disclaimer above applies to CAPEC too.")}},
        {QStringLiteral("NIST SP 800-53 Rev 5 (%1)").arg(versions.nist),
         {QStringLiteral("A work of the United States Government, in the public domain in the "
                         "United States. NIST does not endorse Drawbridge or this report.")}},
        {QStringLiteral("Published mapping of ATT&CK %1 to NIST SP 800-53").arg(versions.mapping),
         {QStringLiteral("Copyright MITRE Engenuity, Center for Threat-Informed Defense; Apache "
                         "License 2.0. Only pairs of ids are kept.")}},
    };
}

} // namespace drawbridge
