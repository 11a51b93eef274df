#pragma once
#include "ui/words/checklist.h"

#include <QWidget>

namespace relaymove {

// Lines with a mark, and below each what was seen. For a screen reader the mark is
// a word.
class CheckRows : public QWidget
{
    Q_OBJECT

public:
    // Lines are named NAME-0, NAME-1 …; what was seen is seen-0 … for claims and
    // NAME-seen-0 … otherwise.
    explicit CheckRows(const QString &name, QWidget *parent = nullptr);
    void show(const QList<CheckLine> &lines);
    bool isEmpty() const { return m_lines.isEmpty(); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void addRow(int index, const CheckLine &line);

    QString m_name;
    QList<CheckLine> m_lines;
    QWidget *m_rows = nullptr;
};

} // namespace relaymove
