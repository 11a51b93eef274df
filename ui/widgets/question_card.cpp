#include "ui/widgets/question_card.h"

#include "core/engine/question_text.h"
#include "ui/widgets/steady_button.h"
#include "ui/words/durations.h"

#include <QApplication>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

QuestionCard::QuestionCard(QWidget *parent)
    : Card(tr("A QUESTION FOR YOU"), parent), m_text(textLabel(u"questionText"_s, this)),
      m_reading(new QPlainTextEdit(this)), m_silence(mutedLabel({}, this)), m_row(new QHBoxLayout),
      m_secretRow(new QWidget(this)), m_secret(new QLineEdit(m_secretRow))
{
    setObjectName(u"question"_s);
    setTone(Tone::Active);
    m_silence->setObjectName(u"questionCountdown"_s);
    body()->addWidget(m_text);
    m_reading->setObjectName(u"questionReading"_s);
    m_reading->setAccessibleName(tr("What is to be read before you answer"));
    m_reading->setReadOnly(true);
    m_reading->setTabChangesFocus(true);
    m_reading->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_reading->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_reading->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_reading->setFixedHeight(m_reading->fontMetrics().lineSpacing() * 14);
    body()->addWidget(m_reading);
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
    m_row->addStretch();
    body()->addLayout(m_row);
    m_silence->setWordWrap(true);
    body()->addWidget(m_silence);
    hide();
}

void QuestionCard::show(const State &state, bool here, const QDateTime &now)
{
    const auto question = here ? state.question : std::nullopt;
    // The same words may be asked twice: it is the asking that is answered.
    const bool same =
        question == m_question &&
        (!question || (state.questionAsked == m_askedAt && state.running == m_isWaitedFor));
    m_question = question;
    m_askedAt = state.questionAsked;
    m_isWaitedFor = state.running;
    if (!same)
        build();
    if (m_question)
        sayWhatSilenceDoes(now);
}

void QuestionCard::build()
{
    qDeleteAll(m_buttons);
    m_buttons.clear();
    m_secret->clear();
    setVisible(m_question.has_value());
    if (!m_question)
        return;
    const bool wantsSecret = m_question->is<question::EnterSecret>();
    m_secretRow->setVisible(wantsSecret);
    m_text->setText(questionText(*m_question));
    const QString file = toRead(m_question->what);
    m_reading->setVisible(!file.isEmpty());
    m_reading->setPlainText(file.isEmpty() ? QString() : readingText(file));
    for (const AnyAnswer &each : offered(m_question->what)) {
        m_buttons << optionButton(each);
        m_row->insertWidget(int(m_buttons.size()) - 1, m_buttons.last());
        m_buttons.last()->show();
        // The harmless answer is the one that an Enter in passing gives.
        if (each == silence(m_question->what))
            takeFocus(m_buttons.last());
    }
    if (wantsSecret)
        takeFocus(m_secret);
}

void QuestionCard::takeFocus(QWidget *target)
{
    if (!isTyping() || isAncestorOf(QApplication::focusWidget()))
        target->setFocus();
}

QPushButton *QuestionCard::optionButton(const AnyAnswer &given)
{
    auto *button = new SteadyButton(optionText(given), this);
    button->setObjectName(u"answer-"_s + answerWord(given));
    connect(button, &QPushButton::clicked, this, [this, given] { answer(given); });
    if (given == AnyAnswer(question::EnterSecret::Answer::Given)) {
        button->setEnabled(false);
        connect(m_secret, &QLineEdit::textChanged, button,
                [button](const QString &text) { button->setEnabled(!text.isEmpty()); });
        connect(m_secret, &QLineEdit::returnPressed, button, &QPushButton::click);
    }
    return button;
}

void QuestionCard::answer(const AnyAnswer &given)
{
    const Secret secret(m_secret->text().toUtf8());
    m_secret->clear();
    // Else it would fall to whatever comes first in the window.
    if (isAncestorOf(QApplication::focusWidget()))
        Q_EMIT leftAlone();
    for (QPushButton *each : std::as_const(m_buttons))
        each->setEnabled(false); // one answer to one question
    if (given == AnyAnswer(question::EnterSecret::Answer::Given))
        Q_EMIT secretGiven(m_question->id, secret);
    else
        Q_EMIT answered(m_question->id, given);
}

void QuestionCard::sayWhatSilenceDoes(const QDateTime &now)
{
    if (!m_isWaitedFor) {
        m_silence->setText(tr("Relaymove was closed before you answered. Nothing is at work now; "
                              "with your answer it goes on."));
        return;
    }
    if (!m_question->timeout) {
        m_silence->setText(tr("It waits for you: without an answer nothing goes on."));
        return;
    }
    const double gone = secondsBetween(m_askedAt, now);
    const double left = double(m_question->timeout->count()) - gone;
    m_silence->setText(tr("Without an answer in %1 s: “%2”.")
                           .arg(qMax(0, qRound(left)))
                           .arg(optionText(silence(m_question->what))));
}

} // namespace relaymove
