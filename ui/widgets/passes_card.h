#pragma once
#include "core/engine/snapshot.h"
#include "ui/widgets/card.h"

namespace relaymove {

// The passes of the pre-copy, each with what it took, and what the next would take.
class PassesCard : public Card
{
    Q_OBJECT

public:
    explicit PassesCard(QWidget *parent = nullptr);
    void show(const Snapshot &snapshot);

private:
    void rebuild();

    QList<QStringList> m_shown;
    QWidget *m_table = nullptr;
    QLabel *m_next;
};

} // namespace relaymove
