#include "model/import/routes/knowncalls.h"

#include "model/import/routes/calltables.h"

#include <QHash>

namespace drawbridge::routes {

namespace {

// "subprocess.run" as it is, "*.execute" for a method of anything, "redis.**" for all of a library.
class CallIndex
{
public:
    explicit CallIndex(std::span<const CallRow> rows)
    {
        for (const CallRow &row : rows) {
            const QStringList names = QString::fromUtf16(row.names).split(u' ', Qt::SkipEmptyParts);
            for (const QString &name : names) {
                if (name.startsWith(u"*."))
                    m_methods.insert(name.sliced(2), row.call);
                else if (name.endsWith(u".**"))
                    m_libraries.insert(name.chopped(3), row.call);
                else
                    m_functions.insert(name, row.call);
            }
        }
    }

    const KnownCall *find(const QString &name) const
    {
        if (const auto exact = m_functions.constFind(name); exact != m_functions.constEnd())
            return &*exact;
        const qsizetype dot = name.lastIndexOf(u'.');
        const auto method = m_methods.constFind(name.sliced(dot + 1));
        if (dot > 0 && method != m_methods.constEnd())
            return &*method;
        // "logging.getLogger().info" belongs to "logging".
        for (qsizetype end = name.indexOf(u'.'); end > 0; end = name.indexOf(u'.', end + 1)) {
            const auto library = m_libraries.constFind(name.first(end));
            if (library != m_libraries.constEnd())
                return &*library;
        }
        return nullptr;
    }

private:
    QHash<QString, KnownCall> m_functions;
    QHash<QString, KnownCall> m_methods;
    QHash<QString, KnownCall> m_libraries;
};

} // namespace

const KnownCall *knownCall(const QString &name, code::Language language)
{
    static const CallIndex python(pythonCalls());
    static const CallIndex script(scriptCalls());
    return language == code::Language::Python ? python.find(name) : script.find(name);
}

} // namespace drawbridge::routes
