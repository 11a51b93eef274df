#pragma once
#include "core/migration/step.h"
#include "ui/widgets/card.h"

class QPlainTextEdit;
class QPushButton;

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

    Plan m_plan;
    QPlainTextEdit *m_text;
    QPushButton *m_all;
};

// Of each command its first line, or the whole script with what goes into it.
enum class Length { FirstLines, Whole };

// As it is carried out: what looks, what changes, what proves; then what takes back.
QString planText(const Plan &plan, Length length);

} // namespace relaymove
