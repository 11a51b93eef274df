#pragma once
#include "core/migration/step.h"
#include "ui/widgets/card.h"

class QPlainTextEdit;

namespace relaymove {

// What a step runs, before it runs it: each command with its machine and its
// reason, as it would be typed.
class CommandCard : public Card
{
    Q_OBJECT

public:
    explicit CommandCard(QWidget *parent = nullptr);
    void show(const Plan &plan);

private:
    void copyAll();

    QPlainTextEdit *m_text;
};

// As it is carried out: what looks, what changes, what proves; then what takes back.
QString planText(const Plan &plan);

} // namespace relaymove
