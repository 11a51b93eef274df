#pragma once
#include "ui/words/panel_words.h"

#include <QList>
#include <QScrollArea>

class QGridLayout;
class QLabel;
class QLayout;

namespace relaymove {

// OLD, DNS, NEW: what was seen there, and how long ago.
class StatePanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit StatePanel(QWidget *parent = nullptr);
    // `now` is the clock by which the parts were made.
    void show(const QList<PanelData> &parts, const QDateTime &now);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    QLayout *head(const PanelData &part);
    void addRow(QGridLayout *grid, int row, const QString &label, const QString &text);
    void showAges();

    QList<PanelData> m_parts;
    QWidget *m_content = nullptr;
    QList<QLabel *> m_ages;
    QDateTime m_now;
};

} // namespace relaymove
