#include "model/harden/composeplanning.h"

namespace drawbridge {

namespace {

const QString &environmentKey()
{
    static const QString key = QStringLiteral("environment");
    return key;
}

// Names of the secrets that the file itself holds, in clear.
QStringList literalSecrets(const ComposeServiceView &service)
{
    QStringList names;
    const Value secrets = service.property(QStringLiteral("envSecrets"));
    for (const Value &secret : secrets.asList() ? *secrets.asList() : ValueList()) {
        const ValueMap fields = secret.asMap() ? *secret.asMap() : ValueMap();
        const Value name = fields.value(QStringLiteral("name"));
        if (fields.value(QStringLiteral("kind")) == Value(u"literal") && name.asString())
            names += *name.asString();
    }
    return names;
}

class SecretFilePlanner
{
public:
    SecretFilePlanner(const ComposeView &file, const ComposeServiceView &service)
        : m_file(file)
        , m_service(service)
        , m_environment(service.own[environmentKey()])
        , m_secrets(service.own[QStringLiteral("secrets")])
    {
    }

    // Moves one variable; false when it stays.
    bool move(const QString &variable)
    {
        const QString fileVariable = m_service.facts->secretFiles.value(variable);
        const QString secret =
            (m_service.name + u'_' + variable).toLower().replace(u'-', u'_').replace(u'.', u'_');
        if (fileVariable.isEmpty() || !m_service.ownVariables.contains(variable)
            || m_file.root[QStringLiteral("secrets")].contains(secret)
            || !replace(variable, fileVariable, QStringLiteral("/run/secrets/") + secret))
            return false;
        if (!m_secrets.isList())
            m_secrets = PlainValue::list();
        m_secrets.items().push_back(PlainValue::text(secret));
        m_added.push_back(
            {{QStringLiteral("secrets"), secret},
             PlainValue::map({{QStringLiteral("file"),
                               PlainValue::text(QStringLiteral("./secrets/") + secret)}})});
        m_names += secret;
        return true;
    }

    void finish(HardeningPlan &plan)
    {
        if (m_names.isEmpty())
            return;
        PlannedMeasure planned =
            plannedFor(m_service, QStringLiteral("secret-files"), HardeningLevel::Recommended,
                       QStringLiteral("reads %1 from a file under /run/secrets")
                           .arg(m_names.join(QStringLiteral(", "))));
        planned.caution = QStringLiteral("the value has to be put into a file by hand");
        planned.mark = ": write the value to " + ("secrets/" + m_names.join(u' ')).toUtf8();
        planned.changes = std::move(m_changes);
        planned.changes.push_back({m_service.path(QStringLiteral("secrets")), m_secrets});
        planned.changes.insert(planned.changes.end(), m_added.begin(), m_added.end());
        plan.measures.push_back(std::move(planned));
    }

private:
    bool replace(const QString &variable, const QString &fileVariable, const QString &path)
    {
        if (m_environment.isMap()) {
            if (m_environment.contains(fileVariable))
                return false;
            const QStringList base = m_service.path(environmentKey());
            m_changes.push_back({base + QStringList {variable}, PlainValue()});
            m_changes.push_back({base + QStringList {fileVariable}, PlainValue::text(path)});
            return true;
        }
        for (PlainValue &item : m_environment.items()) {
            if (!item.text().startsWith(variable + u'='))
                continue;
            item = PlainValue::text(fileVariable + u'=' + path);
            m_changes = {{m_service.path(environmentKey()), m_environment}};
            return true;
        }
        return false;
    }

    const ComposeView &m_file;
    const ComposeServiceView &m_service;
    PlainValue m_environment;
    PlainValue m_secrets;
    std::vector<ValueChange> m_changes;
    std::vector<ValueChange> m_added;
    QStringList m_names;
};

void planSecretsOf(const ComposeView &file, const ComposeServiceView &service, HardeningPlan &plan)
{
    const QStringList names = literalSecrets(service);
    if (names.isEmpty())
        return;
    SecretFilePlanner planner(file, service);
    QStringList left;
    for (const QString &name : names) {
        if (!service.facts || !planner.move(name))
            left += name;
    }
    planner.finish(plan);
    if (!left.isEmpty())
        leaveManual(plan, service, QStringLiteral("secret-files"),
                    QStringLiteral("%1 stands in the file in clear, and nothing shows that the "
                                   "program can read it from a file")
                        .arg(left.join(QStringLiteral(", "))),
                    QStringLiteral("let the program read it from /run/secrets and list it under "
                                   "'secrets'"));
    leaveManual(
        plan, service, QStringLiteral("rotate-secret"),
        QStringLiteral("whoever saw the file or its history knows %1")
            .arg(names.join(QStringLiteral(", "))),
        QStringLiteral("make a new value, and record the date of its rotation in the model"));
}

} // namespace

void planSecrets(const ComposeView &file, HardeningPlan &plan)
{
    for (const ComposeServiceView &service : file.services)
        planSecretsOf(file, service, plan);
}

} // namespace drawbridge
