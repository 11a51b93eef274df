#pragma once
#include "ui/words/panel_words.h"

#include <QList>
#include <QScrollArea>

class QGridLayout;
class QLabel;
class QLayout;

namespace relaymove {

// OLD, DNS, NEW: what was seen there, and how long ago. Tab comes to a row, arrows go
// on from there, and Copy takes all of its text, however little of it is shown.
class StatePanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit StatePanel(QWidget *parent = nullptr);
    // `now` is the clock by which the parts were made.
    void show(const QList<PanelData> &parts, const QDateTime &now);
    // Rows come and go: after this control Tab comes to them.
    void setTabAfter(QWidget *control) { m_before = control; }

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void fill();
    void makeCurrent(qsizetype row);
    void goTo(qsizetype row);
    void mark(QLabel *value, bool on);
    QLayout *head(const PanelData &part);
    void addRow(QGridLayout *grid, int row, const QString &label);
    void showAges();

    QList<PanelData> m_parts;
    QWidget *m_content = nullptr;
    QWidget *m_before = nullptr;
    QList<QLabel *> m_ages;
    QList<QLabel *> m_values; // of all rows, from top to bottom
    qsizetype m_row = 0;      // the one that Tab comes to
    QDateTime m_now;
};

} // namespace relaymove
