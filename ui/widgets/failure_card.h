#pragma once
#include "ui/widgets/card.h"
#include "ui/words/failure_words.h"

class QPlainTextEdit;
class QPushButton;

namespace relaymove {

// A failure as a person reads it, and what to do about it. It can have the focus
// itself: a screen reader then reads all of it.
class FailureCard : public Card
{
    Q_OBJECT

public:
    explicit FailureCard(QWidget *parent = nullptr);
    void show(const std::optional<FailureWords> &words);

Q_SIGNALS:
    void goOn();
    void showOutput();
    void changeProfile();

private:
    QLabel *m_sign;
    QLabel *m_happened;
    QLabel *m_where;
    QLabel *m_command;
    QLabel *m_mail;
    QLabel *m_next;
    QPushButton *m_change; // where the cause is what the profile says
    QPushButton *m_details;
    QPlainTextEdit *m_raw;
    QString m_rawShown;
    QPushButton *m_goOn;
};

} // namespace relaymove
