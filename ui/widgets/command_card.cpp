#include "ui/widgets/command_card.h"

#include "core/base/unreachable.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHash>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr int hostColumn = 9;
constexpr int visibleLines = 7;

QString machine(Role role)
{
    return role == Role::Admin ? CommandCard::tr("here")
                               : CommandCard::tr("on %1").arg(roleName(role));
}

QString sectionHeading(Purpose purpose)
{
    switch (purpose) {
    case Purpose::Look:
        return CommandCard::tr("Looks, and changes nothing:");
    case Purpose::Change:
        return CommandCard::tr("Changes:");
    case Purpose::Prove:
        return CommandCard::tr("Proves:");
    case Purpose::Undo:
        return CommandCard::tr("Only when it is taken back:");
    case Purpose::Claim:
        return CommandCard::tr("Claims the machine for this move:");
    case Purpose::Move:
        return CommandCard::tr("Moves the machine's record on:");
    }
    unreachable();
}

// A value that is not known yet, in a word that says what it will be.
QString plainWord(const QString &placeholder)
{
    static const QHash<QString, QString> words{
        {u"worktree"_s, CommandCard::tr("folder of the release")},
        {u"known-host"_s, CommandCard::tr("host key")},
        {u"known-name"_s, CommandCard::tr("name for ssh")},
        {u"on-new"_s, CommandCard::tr("ssh to NEW")},
        {u"held"_s, CommandCard::tr("units that hold")},
        {u"warm"_s, CommandCard::tr("units to be restarted")},
        {u"rest"_s, CommandCard::tr("the other units")},
        {u"link"_s, CommandCard::tr("OLD as NEW sees it")},
        {u"list"_s, CommandCard::tr("folders of the queue")},
    };
    return words.value(placeholder, QString(placeholder).replace(u'-', u' '));
}

QString withPlainWords(const QString &line)
{
    static const QRegularExpression placeholder(u"\\{([a-z][a-z0-9-]*)\\}"_s);
    QString result;
    qsizetype from = 0;
    for (auto it = placeholder.globalMatch(line); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        result += line.mid(from, match.capturedStart() - from) + u'<' +
                  plainWord(match.captured(1)) + u'>';
        from = match.capturedEnd();
    }
    return result + line.mid(from);
}

// A script's first line says enough for a first look.
QString oneLine(const QString &line)
{
    const qsizetype end = line.indexOf(u'\n');
    return end < 0 ? line : line.left(end) + u" …"_s;
}

QString shown(const Command &command)
{
    return command.isComplete() ? command.line() : withPlainWords(command.line());
}

// What goes into a command, above all the content of a file that it writes.
QStringList inputOf(const Command &command)
{
    if (command.secretInput())
        return {u"< "_s + CommandCard::tr("a secret, not shown")};
    QStringList lines;
    const QString content = QString::fromUtf8(command.standardInput()).trimmed();
    for (const QString &line : content.split(u'\n', Qt::SkipEmptyParts))
        lines << u"< "_s + line;
    return lines;
}

QStringList wholeOf(const Command &command)
{
    return shown(command).split(u'\n') + inputOf(command);
}

QStringList section(const Plan &plan, Purpose purpose, Length length)
{
    const QString indent(hostColumn, u' ');
    QStringList lines;
    for (const Action &planned : plan) {
        if (planned.purpose != purpose)
            continue;
        const QStringList command = length == Length::Whole
                                        ? wholeOf(planned.command)
                                        : QStringList{oneLine(shown(planned.command))};
        lines << machine(planned.where).leftJustified(hostColumn) + command.first();
        for (const QString &more : command.mid(1))
            lines << indent + more;
        lines << indent + u"# "_s + planned.why;
    }
    if (!lines.isEmpty())
        lines.prepend(sectionHeading(purpose));
    return lines;
}

} // namespace

QString planText(const Plan &plan, Length length)
{
    QStringList lines;
    if (std::ranges::any_of(plan, [](const Action &each) { return !each.command.isComplete(); }))
        lines << CommandCard::tr("<…> is filled in when it is known.");
    for (const Purpose purpose : {Purpose::Look, Purpose::Claim, Purpose::Change, Purpose::Move,
                                  Purpose::Prove, Purpose::Undo}) {
        const QStringList part = section(plan, purpose, length);
        if (!lines.isEmpty() && !part.isEmpty())
            lines << QString();
        lines << part;
    }
    return lines.join(u'\n');
}

CommandCard::CommandCard(QWidget *parent)
    : Card(tr("WHAT RUNS"), parent), m_text(new QPlainTextEdit(this))
{
    m_text->setObjectName(u"commands"_s);
    m_text->setAccessibleName(tr("What runs"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    body()->addWidget(m_text);

    m_all = new QPushButton(tr("Show all of it"), this);
    m_all->setObjectName(u"allCommands"_s);
    m_all->setAccessibleDescription(tr("Whole scripts, and what is written into files"));
    m_all->setCheckable(true);
    m_all->setFlat(true);
    connect(m_all, &QPushButton::toggled, this, [this] { show(m_plan); });
    auto *copy = new QPushButton(tr("Copy the comman&ds"), this);
    copy->setObjectName(u"copyCommands"_s);
    copy->setFlat(true);
    connect(copy, &QPushButton::clicked, this, &CommandCard::copyAll);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_all);
    row->addWidget(copy);
    body()->addLayout(row);
}

void CommandCard::show(const Plan &plan)
{
    m_plan = plan;
    const QString text = planText(plan, m_all->isChecked() ? Length::Whole : Length::FirstLines);
    setVisible(!text.isEmpty());
    if (text == m_text->toPlainText())
        return;
    m_text->setPlainText(text);
    const int most = m_all->isChecked() ? 3 * visibleLines : visibleLines;
    const int lines = qMin(most, m_text->blockCount());
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * (lines + 2));
}

// Whole, whatever is shown: half a script is no command.
void CommandCard::copyAll()
{
    QGuiApplication::clipboard()->setText(planText(m_plan, Length::Whole));
}

} // namespace relaymove
