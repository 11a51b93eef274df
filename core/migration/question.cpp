#include "core/migration/question.h"

#include <array>
#include <utility>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {
const std::array<std::pair<QuestionKind, QString>, 8> &names()
{
    static const std::array<std::pair<QuestionKind, QString>, 8> table{{
        {QuestionKind::AcceptHostKey, u"accept-host-key"_s},
        {QuestionKind::StartCutover, u"start-cutover"_s},
        {QuestionKind::ChooseRelease, u"choose-release"_s},
        {QuestionKind::EnterRecords, u"enter-records"_s},
        {QuestionKind::EnterSecret, u"enter-secret"_s},
        {QuestionKind::GoOnOrBack, u"go-on-or-back"_s},
        {QuestionKind::DiskFails, u"disk-fails"_s},
        {QuestionKind::LeaveBehind, u"leave-behind"_s},
    }};
    return table;
}
} // namespace

QString questionKindName(QuestionKind kind)
{
    for (const auto &[known, name] : names()) {
        if (known == kind)
            return name;
    }
    Q_UNREACHABLE();
}

QuestionKind questionKindFromName(QStringView name)
{
    for (const auto &[kind, known] : names()) {
        if (known == name)
            return kind;
    }
    return QuestionKind::GoOnOrBack;
}

namespace {
// What waits for them differs from step to step.
QString recordsText(const QString &id)
{
    if (id.startsWith(u"ttl/"))
        return u"Please give the records of your domain this short TTL at your DNS provider; "
               "their addresses stay as they are:\n%1\nWithout it the move works too: OLD passes "
               "on those who know the old addresses for longer."_s;
    if (id.startsWith(u"finish/"))
        return u"Please enter these records at your DNS provider, with their lasting TTL. The "
               "move is finished when every name server has them:\n%1"_s;
    return u"Please enter these records at your DNS provider. The cutover does not wait for it:\n%1"_s;
}

QString releaseText(const QStringList &a)
{
    QString text =
        a.value(0) == a.value(1)
            ? u"OLD and your checkout in %1 have the same release of chatmail/relay (%2), but "
              "chatmail.ini differs."_s.arg(a.value(2), a.value(0))
            : u"OLD runs %1 of chatmail/relay, your checkout in %2 is at %3."_s.arg(
                  a.value(0).isEmpty() ? u"an unknown release"_s : a.value(0), a.value(2),
                  a.value(1).isEmpty() ? u"an unknown release"_s : a.value(1));
    if (a.size() > 3)
        text += u" In chatmail.ini: %1."_s.arg(a.mid(3).join(u"; "));
    return text + u" Which shall NEW get? OLD stays as it is."_s;
}
} // namespace

QString questionText(const Question &question)
{
    const QStringList &a = question.arguments;
    switch (question.kind) {
    case QuestionKind::AcceptHostKey:
        return u"%1 (%2) shows a host key that is not known yet: %3 %4. Compare it with what the "
               "machine's console or your provider shows. Is it this one?"_s.arg(
                   roleName(question.about), a.value(0), a.value(1), a.value(2));
    case QuestionKind::StartCutover:
        return u"Everything is ready. The cutover is expected to let your users wait for about "
               "%1 s. %2 Start it?"_s.arg(a.value(0), a.value(1));
    case QuestionKind::ChooseRelease:
        return releaseText(a);
    case QuestionKind::EnterRecords:
        return recordsText(question.id).arg(a.join(u'\n'));
    case QuestionKind::EnterSecret:
        return u"Your domain's records are changed with the key \"%1\". %2 Please give its "
               "secret."_s.arg(a.value(0), a.value(1));
    case QuestionKind::GoOnOrBack:
        return (a.value(0).isEmpty() ? u"You stopped within the cutover."_s : a.first()) +
               (a.value(1).isEmpty() ? u" Nothing is lost either way:"_s : u' ' + a.at(1)) +
               u" go on to NEW, or go back so that OLD serves again?"_s;
    case QuestionKind::DiskFails:
        return u"OLD's disk seems to fail: %1 Go on carefully? Keys, passwords and queue are "
               u"copied "
               u"first, what can't be read is tried again and listed, and nothing is installed on "
               u"OLD."_s.arg(a.value(0));
    case QuestionKind::LeaveBehind:
        return u"OLD's disk does not give these files back, although they were tried more than "
               u"once. Going on means that their users lose them:\n%1\nGo on without them?"_s.arg(
                   a.join(u'\n'));
    }
    Q_UNREACHABLE();
}

QString optionText(const Question &question, const QString &option)
{
    switch (question.kind) {
    case QuestionKind::AcceptHostKey:
        return option == u"accept" ? u"This is the key"_s : u"Stop here"_s;
    case QuestionKind::StartCutover:
        return option == u"start" ? u"Start the cutover"_s : u"Not now"_s;
    case QuestionKind::ChooseRelease:
        if (option == u"deployed")
            return u"What OLD has, from a folder beside the checkout"_s;
        return option == u"checkout" ? u"What the checkout has"_s : u"Stop here"_s;
    case QuestionKind::EnterRecords:
        return option == u"done" ? u"I have entered them"_s : u"Later"_s;
    case QuestionKind::EnterSecret:
        return option == u"given" ? u"Use this secret"_s : u"Go on without it"_s;
    case QuestionKind::GoOnOrBack:
        return option == u"on" ? u"Go on"_s : u"Go back"_s;
    case QuestionKind::DiskFails:
        return option == u"careful" ? u"Go on carefully"_s : u"Stop here"_s;
    case QuestionKind::LeaveBehind:
        return option == u"leave" ? u"Go on without them"_s : u"Stop here"_s;
    }
    Q_UNREACHABLE();
}

} // namespace relaymove
