#pragma once
#include "core/engine/snapshot.h"

#include <QHash>
#include <QScrollArea>

class QLabel;

namespace relaymove {

class StepButton;

// The steps on the left, in the three groups of a move.
class StepList : public QScrollArea
{
    Q_OBJECT

public:
    explicit StepList(QWidget *parent = nullptr);

    void show(const Snapshot &snapshot);
    void setCurrent(StepId step);

Q_SIGNALS:
    void chosen(relaymove::StepId step);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    QWidget *group(const QString &heading, const QList<StepId> &steps);

    QHash<StepId, StepButton *> m_buttons;
    QList<QLabel *> m_headings;
};

} // namespace relaymove
