#pragma once
#include "ui/widgets/card.h"
#include "ui/words/checklist.h"

namespace relaymove {

class CheckRows;

// The proof of a step: each line a promise that is ticked when it is kept, and
// says with what was seen.
class ClaimList : public Card
{
    Q_OBJECT

public:
    explicit ClaimList(QWidget *parent = nullptr);
    void show(const QList<CheckLine> &lines);

private:
    CheckRows *m_rows;
};

} // namespace relaymove
