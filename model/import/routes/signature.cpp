#include "model/import/routes/signature.h"

namespace drawbridge::routes {

using namespace code;

static constexpr int DeepestDependency = 5;

FlowValue SignatureReader::taintedBy(int parameter, Grade grade)
{
    FlowValue value;
    Taint taint;
    taint.parameter = parameter;
    taint.grade = grade;
    value.taints += taint;
    return value;
}

int SignatureReader::addParameter(Signature &signature, const QString &name,
                                  const QString &location, const TypeFacts &type, Grade grade,
                                  int line)
{
    const int index = signature.known.parameter(name.left(128), location, line);
    ParameterFacts &facts = signature.known.parameters[index];
    facts.type = type.type;
    facts.initial = std::max(grade, type.grade);
    facts.best = facts.initial;
    facts.maybeChecked = type.isChecked;
    return index;
}

SignatureReader::TypeFacts SignatureReader::typeNamed(const QString &name) const
{
    struct Known
    {
        const char16_t *names;
        const char16_t *type;
        Grade grade;
    };
    static constexpr std::array known = {
        Known {u"int conint PositiveInt NonNegativeInt NegativeInt NonPositiveInt StrictInt",
               u"integer", Grade::Type},
        Known {u"float confloat Decimal condecimal PositiveFloat NonNegativeFloat", u"number",
               Grade::Type},
        Known {u"bool StrictBool", u"boolean", Grade::Type},
        Known {u"UUID UUID1 UUID3 UUID4 UUID5 date datetime time timedelta IPv4Address "
               u"IPv6Address IPvAnyAddress IPvAnyNetwork IPvAnyInterface PastDate FutureDate "
               u"AwareDatetime ObjectId PydanticObjectId",
               u"string", Grade::Type},
        Known {u"EmailStr HttpUrl AnyUrl AnyHttpUrl Color PaymentCardNumber Json", u"string",
               Grade::Pattern},
        Known {u"str bytes StrictStr SecretStr constr", u"string", Grade::None},
    };
    TypeFacts facts;
    const QString last = name.section(u'.', -1);
    for (const Known &each : known) {
        if (QString::fromUtf16(each.names).split(u' ').contains(last)) {
            facts.type = QString::fromUtf16(each.type);
            facts.grade = each.grade;
            facts.isScalar = true;
            return facts;
        }
    }
    facts.isRequest = last == u"Request";
    facts.isFile = last == u"UploadFile";
    facts.other = !facts.isRequest && !facts.isFile && last != u"dict" && last != u"Dict"
        && last != u"list" && last != u"List" && last != u"Any";
    facts.type =
        facts.other || facts.isRequest || facts.isFile ? QString() : QStringLiteral("object");
    return facts;
}

bool SignatureReader::hasBase(const CodeUse &use, const QStringList &names, int depth)
{
    const CodeTree &tree = m_flow.application().module(use.module).tree;
    if (depth > DeepestDependency || !tree.is(use.node, CodeKind::Class))
        return false;
    const std::vector<CodeId> bases = tree.at(tree.part(use.node, 0)).parts;
    for (const CodeId base : bases) {
        const FlowValue value = m_flow.evaluate(use.module, base, use.around);
        for (const QString &name : value.names) {
            if (names.contains(name.section(u'.', -1)))
                return true;
        }
        if (value.literal && hasBase(*value.literal, names, depth + 1))
            return true;
    }
    return false;
}

SignatureReader::TypeFacts SignatureReader::typeOfClass(const CodeUse &use, int depth)
{
    TypeFacts facts;
    if (hasBase(use, {QStringLiteral("Enum"), QStringLiteral("StrEnum"), QStringLiteral("IntEnum")},
                depth)) {
        facts.type = QStringLiteral("string");
        facts.grade = Grade::AllowList;
        facts.isScalar = true;
    } else if (hasBase(use, {QStringLiteral("BaseModel"), QStringLiteral("SQLModel")}, depth)) {
        facts.type = QStringLiteral("object");
        facts.model = use;
    } else {
        facts.other = true;
    }
    return facts;
}

// "int", "Optional[int]", "int | None", "list[int]", "Literal['a']", "Item".
SignatureReader::TypeFacts SignatureReader::typeOf(const FunctionUse &function, CodeId type,
                                                   int depth)
{
    const CodeTree &tree = m_flow.application().module(function.module).tree;
    TypeFacts facts;
    if (type == NoCode || depth > DeepestDependency)
        return facts;
    const CodeNode &node = tree.at(type);
    if (node.kind == CodeKind::Binary && node.text == u"|")
        return typeOf(function, node.parts[0], depth + 1);
    if (node.kind == CodeKind::Text)
        return typeNamed(node.text);
    if (node.kind == CodeKind::Index) {
        const FlowValue outer = m_flow.evaluate(function.module, node.parts[0], function.around);
        const QString name =
            outer.names.isEmpty() ? QString() : outer.names.first().section(u'.', -1);
        if (name == u"Literal") {
            facts.type = QStringLiteral("string");
            facts.grade = Grade::AllowList;
            facts.isScalar = true;
            return facts;
        }
        const CodeId key = tree.part(type, 1);
        const CodeId inner = tree.is(key, CodeKind::List) ? tree.part(key, 0) : key;
        static const QStringList wrappers {
            QStringLiteral("Optional"), QStringLiteral("Union"),     QStringLiteral("List"),
            QStringLiteral("list"),     QStringLiteral("Set"),       QStringLiteral("set"),
            QStringLiteral("Sequence"), QStringLiteral("Annotated"), QStringLiteral("tuple")};
        return wrappers.contains(name) ? typeOf(function, inner, depth + 1) : typeNamed(name);
    }
    const CodeId callee = node.kind == CodeKind::Call ? node.parts[0] : type;
    const FlowValue value = m_flow.evaluate(function.module, callee, function.around);
    if (value.literal)
        return typeOfClass(*value.literal, depth);
    facts = value.names.isEmpty() ? TypeFacts {} : typeNamed(value.names.first());
    if (value.names.isEmpty())
        facts.other = true;
    // "constr(pattern='...')"
    if (node.kind == CodeKind::Call) {
        for (const CodeId part : node.parts) {
            const QString keyword =
                tree.is(part, CodeKind::Argument) ? tree.at(part).text : QString();
            if (keyword == u"pattern" || keyword == u"regex")
                facts.grade = Grade::Pattern;
        }
    }
    return facts;
}

SignatureReader::Marker SignatureReader::markerOf(const FunctionUse &function, CodeId call)
{
    static const QMap<QString, QString> locations {
        {QStringLiteral("Query"), QStringLiteral("query")},
        {QStringLiteral("Path"), QStringLiteral("path")},
        {QStringLiteral("Body"), QStringLiteral("body")},
        {QStringLiteral("Header"), QStringLiteral("header")},
        {QStringLiteral("Cookie"), QStringLiteral("cookie")},
        {QStringLiteral("Form"), QStringLiteral("form")},
        {QStringLiteral("File"), QStringLiteral("file")}};
    Marker marker;
    const CodeTree &tree = m_flow.application().module(function.module).tree;
    if (!tree.is(call, CodeKind::Call))
        return marker;
    const FlowValue callee = m_flow.evaluate(function.module, tree.part(call, 0), function.around);
    const QString name = callee.names.isEmpty() ? QString() : callee.names.first();
    if (!name.startsWith(u"fastapi.") && !name.startsWith(u"pydantic."))
        return marker;
    const QString word = name.section(u'.', -1);
    marker.location = locations.value(word);
    const std::vector<CodeId> parts = tree.at(call).parts;
    for (size_t i = 1; i < parts.size(); ++i) {
        const QString keyword =
            tree.is(parts[i], CodeKind::Argument) ? tree.at(parts[i]).text : QString();
        const CodeId value = tree.part(parts[i], 0);
        if (keyword == u"pattern" || keyword == u"regex")
            marker.grade = Grade::Pattern;
        if (keyword == u"alias" && tree.is(value, CodeKind::Text))
            marker.name = tree.at(value).text;
        const bool first = keyword.isEmpty() && i == 1;
        if ((word == u"Depends" || word == u"Security") && (first || keyword == u"dependency"))
            marker.dependency = m_flow.evaluate(function.module, value, function.around);
    }
    // "user: User = Depends()" depends on its type.
    if ((word == u"Depends" || word == u"Security") && !marker.dependency)
        marker.dependency = FlowValue();
    return marker;
}

// Of "= Query(...)" or "Annotated[int, Query(...)]".
SignatureReader::Marker SignatureReader::markerOf(const FunctionUse &function, CodeId annotation,
                                                  CodeId standard)
{
    const CodeTree &tree = m_flow.application().module(function.module).tree;
    Marker marker = markerOf(function, standard);
    if (!tree.is(annotation, CodeKind::Index))
        return marker;
    const CodeId key = tree.part(annotation, 1);
    const std::vector<CodeId> items =
        tree.is(key, CodeKind::List) ? tree.at(key).parts : std::vector<CodeId>();
    for (const CodeId item : items) {
        const Marker other = markerOf(function, item);
        if (!other.location.isEmpty() || other.dependency)
            marker = other;
    }
    return marker;
}

void SignatureReader::readModel(const CodeUse &model, const QString &argument,
                                const QString &location, Signature &signature, int depth)
{
    const CodeTree &tree = m_flow.application().module(model.module).tree;
    if (depth > DeepestDependency)
        return;
    const FunctionUse within {model.module, model.node, model.around, NoCode};
    const std::vector<CodeId> bases = tree.at(tree.part(model.node, 0)).parts;
    for (const CodeId base : bases) {
        const FlowValue value = m_flow.evaluate(model.module, base, model.around);
        if (value.literal)
            readModel(*value.literal, argument, location, signature, depth + 1);
    }
    const std::vector<CodeId> members = tree.at(tree.part(model.node, 1)).parts;
    // Validators may refuse anything.
    const bool validates = std::any_of(members.begin(), members.end(), [&](CodeId member) {
        return tree.is(member, CodeKind::Function) && tree.part(member, 2) != NoCode;
    });
    FlowValue whole = signature.arguments.value(argument);
    for (const CodeId member : members) {
        const CodeId target = tree.part(member, 0);
        const bool isField = tree.is(member, CodeKind::Assign) && tree.is(target, CodeKind::Name)
            && tree.part(member, 2) != NoCode;
        if (!isField)
            continue;
        TypeFacts type = typeOf(within, tree.part(member, 2), depth);
        type.isChecked = validates;
        const Marker marker = markerOf(within, tree.part(member, 1));
        const QString name = tree.at(target).text;
        const int index =
            addParameter(signature, name, location, type, marker.grade, tree.at(member).line);
        const FlowValue field = taintedBy(index, signature.known.parameters[index].initial);
        signature.arguments.insert(argument + u'.' + name, field);
        whole.addTaints(field.taints);
    }
    whole.loseWholeness();
    signature.arguments.insert(argument, whole);
}

void SignatureReader::readDependency(const FlowValue &dependency, const QString &path,
                                     const QString &name, Signature &signature, int depth)
{
    signature.dependencies += dependency;
    FlowValue value;
    const qsizetype before = signature.known.parameters.size();
    QList<FunctionUse> functions = dependency.functions;
    const auto &use = dependency.instance ? dependency.instance : dependency.literal;
    if (use) {
        const QString entry =
            dependency.instance ? QStringLiteral("__call__") : QStringLiteral("__init__");
        if (const auto found = m_flow.method(*use, entry))
            functions += *found;
    }
    for (const FunctionUse &function : std::as_const(functions))
        readFunction(function, path, signature, depth + 1);
    for (qsizetype i = before; i < signature.known.parameters.size(); ++i)
        value.addTaints(
            taintedBy(static_cast<int>(i), signature.known.parameters[i].initial).taints);
    value.loseWholeness();
    signature.arguments.insert(name, value);
}

void SignatureReader::readParameter(const FunctionUse &function, CodeId parameter,
                                    const QString &path, Signature &signature, int depth)
{
    const CodeTree &tree = m_flow.application().module(function.module).tree;
    const QString name = tree.at(parameter).text;
    const CodeId annotation = tree.part(parameter, 1);
    const CodeId standard = tree.part(parameter, 2);
    const bool inPath = path.contains(u'{' + name + u'}');
    if (name == u"self" || name == u"cls" || name.startsWith(u'*'))
        return;
    const TypeFacts type = typeOf(function, annotation, 0);
    const Marker marker = markerOf(function, annotation, standard);
    if (marker.dependency) {
        const bool isNamed = !marker.dependency->names.isEmpty()
            || !marker.dependency->functions.isEmpty() || marker.dependency->literal
            || marker.dependency->instance;
        readDependency(isNamed ? *marker.dependency
                               : m_flow.evaluate(function.module, annotation, function.around),
                       path, name, signature, depth);
        return;
    }
    if (type.isRequest) {
        FlowValue request;
        request.part = Part::Request;
        signature.arguments.insert(name, request);
        return;
    }
    if (type.other && marker.location.isEmpty() && !inPath)
        return;
    const bool isBody = type.model || type.type == u"object";
    const QString location = !marker.location.isEmpty() ? marker.location
        : inPath                                        ? QStringLiteral("path")
        : type.isFile                                   ? QStringLiteral("file")
        : isBody                                        ? QStringLiteral("body")
                                                        : QStringLiteral("query");
    if (type.model && (location == u"body" || location == u"form")) {
        readModel(*type.model, name, location, signature, 0);
        return;
    }
    QString shownName = marker.name.isEmpty() ? name : marker.name;
    if (location == u"header" && marker.name.isEmpty())
        shownName.replace(u'_', u'-');
    const int index =
        addParameter(signature, shownName, location, type, marker.grade, tree.at(parameter).line);
    FlowValue value = taintedBy(index, signature.known.parameters[index].initial);
    if (location == u"file") {
        value.part = Part::File;
        signature.known.takesFiles = true;
    }
    signature.arguments.insert(name, value);
}

void SignatureReader::readFunction(const FunctionUse &function, const QString &path,
                                   Signature &signature, int depth)
{
    if (depth > DeepestDependency)
        return;
    const CodeTree &tree = m_flow.application().module(function.module).tree;
    const std::vector<CodeId> parameters = tree.at(tree.part(function.node, 0)).parts;
    for (const CodeId parameter : parameters)
        readParameter(function, parameter, path, signature, depth);
}

Signature SignatureReader::read(const FunctionUse &function, const QString &path)
{
    Signature signature;
    readFunction(function, path, signature, 0);
    return signature;
}

} // namespace drawbridge::routes
