#include "app/panels/recordfacts.h"

#include "app/panels/elidedlabel.h"
#include "app/panels/propertyrow.h"
#include "model/core/names.h"
#include "model/edit/addinterfaceedit.h"
#include "model/edit/setboundaryedit.h"
#include "model/edit/setelementedit.h"
#include "model/edit/setflowedit.h"
#include "model/edit/setscopeedit.h"

#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QInputDialog>
#include <QLabel>
#include <QTimer>

namespace drawbridge {

RecordFacts::RecordFacts(const PanelContext &context, const RecordReference &record,
                         QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(PropertyIndent, 0, 0, 0);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(4);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const ThreatModel &model = context.document->model();
    if (const Element *element = model.elements.find(ElementId(record.id));
        element && record.kind == RecordKind::Element)
        addElement(*element);
    else if (const DataFlow *flow = model.flows.find(FlowId(record.id));
             flow && record.kind == RecordKind::Flow)
        addFlow(*flow);
    else if (const TrustBoundary *boundary = model.boundaries.find(BoundaryId(record.id));
             boundary && record.kind == RecordKind::Boundary)
        addBoundary(*boundary);
    else if (const Interface *interface = model.interfaces.find(InterfaceId(record.id));
             interface && record.kind == RecordKind::Interface)
        addInterface(*interface);
}

void RecordFacts::addRow(const QString &label, QWidget *field)
{
    auto *name = new QLabel(label, this);
    name->setProperty("role", QStringLiteral("field"));
    name->setFixedWidth(PropertyLabelWidth);
    name->setMinimumHeight(27);
    name->setBuddy(field);
    field->setAccessibleName(label);
    static_cast<QFormLayout *>(layout())->addRow(name, field);
}

void RecordFacts::addText(const QString &label, const QString &text)
{
    if (text.isEmpty())
        return;
    auto *value = new ElidedLabel(text, Qt::ElideMiddle, this);
    value->setStyleSheet(QStringLiteral("font-size: 12px; padding-left: 4px"));
    value->setMinimumHeight(27);
    addRow(label, value);
}

void RecordFacts::addChoice(const QString &label, const QStringList &labels, int current,
                            std::function<Result<ModelEdit>(int)> edit)
{
    auto *choice = new QComboBox(this);
    choice->addItems(labels);
    choice->setCurrentIndex(current);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(8);
    // The wheel scrolls the panel and changes no fact by accident.
    choice->setFocusPolicy(Qt::StrongFocus);
    choice->installEventFilter(this);
    Document *document = m_context.document;
    connect(choice, &QComboBox::activated, this, [document, edit](int index) {
        // The edit rebuilds the panel: it is carried out when the click is over.
        QTimer::singleShot(0, document, [document, edit, index] {
            const auto applied = document->apply(edit(index));
            Q_UNUSED(applied)
        });
    });
    addRow(label, choice);
}

bool RecordFacts::eventFilter(QObject *watched, QEvent *event)
{
    const auto *choice = qobject_cast<const QWidget *>(watched);
    if (event->type() == QEvent::Wheel && choice && !choice->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void RecordFacts::addElement(const Element &element)
{
    const Document *document = m_context.document;
    const ThreatModel &model = document->model();
    const ElementId id = element.id;
    QStringList kinds;
    for (const ElementKind kind :
         {ElementKind::ExternalEntity, ElementKind::Process, ElementKind::DataStore})
        kinds += displayName(kind);
    addChoice(tr("Kind"), kinds, static_cast<int>(element.kind), [document, id](int index) {
        return setElementKind(document->model(), id, static_cast<ElementKind>(index));
    });
    QStringList labels;
    QStringList words;
    for (const Technology &technology : m_context.services->technologies()->all()) {
        labels += technology.label;
        words += technology.name;
    }
    if (!words.contains(element.technology)) {
        labels.prepend(element.technology.isEmpty() ? tr("Not said") : element.technology);
        words.prepend(element.technology);
    }
    addChoice(tr("Technology"), labels, static_cast<int>(words.indexOf(element.technology)),
              [document, id, words](int index) {
                  return setTechnology(document->model(), id, words.at(index));
              });
    if (element.kind != ElementKind::ExternalEntity) {
        addChoice(
            tr("Runs in a container"), {tr("No"), tr("Yes")}, element.hasRuntime ? 1 : 0,
            [document, id](int index) { return setRuntime(document->model(), id, index == 1); });
    }
    addText(tr("Image"), recordName(model, RecordKind::Image, element.image));
    addText(tr("Trust boundary"), recordName(model, RecordKind::Boundary, element.boundary));
    QStringList networks;
    for (const BoundaryId &network : element.networks)
        networks += recordName(model, RecordKind::Boundary, network);
    addText(tr("Attached to"), networks.join(QStringLiteral(", ")));
    addChoice(tr("Scope"), {tr("In scope"), tr("Out of scope")}, element.scope.inScope ? 0 : 1,
              [this, document, id](int index) {
                  Scope scope;
                  scope.inScope = index == 0;
                  bool given = true;
                  if (!scope.inScope)
                      scope.reason = QInputDialog::getText(
                          QApplication::activeWindow(), tr("Out of scope"),
                          tr("Why is it out of scope?"), QLineEdit::Normal, QString(), &given);
                  if (!given)
                      return Result<ModelEdit>(ModelEdit());
                  return setScope(document->model(), {{RecordKind::Element, id}}, scope);
              });
    addText(tr("Source"), element.sourceKey.key);
}

void RecordFacts::addFlow(const DataFlow &flow)
{
    const Document *document = m_context.document;
    const ThreatModel &model = document->model();
    const FlowId id = flow.id;
    addText(tr("From"), recordName(model, RecordKind::Element, flow.source));
    addText(tr("To"), recordName(model, RecordKind::Element, flow.target));
    addText(tr("Ends at"), recordName(model, RecordKind::Interface, flow.interface));
    QStringList kinds;
    for (const QString &name : allNames<FlowKind>())
        kinds += displayName(*parseName<FlowKind>(name));
    addChoice(tr("Kind"), kinds, static_cast<int>(flow.kind), [document, id](int index) {
        return setFlowKind(document->model(), id, static_cast<FlowKind>(index));
    });
    addChoice(
        tr("Known by"), {tr("Inferred, not judged"), tr("Confirmed")}, flow.confirmed ? 1 : 0,
        [document, id](int index) { return setFlowConfirmed(document->model(), id, index == 1); });
}

void RecordFacts::addBoundary(const TrustBoundary &boundary)
{
    const Document *document = m_context.document;
    const BoundaryId id = boundary.id;
    QStringList kinds;
    for (const QString &name : allNames<BoundaryKind>())
        kinds += displayName(*parseName<BoundaryKind>(name));
    addChoice(tr("Kind"), kinds, static_cast<int>(boundary.kind), [document, id](int index) {
        return setBoundaryKind(document->model(), id, static_cast<BoundaryKind>(index));
    });
    addText(tr("Within"), recordName(document->model(), RecordKind::Boundary, boundary.parent));
}

void RecordFacts::addInterface(const Interface &interface)
{
    const Document *document = m_context.document;
    const InterfaceId id = interface.id;
    addText(tr("Of"), recordName(document->model(), RecordKind::Element, interface.owner));
    const QStringList labels {tr("HTTP route"), tr("TCP port"), tr("UDP port"),    tr("Socket"),
                              tr("Topic"),      tr("RPC"),      tr("Command line")};
    addChoice(tr("Kind"), labels, static_cast<int>(interface.kind), [document, id](int index) {
        return setInterfaceKind(document->model(), id, static_cast<InterfaceKind>(index));
    });
}

} // namespace drawbridge
