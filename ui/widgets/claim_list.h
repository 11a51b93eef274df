#pragma once
#include "ui/widgets/card.h"
#include "ui/words/checklist.h"

namespace relaymove {

// The proof of a step: each line a promise that is ticked when it is kept, and
// says with what was seen.
class ClaimList : public Card
{
    Q_OBJECT

public:
    explicit ClaimList(QWidget *parent = nullptr);
    void show(const QList<CheckLine> &lines);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void addRow(int index, const CheckLine &line);

    QList<CheckLine> m_lines;
    QWidget *m_rows = nullptr;
};

} // namespace relaymove
