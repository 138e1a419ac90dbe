#pragma once

#include "app/render/theme.h"
#include "model/edit/recordreference.h"

#include <QLineEdit>

namespace drawbridge {

// The line edit that stands over a record while its name is edited. Enter and leaving it accept,
// Esc gives up.
class NameEditor final : public QLineEdit
{
    Q_OBJECT

public:
    explicit NameEditor(QWidget *viewport);

    void setTheme(const Theme &theme);
    void begin(const RecordReference &record, const QString &name, const QRect &area);
    // Hides it without accepting.
    void abandon();
    bool isEditing() const { return isVisible(); }

Q_SIGNALS:
    void accepted(const drawbridge::RecordReference &record, const QString &name);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void accept();

    RecordReference m_record;
    QString m_before;
};

} // namespace drawbridge
