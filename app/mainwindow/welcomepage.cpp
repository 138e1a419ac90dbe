#include "app/mainwindow/welcomepage.h"

#include "app/panels/elidedlabel.h"
#include "app/render/iconset.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace drawbridge {

static QLabel *makeLabel(const QString &text, const char *role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("role", QLatin1String(role));
    return label;
}

static QFrame *makeDropArea(const QString &invitation, const QString &kinds, QWidget *parent)
{
    auto *drop = new QFrame(parent);
    drop->setProperty("role", QStringLiteral("drop"));
    auto *words = new QVBoxLayout(drop);
    words->setContentsMargins(32, 28, 32, 28);
    words->addWidget(makeLabel(invitation, "section", drop));
    words->addWidget(makeLabel(kinds, "secondary", drop));
    return drop;
}

WelcomePage::WelcomePage(const Appearance *appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    auto *column = new QWidget(this);
    column->setMaximumWidth(1040);
    m_emblem = new QLabel(column);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(makeLabel(QStringLiteral("Drawbridge"), "title", column));
    names->addWidget(makeLabel(tr("Threat models for containerised services, kept in text files"),
                               "secondary", column));
    const auto button = [&](const QString &text, auto signal, bool primary) {
        auto *made = new QPushButton(text, column);
        made->setProperty("primary", primary);
        connect(made, &QPushButton::clicked, this, signal);
        return made;
    };
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_emblem);
    head->addLayout(names);
    head->addStretch(1);
    head->addWidget(button(tr("New model"), &WelcomePage::newRequested, true));
    head->addWidget(button(tr("Open…"), &WelcomePage::openRequested, false));
    head->addWidget(button(tr("Import…"), &WelcomePage::importRequested, false));

    m_recentTitle = makeLabel(tr("Recent"), "section", column);
    m_recent = new QGridLayout;
    m_recent->setSpacing(12);
    for (int i = 0; i < 3; ++i)
        m_recent->setColumnStretch(i, 1);
    auto *drop = makeDropArea(
        tr("Drop files here to import"),
        tr("Compose files, Dockerfiles, Kubernetes manifests, or a Drawbridge project"), column);
    auto *sample = button(tr("Flask shop with known flaws"), &WelcomePage::sampleRequested, false);
    sample->setProperty("chip", true);

    auto *layout = new QVBoxLayout(column);
    layout->setSpacing(16);
    layout->addLayout(head);
    layout->addSpacing(16);
    layout->addWidget(m_recentTitle);
    layout->addLayout(m_recent);
    layout->addSpacing(8);
    layout->addWidget(drop);
    layout->addSpacing(8);
    layout->addWidget(makeLabel(tr("Sample"), "section", column));
    layout->addWidget(sample, 0, Qt::AlignLeft);
    auto *outer = new QGridLayout(this);
    outer->setColumnStretch(0, 1);
    outer->setColumnStretch(1, 8);
    outer->setColumnStretch(2, 1);
    outer->setRowStretch(1, 1);
    outer->setContentsMargins(32, 56, 32, 32);
    outer->addWidget(column, 0, 1);
    connect(appearance, &Appearance::changed, this, &WelcomePage::recolour);
    recolour();
    showRecent({});
}

void WelcomePage::showRecent(const QStringList &paths)
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    m_recentTitle->setVisible(!paths.isEmpty());
    for (qsizetype i = 0; i < std::min<qsizetype>(paths.size(), 6); ++i) {
        const QFileInfo file(paths[i]);
        auto *card = new QPushButton(this);
        card->setProperty("card", true);
        card->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        card->setAccessibleName(file.completeBaseName());
        auto *name = new ElidedLabel(file.completeBaseName(), Qt::ElideRight, card);
        name->setProperty("role", QStringLiteral("strong"));
        auto *folder = new ElidedLabel(file.absolutePath(), Qt::ElideMiddle, card);
        folder->setProperty("role", QStringLiteral("secondary"));
        auto *words = new QVBoxLayout(card);
        words->setContentsMargins(14, 8, 14, 8);
        words->setSpacing(2);
        for (ElidedLabel *label : {name, folder}) {
            label->setAttribute(Qt::WA_TransparentForMouseEvents);
            words->addWidget(label);
        }
        card->setToolTip(file.absoluteFilePath());
        connect(card, &QPushButton::clicked, this,
                [this, path = paths[i]] { Q_EMIT fileChosen(path); });
        m_recent->addWidget(card, static_cast<int>(i / 3), static_cast<int>(i % 3));
    }
}

void WelcomePage::recolour()
{
    m_emblem->setPixmap(iconset::pixmap(QStringLiteral("shield-check"),
                                        m_appearance->theme().accent.base, 44,
                                        devicePixelRatioF()));
}

} // namespace drawbridge
