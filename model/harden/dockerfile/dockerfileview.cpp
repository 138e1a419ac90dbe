#include "model/harden/dockerfile/dockerfileview.h"

#include "model/core/defaults.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace drawbridge {

namespace {

Distribution distributionOf(const QString &reference, const ImageFacts *facts,
                            const QString &packageManager)
{
    const QString name = reference.toLower();
    if (name == u"scratch" || name.contains(QStringLiteral("distroless")))
        return Distribution::Empty;
    if (name.contains(QStringLiteral("windows")) || name.contains(QStringLiteral("nanoserver")))
        return Distribution::Windows;
    if (name.contains(QStringLiteral("alpine")) || packageManager == u"apk")
        return Distribution::Alpine;
    if (facts && facts->name == u"busybox")
        return Distribution::Busybox;
    static const QSet<QString> redHat {
        QStringLiteral("fedora"),    QStringLiteral("rockylinux"),
        QStringLiteral("almalinux"), QStringLiteral("amazonlinux"),
        QStringLiteral("centos"),    QStringLiteral("amazoncorretto")};
    static const QSet<QString> managers {QStringLiteral("dnf"), QStringLiteral("microdnf"),
                                         QStringLiteral("yum")};
    if ((facts && redHat.contains(facts->name)) || managers.contains(packageManager))
        return Distribution::RedHat;
    static const QSet<QString> debian {
        QStringLiteral("debian"), QStringLiteral("ubuntu"), QStringLiteral("python"),
        QStringLiteral("node"),   QStringLiteral("golang"), QStringLiteral("ruby"),
        QStringLiteral("php"),    QStringLiteral("rust"),   QStringLiteral("perl"),
        QStringLiteral("gcc"),    QStringLiteral("elixir"), QStringLiteral("eclipse-temurin"),
        QStringLiteral("maven"),  QStringLiteral("gradle"), QStringLiteral("buildpack-deps")};
    if ((facts && debian.contains(facts->name)) || packageManager.startsWith(QStringLiteral("apt")))
        return Distribution::Debian;
    return Distribution::Unknown;
}

// Instructions that say something of the container and make nothing in the image.
bool onlyDescribes(const dockerfile::Instruction &instruction)
{
    static const QSet<QString> describing {
        QStringLiteral("CMD"),        QStringLiteral("ENTRYPOINT"), QStringLiteral("HEALTHCHECK"),
        QStringLiteral("EXPOSE"),     QStringLiteral("STOPSIGNAL"), QStringLiteral("LABEL"),
        QStringLiteral("ENV"),        QStringLiteral("ARG"),        QStringLiteral("VOLUME"),
        QStringLiteral("MAINTAINER"), QStringLiteral("SHELL")};
    return instruction.onBuild || describing.contains(instruction.keyword);
}

bool speaksOf(const PropertySet &properties, const SourceId &source)
{
    for (const PropertyEntry &entry : properties.entries()) {
        for (const Claim &claim : entry.claims) {
            if (claim.provenance.source == source)
                return true;
        }
    }
    return false;
}

// The elements whose image is built from the file.
QList<const Element *> elementsBuiltFrom(const HardeningInput &input)
{
    QList<const Element *> found;
    if (!input.model || input.source.isEmpty())
        return found;
    for (qsizetype i = 0; i < input.model->elements.size(); ++i) {
        const Element &element = input.model->elements.at(i);
        const Image *image = input.model->images.find(element.image);
        if (image
            && (image->sourceKey.source == input.source
                || speaksOf(image->properties, input.source)))
            found += &element;
    }
    return found;
}

} // namespace

Value DockerfileTarget::property(const Element &element, const char16_t *propertyName) const
{
    const auto found =
        effectiveValue(*input->schema, element,
                       input->schema->find(RecordKind::Element, QString::fromUtf16(propertyName)));
    return found ? found->claim.value : Value();
}

std::optional<bool> DockerfileTarget::startsAsRoot() const
{
    const auto isRoot = [](const QString &user) {
        const QString first = user.section(u':', 0, 0).trimmed();
        return first.isEmpty() || first == u"root" || first == u"0";
    };
    if (facts.user) {
        if (facts.user->value.contains(u'$'))
            return {};
        return isRoot(facts.user->value);
    }
    if (facts.baseImage.value == u"scratch")
        return true;
    if (!base || base->defaultUser.isEmpty())
        return {};
    return isRoot(base->defaultUser);
}

QString DockerfileTarget::basis() const
{
    return base ? QStringLiteral("its build on %1").arg(base->displayName)
                : QStringLiteral("the file");
}

