#pragma once
#include <QDateTime>
#include <QList>
#include <QPair>
#include <QScrollArea>

class QGridLayout;
class QLabel;
class QTimer;

namespace relaymove {

// What was probed on one machine, or in DNS.
struct PanelData
{
    QString title;
    QList<QPair<QString, QString>> rows;
    QDateTime probedAt; // UTC; invalid: never
    bool answered = true;
    QDateTime lastAnswer; // without an answer: UTC, when there was one; invalid: never
};

// OLD, DNS, NEW: what was seen there, and how long ago.
class StatePanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit StatePanel(QWidget *parent = nullptr);
    void show(const QList<PanelData> &parts);

private:
    void rebuild();
    void addRow(QGridLayout *grid, int row, const QString &label, const QString &text);
    void showAges();

    QList<PanelData> m_parts;
    QWidget *m_content = nullptr;
    QList<QLabel *> m_ages;
    QTimer *m_timer;
};

} // namespace relaymove
