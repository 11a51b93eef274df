#pragma once
#include "ui/theme/mark.h"

#include <QAbstractButton>

namespace relaymove {

// A step in the list on the left: its mark, its name, its state in words, on two lines
// at most. What does not fit there is in the tooltip, and said by a screen reader.
class StepButton : public QAbstractButton
{
    Q_OBJECT

public:
    StepButton(const QString &title, const QString &objectName, QWidget *parent = nullptr);

    void setState(Mark mark, const QString &phase, const QString &note);
    QString note() const { return m_note; }
    Mark mark() const { return m_mark; }

    // Where the list is low, only the current step and those that want to be looked at
    // say more than their name.
    void setCompact(bool compact);
    bool showsNote() const;
    bool isNoteCut() const;
    int roomyHeight() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QFont noteFont() const;
    int columnWidth() const;
    int textLeft() const;
    int textWidth() const;
    int padding() const;
    QStringList noteLines() const; // the last one as long as it is
    int heightWith(bool note) const;

    bool m_compact = false;
    Mark m_mark = Mark::Open;
    QString m_note;
};

} // namespace relaymove