QList<int> DockerfileTarget::ports() const
{
    QList<int> found;
    const auto add = [&found](int port) {
        if (port > 0 && port < 65536 && !found.contains(port))
            found += port;
    };
    for (const auto &port : facts.exposedPorts) {
        if (port.value.endsWith(u"/tcp"))
            add(port.value.section(u'/', 0, 0).toInt());
    }
    for (const Element *element : elements) {
        for (const Interface &interface : input->model->interfaces) {
            if (interface.owner == element->id && interface.kind == InterfaceKind::Tcp)
                add(interface.name.section(u'/', 0, 0).toInt());
        }
    }
    return found;
}

bool DockerfileTarget::hasStorage() const
{
    return std::any_of(elements.begin(), elements.end(), [this](const Element *element) {
        const Value mounts = property(*element, u"mounts");
        const ValueList list = mounts.asList() ? *mounts.asList() : ValueList();
        return std::any_of(list.begin(), list.end(), [](const Value &mount) {
            const ValueMap fields = mount.asMap() ? *mount.asMap() : ValueMap();
            const Value kind = fields.value(QStringLiteral("kind"));
            return (kind == Value(u"bind") || kind == Value(u"volume"))
                && fields.value(QStringLiteral("readOnly")) != Value(true);
        });
    });
}

bool DockerfileTarget::endsByItself() const
{
    return !elements.isEmpty()
        && std::all_of(elements.begin(), elements.end(),
                       [](const Element *element) { return element->technology == u"batch-job"; });
}

QString DockerfileView::stageName(qsizetype stage) const
{
    const QString &given = stages.stages[stage].name;
    return QStringLiteral("stages.") + (given.isEmpty() ? QString::number(stage + 1) : given);
}

qsizetype DockerfileView::stageOf(qsizetype row) const
{
    for (qsizetype i = 0; i < stages.stages.size(); ++i) {
        if (row >= stages.stages[i].begin - 1 && row < stages.stages[i].end)
            return i;
    }
    return -1;
}

Result<void> DockerfileView::addTarget(qsizetype row, const QMap<QString, QString> &arguments)
{
    for (const DockerfileTarget &known : targets) {
        if (known.stage == row)
            return {};
    }
    auto facts =
        dockerfile::readDockerfileFacts(input.bytes, input.path, QString::number(row), arguments);
    if (!facts)
        return facts.error();
    DockerfileTarget target;
    target.input = &input;
    target.stage = row;
    target.name = stageName(row);
    target.where = {input.path, stages.stages[row].line, 0};
    target.facts = *std::move(facts);
    target.baseName = target.facts.baseImage.value;
    if (const auto reference = ImageReference::parse(target.baseName); reference && input.images)
        target.base = input.images->findAnyTag(*reference);
    target.distribution = distributionOf(
        target.baseName, target.base,
        target.facts.packageManager ? target.facts.packageManager->value : QString());
    target.elements = elementsBuiltFrom(input);
    const dockerfile::BuildStage &stage = stages.stages[row];
    target.lastBuildRow = stage.begin - 1;
    for (qsizetype i = stage.begin; i < stage.end; ++i) {
        if (!onlyDescribes(file.instructions[i]))
            target.lastBuildRow = i;
    }
    for (const qsizetype below : stages.wayTo(row)) {
        for (qsizetype i = stages.stages[below].begin; i < stages.stages[below].end; ++i) {
            const dockerfile::Instruction &instruction = file.instructions[i];
            if (instruction.keyword == u"RUN" && !instruction.onBuild)
                target.commands +=
                    instruction.arguments + u'\n' + instruction.heredocs.join(u'\n') + u'\n';
        }
    }
    targets.push_back(std::move(target));
    return {};
}

Result<void> DockerfileView::read()
{
    auto parsed = dockerfile::parseDockerfile(input.bytes, input.path);
    if (!parsed)
        return parsed.error();
    file = *std::move(parsed);
    const QList<ImageBuild> builds =
        input.builds.isEmpty() ? QList<ImageBuild> {ImageBuild()} : input.builds;
    for (const ImageBuild &build : builds) {
        stages = dockerfile::buildStages(file, build.arguments);
        const auto row = stages.row(build.target, input.path);
        if (!row)
            return row.error();
        if (const auto added = addTarget(*row, build.arguments); !added)
            return added;
    }
    return {};
}

PlannedDockerfileMeasure plannedFor(const DockerfileTarget &target, const QString &id,
                                    HardeningLevel level, const QString &summary)
{
    PlannedDockerfileMeasure planned;
    planned.measure.id = id;
    planned.measure.target = target.name;
    for (const Element *element : target.elements)
        planned.measure.records << element->id << element->image;
    planned.measure.level = level;
    planned.measure.summary = summary;
    planned.measure.basis = target.basis();
    planned.measure.toTest = level != HardeningLevel::Safe;
    planned.where = target.where;
    return planned;
}

} // namespace drawbridge
