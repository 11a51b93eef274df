#include "ui/widgets/question_card.h"

#include "ui/words/durations.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QuestionCard::QuestionCard(QWidget *parent)
    : Card(tr("A QUESTION FOR YOU"), parent), m_text(textLabel(u"questionText"_s, this)),
      m_countdown(mutedLabel({}, this)), m_row(new QHBoxLayout), m_secretRow(new QWidget(this)),
      m_secret(new QLineEdit(m_secretRow)), m_timer(new QTimer(this))
{
    setObjectName(u"question"_s);
    setTone(Tone::Active);
    m_countdown->setObjectName(u"questionCountdown"_s);
    body()->addWidget(m_text);
    auto *label = new QLabel(tr("Secret"), m_secretRow);
    label->setBuddy(m_secret);
    m_secret->setObjectName(u"questionSecret"_s);
    m_secret->setAccessibleName(tr("Secret"));
    m_secret->setAccessibleDescription(tr("It is kept in the keychain where there is one"));
    m_secret->setEchoMode(QLineEdit::Password);
    auto *secretLine = new QHBoxLayout(m_secretRow);
    secretLine->setContentsMargins(0, 0, 0, 0);
    secretLine->addWidget(label);
    secretLine->addWidget(m_secret, 1);
    body()->addWidget(m_secretRow);
    m_row->addWidget(m_countdown);
    m_row->addStretch();
    body()->addLayout(m_row);
    connect(m_timer, &QTimer::timeout, this, &QuestionCard::countDown);
    hide();
}

void QuestionCard::show(const std::optional<Question> &question)
{
    if (question == m_question)
        return;
    m_question = question;
    m_shownAt = QDateTime::currentDateTimeUtc();
    build();
}

void QuestionCard::build()
{
    qDeleteAll(m_buttons);
    m_buttons.clear();
    m_timer->stop();
    m_secret->clear();
    setVisible(m_question.has_value());
    if (!m_question)
        return;
    const bool wantsSecret = m_question->kind == QuestionKind::EnterSecret;
    m_secretRow->setVisible(wantsSecret);
    m_text->setText(questionText(*m_question));
    for (const QString &option : m_question->options) {
        m_buttons << optionButton(option);
        m_row->insertWidget(int(m_buttons.size()) - 1, m_buttons.last());
        m_buttons.last()->show();
        // The harmless answer is the one that an Enter in passing gives.
        if (option == m_question->byDefault)
            m_buttons.last()->setFocus();
    }
    if (wantsSecret)
        m_secret->setFocus();
    m_countdown->setVisible(m_question->patience.has_value());
    if (m_question->patience) {
        countDown();
        m_timer->start(500ms);
    }
}

QPushButton *QuestionCard::optionButton(const QString &option)
{
    auto *button = new QPushButton(optionText(*m_question, option), this);
    button->setObjectName(u"answer-"_s + option);
    connect(button, &QPushButton::clicked, this, [this, option] { answer(option); });
    if (m_question->kind == QuestionKind::EnterSecret && option == u"given") {
        button->setEnabled(false);
        connect(m_secret, &QLineEdit::textChanged, button,
                [button](const QString &text) { button->setEnabled(!text.isEmpty()); });
        connect(m_secret, &QLineEdit::returnPressed, button, &QPushButton::click);
    }
    return button;
}

void QuestionCard::answer(const QString &option)
{
    const Secret secret(m_secret->text().toUtf8());
    m_secret->clear();
    for (QPushButton *each : std::as_const(m_buttons))
        each->setEnabled(false); // one answer to one question
    if (m_question->kind == QuestionKind::EnterSecret && option == u"given")
        Q_EMIT secretGiven(m_question->id, secret);
    else
        Q_EMIT answered(m_question->id, option);
}

void QuestionCard::countDown()
{
    const double gone = secondsBetween(m_shownAt, QDateTime::currentDateTimeUtc());
    const double left = double(m_question->patience->count()) - gone;
    m_countdown->setText(tr("Without an answer in %1 s: “%2”.")
                             .arg(qMax(0, qRound(left)))
                             .arg(optionText(*m_question, m_question->byDefault)));
}

} // namespace relaymove
