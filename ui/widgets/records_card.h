#pragma once
#include "ui/widgets/card.h"
#include "ui/words/records_to_enter.h"

namespace relaymove {

class CheckRows;

// The records that a person has to enter, ready to be copied, and how far they are.
class RecordsCard : public Card
{
    Q_OBJECT

public:
    explicit RecordsCard(QWidget *parent = nullptr);
    void show(const std::optional<RecordsToEnter> &records);

private:
    void copy() const;

    QLabel *m_why;
    QLabel *m_records;
    CheckRows *m_served;
};

} // namespace relaymove
