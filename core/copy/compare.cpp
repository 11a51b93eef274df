#include "core/copy/compare.h"

#include "core/base/amounts.h"
#include "core/base/lines.h"
#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/migration/both_hosts.h"
#include "core/migration/claims.h"
#include "core/relay/mailboxes_there.h"
#include "core/salvage/salvage.h"

#include <QSet>

#include <algorithm>
#include <optional>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// {which}: all but what is on standard input, or what is named there. {past}: find's words that
// keep it out of what hangs.
Command compareCommand(std::string_view what)
{
    return shell("compare-mailboxes", {"{mailboxes}", what, "{which}", "{past}"}).within(1h);
}
Action digest(Role where)
{
    return {where, Purpose::Prove, compareCommand("digest"),
            UserText::tr("counts, names, sizes, passwords, UIDVALIDITY")};
}
// Of a relay with two million files.
Action listFiles(Role where)
{
    return {where, Purpose::Prove, compareCommand("list").saysUpTo(qint64(256) << 20),
            UserText::tr("only if they differ: which mailboxes")};
}
Action keepList(Role where)
{
    return {where, Purpose::Look, compareCommand("keep"),
            UserText::tr("what the mailboxes have, to be compared")};
}
Action sumOfList(Role where)
{
    return {where, Purpose::Prove, compareCommand("sum"),
            UserText::tr("of what has not changed since")};
}
Action sums(Role where)
{
    return {where, Purpose::Prove, shell("state-sums", {"{paths}"}),
            UserText::tr("keys and certificates, by content")};
}

// Of those mailboxes, or of all but what was left behind on OLD.
ActionOn ofMailboxes(const ActionOn &action, const StepContext &context,
                     const std::optional<QStringList> &mailboxes)
{
    return [action, mailboxes, &facts = context.facts](Role where) {
        return action(where)
            .with("past", pastWhatHangs(facts, u"."_s))
            .with("which", mailboxes ? u"named"_s : u"all"_s)
            .input(asLines(mailboxes ? *mailboxes : pathsOf(leftBehindBy(Copy::Mailboxes, facts))));
    };
}

// Up to five mailboxes whose files differ, by name.
QString differing(StepContext &context, const std::optional<QStringList> &mailboxes)
{
    const auto [old, next] = onBoth(context, ofMailboxes(listFiles, context, mailboxes));
    const QStringList oldLines = old.lines(), newLines = next.lines();
    const QSet<QString> oldSet(oldLines.begin(), oldLines.end()),
        newSet(newLines.begin(), newLines.end());
    QStringList names;
    for (const QString &line : (oldSet - newSet) + (newSet - oldSet)) {
        const QString mailbox = line.section(u'/', 0, 0);
        if (!names.contains(mailbox))
            names << mailbox;
    }
    names.sort();
    const QString first = names.mid(0, 5).join(u", "_s);
    return UserText::tr("%1 mailboxes differ: %2").arg(names.size()).arg(first);
}

} // namespace

Plan comparePlan()
{
    Plan plan;
    for (const Role role : {Role::Old, Role::New})
        append(plan, {{digest(role), listFiles(role), sums(role)}});
    return plan;
}

Plan compareKeptPlan()
{
    Plan plan;
    for (const Role role : {Role::Old, Role::New})
        append(plan, {{keepList(role), sumOfList(role)}});
    return plan;
}

void keepMailboxLists(StepContext &context) { onBoth(context, ofMailboxes(keepList, context, {})); }

bool keptListsAreEqualBut(StepContext &context, const QStringList &changed)
{
    const auto [old, next] = onBoth(context, [&](Role where) {
        return sumOfList(where)
            .with("past", pastWhatHangs(context.facts, u"."_s))
            .with("which", u"all"_s)
            .input(asLines(changed));
    });
    return !old.out.isEmpty() && old.out == next.out;
}

QList<Claim> compareMailboxes(StepContext &context, const std::optional<QStringList> &mailboxes)
{
    const auto [old, next] = onBoth(context, ofMailboxes(digest, context, mailboxes));
    const QStringList a = old.lines(), b = next.lines();
    const auto counts = [&](const QStringList &lines) {
        return (mailboxes ? UserText::tr("%1 mailboxes, %2 messages in those that changed")
                          : UserText::tr("%1 mailboxes, %2 messages"))
            .arg(lines.value(0).trimmed(), lines.value(1).trimmed());
    };
    Claim files{Proof::MailboxesEqual, UserText::tr("names and sizes of all files"),
                UserText::tr("equal"), UserText::tr("equal"),
                a.size() == 4 && a.value(2) == b.value(2)};
    if (!files.holds)
        files.observed = differing(context, mailboxes);
    const bool same = a.size() == 4 && a.value(3) == b.value(3);
    // A file system that is not mounted any more compares as equal to its empty copy.
    const QStringList left = pathsOf(leftBehindBy(Copy::Mailboxes, context.facts));
    const auto isWhole = [](const QString &path) { return !path.contains(u'/'); };
    const int found = countIn(a.value(0)) + int(std::ranges::count_if(left, isWhole));
    const Claim there{Proof::MailboxesEqual, UserText::tr("OLD's mailboxes are there"),
                      UserText::tr("about %1").arg(context.facts.relay.mostMailboxes),
                      QString::number(found), !areMissing(found, context.facts)};
    return {there,
            claimEqual(Proof::MailboxesEqual, UserText::tr("mailboxes and messages"), counts(a),
                       counts(b)),
            files,
            {Proof::MailboxesEqual, UserText::tr("passwords, UIDVALIDITY and UIDs"),
             UserText::tr("equal"), same ? UserText::tr("equal") : UserText::tr("different"),
             same}};
}

Claim compareState(StepContext &context, const QStringList &paths)
{
    const QByteArray left = asLines(pathsOf(leftBehindBy(Copy::State, context.facts)));
    const auto [old, next] =
        onBoth(context, [&](Role where) { return sums(where).with("paths", paths).input(left); });
    const bool same = old.out == next.out && !old.out.isEmpty();
    return {Proof::KeysEqual, UserText::tr("keys and certificates"),
            UserText::tr("%1 files, equal byte by byte").arg(old.lines().size()),
            same ? UserText::tr("%1 files, equal byte by byte").arg(next.lines().size())
                 : UserText::tr("different"),
            same};
}

} // namespace relaymove
