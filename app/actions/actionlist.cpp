#include "app/actions/actionlist.h"

#include <QCoreApplication>

namespace drawbridge {

static QString words(const char *text)
{
    return QCoreApplication::translate("Actions", text);
}

static ActionEntry entry(const char *name, const char *text, const char *icon = "",
                         const QList<QKeySequence> &keys = {}, bool checkable = false)
{
    return {QLatin1String(name), words(text), QLatin1String(icon), keys, checkable};
}

static QList<ActionEntry> fileActions()
{
    return {
        entry("new", QT_TRANSLATE_NOOP("Actions", "&New model"), "new", {QKeySequence::New}),
        entry("open", QT_TRANSLATE_NOOP("Actions", "&Open…"), "open", {QKeySequence::Open}),
        entry("save", QT_TRANSLATE_NOOP("Actions", "&Save"), "save", {QKeySequence::Save}),
        entry("save-as", QT_TRANSLATE_NOOP("Actions", "Save &as…"), "",
              {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)}),
        entry("import", QT_TRANSLATE_NOOP("Actions", "&Import…"), "import",
              {QKeySequence(Qt::CTRL | Qt::Key_I)}),
        entry("import-into", QT_TRANSLATE_NOOP("Actions", "&Update from files…"), "",
              {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I)}),
        entry("attach-scans", QT_TRANSLATE_NOOP("Actions", "A&ttach scan results…"), "scan"),
        entry("compare", QT_TRANSLATE_NOOP("Actions", "&Compare with an earlier project…")),
        entry("harden", QT_TRANSLATE_NOOP("Actions", "&Harden…"), "harden",
              {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H)}),
        entry("export", QT_TRANSLATE_NOOP("Actions", "&Export…"), "export",
              {QKeySequence(Qt::CTRL | Qt::Key_E)}),
        entry("sample", QT_TRANSLATE_NOOP("Actions", "Open the sam&ple project"), "report"),
        entry("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), "", {QKeySequence::Quit}),
    };
}

static QList<ActionEntry> editActions()
{
    return {
        entry("undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), "undo", {QKeySequence::Undo}),
        entry("redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), "redo",
              {QKeySequence::Redo, QKeySequence(Qt::CTRL | Qt::Key_Y)}),
        entry("cut", QT_TRANSLATE_NOOP("Actions", "Cu&t"), "cut"),
        entry("copy", QT_TRANSLATE_NOOP("Actions", "&Copy"), "copy"),
        entry("paste", QT_TRANSLATE_NOOP("Actions", "&Paste"), "paste"),
        entry("duplicate", QT_TRANSLATE_NOOP("Actions", "D&uplicate"), "",
              {QKeySequence(Qt::CTRL | Qt::Key_D)}),
        entry("delete", QT_TRANSLATE_NOOP("Actions", "&Delete"), "trash"),
        entry("select-all", QT_TRANSLATE_NOOP("Actions", "Select &all")),
        entry("rename", QT_TRANSLATE_NOOP("Actions", "Re&name"), "edit"),
        entry("search", QT_TRANSLATE_NOOP("Actions", "Search or run a command…"), "search",
              {QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence::Find}),
    };
}

static QList<ActionEntry> modelActions()
{
    return {
        entry("select", QT_TRANSLATE_NOOP("Actions", "&Select"), "pointer",
              {QKeySequence(Qt::CTRL | Qt::Key_1)}, true),
        entry("connect", QT_TRANSLATE_NOOP("Actions", "&Connect by a data flow"), "connect",
              {QKeySequence(Qt::CTRL | Qt::Key_2)}, true),
        entry("add-boundary", QT_TRANSLATE_NOOP("Actions", "Draw a trust &boundary"), "boundary",
              {QKeySequence(Qt::CTRL | Qt::Key_3)}, true),
        entry("add-process", QT_TRANSLATE_NOOP("Actions", "Add a &process"), "generic-process",
              {QKeySequence(Qt::CTRL | Qt::Key_4)}),
        entry("add-store", QT_TRANSLATE_NOOP("Actions", "Add a &data store"), "database",
              {QKeySequence(Qt::CTRL | Qt::Key_5)}),
        entry("add-external", QT_TRANSLATE_NOOP("Actions", "Add an &external entity"), "person",
              {QKeySequence(Qt::CTRL | Qt::Key_6)}),
        entry("add-interface", QT_TRANSLATE_NOOP("Actions", "Add an e&ndpoint to the element"),
              "link", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)}),
        entry("layout", QT_TRANSLATE_NOOP("Actions", "Arrange auto&matically"), "layout",
              {QKeySequence(Qt::CTRL | Qt::Key_L)}),
        entry("align-left", QT_TRANSLATE_NOOP("Actions", "Align &left"), "align-left"),
        entry("align-center", QT_TRANSLATE_NOOP("Actions", "Align &centres"), "align-center"),
        entry("align-right", QT_TRANSLATE_NOOP("Actions", "Align &right"), "align-right"),
        entry("align-top", QT_TRANSLATE_NOOP("Actions", "Align &top"), "align-top"),
        entry("align-middle", QT_TRANSLATE_NOOP("Actions", "Align &middles"), "align-middle"),
        entry("align-bottom", QT_TRANSLATE_NOOP("Actions", "Align &bottom"), "align-bottom"),
        entry("distribute-horizontal", QT_TRANSLATE_NOOP("Actions", "Distribute &horizontally"),
              "distribute-horizontal"),
        entry("distribute-vertical", QT_TRANSLATE_NOOP("Actions", "Distribute &vertically"),
              "distribute-vertical"),
        entry("new-diagram", QT_TRANSLATE_NOOP("Actions", "New dia&gram"), "plus",
              {QKeySequence(Qt::CTRL | Qt::Key_T)}),
        entry("rename-diagram", QT_TRANSLATE_NOOP("Actions", "Rename the diagram…")),
        entry("delete-diagram", QT_TRANSLATE_NOOP("Actions", "Delete the diagram")),
    };
}

static QList<ActionEntry> viewActions()
{
    return {
        entry("zoom-in", QT_TRANSLATE_NOOP("Actions", "Zoom &in"), "zoom-in"),
        entry("zoom-out", QT_TRANSLATE_NOOP("Actions", "Zoom &out"), "zoom-out"),
        entry("zoom-reset", QT_TRANSLATE_NOOP("Actions", "&Actual size")),
        entry("fit", QT_TRANSLATE_NOOP("Actions", "&Fit the diagram"), "fit",
              {QKeySequence(Qt::CTRL | Qt::Key_9)}),
        entry("enlarge", QT_TRANSLATE_NOOP("Actions", "&Enlarge the panel"), "",
              {QKeySequence(Qt::CTRL | Qt::Key_M)}, true),
        entry("reset-panels", QT_TRANSLATE_NOOP("Actions", "Put the panels &back in their places")),
        entry("light", QT_TRANSLATE_NOOP("Actions", "&Light"), "sun", {}, true),
        entry("dark", QT_TRANSLATE_NOOP("Actions", "&Dark"), "moon", {}, true),
        entry("system", QT_TRANSLATE_NOOP("Actions", "As the &desktop"), "", {}, true),
        entry("about", QT_TRANSLATE_NOOP("Actions", "&About Drawbridge"), "info"),
        entry("notice", QT_TRANSLATE_NOOP("Actions", "&Catalogs and their terms")),
    };
}

QList<ActionEntry> actionList()
{
    return fileActions() + editActions() + modelActions() + viewActions();
}

} // namespace drawbridge
