#pragma once
#include "core/base/failure.h"
#include "ui/widgets/card.h"

class QPlainTextEdit;
class QPushButton;

namespace relaymove {

// A failure as a person reads it, and what to do about it.
class FailureCard : public Card
{
    Q_OBJECT

public:
    explicit FailureCard(QWidget *parent = nullptr);
    // `mail` is what it means for the mail at this moment; `again` names the way to
    // try it again, empty where there is none.
    void show(const std::optional<Failure> &failure, const QString &mail, const QString &again);

Q_SIGNALS:
    void tryAgain();
    void showOutput();
    void changeProfile();

private:
    QLabel *m_sign;
    QLabel *m_happened;
    QLabel *m_where;
    QLabel *m_mail;
    QLabel *m_next;
    QPushButton *m_change; // where the cause is what the profile says
    QPushButton *m_details;
    QPlainTextEdit *m_raw;
    QString m_rawShown;
    QPushButton *m_tryAgain;
};

} // namespace relaymove
