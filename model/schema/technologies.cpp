#include "model/schema/technologies.h"

#include "model/text/treedocument.h"

namespace drawbridge {

Result<Technologies> Technologies::parse(const QByteArray &yaml, const QString &fileName)
{
    Result<TreeDocument> document = TreeDocument::parseYaml(yaml, fileName);
    if (!document)
        return document.error();
    const TreeNode list = document->root()[u"technologies"];
    if (!list.isSequence())
        return document->root().error(QStringLiteral("there is no list 'technologies'"));
    Technologies technologies;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const TreeNode node = list.at(i);
        const Technology technology {node[u"name"].text(), node[u"label"].text(),
                                     node[u"kind"].text(), node[u"icon"].text()};
        if (technology.name.isEmpty() || technology.label.isEmpty() || technology.icon.isEmpty())
            return node.error(QStringLiteral("a technology needs a name, a label and an icon"));
        if (technology.kind != u"process" && technology.kind != u"data-store"
            && technology.kind != u"external-entity")
            return node.error(QStringLiteral("'%1' is no kind of element").arg(technology.kind));
        if (technologies.find(technology.name))
            return node.error(QStringLiteral("'%1' stands twice").arg(technology.name));
        technologies.m_all += technology;
    }
    return technologies;
}

const Technology *Technologies::find(QStringView name) const
{
    for (const Technology &technology : m_all) {
        if (technology.name == name)
            return &technology;
    }
    return nullptr;
}

} // namespace drawbridge
