#include "core/relay/mailboxes_there.h"

#include "core/base/amounts.h"
#include "core/base/failure.h"
#include "core/base/lines.h"
#include "core/base/user_text.h"
#include "core/profiles/profile.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// Unsorted, and without a look at what each name is.
Action countNames()
{
    return {
        Role::Old, Purpose::Look,
        Command{"sh", "-c", R"(ls -U -- "$1/" | grep -c @; true)", "count-names", "{mailboxes}"},
        UserText::tr("whether the mailboxes are all there: a pass deletes on NEW what OLD has "
                     "not")};
}

Action whichAreLinks()
{
    return {Role::Old, Purpose::Look,
            Command{"sh", "-c",
                    R"(cd "$1" && while IFS= read -r path; do
    [ ! -L "$path" ] || printf '%s\n' "$path"
done)",
                    "which-are-links", "{mailboxes}"},
            UserText::tr("whether mail lies behind links")};
}

} // namespace

bool areMissing(int mailboxes, const Facts &facts)
{
    return 2 * mailboxes < facts.relay.mostMailboxes;
}

Blocker missingMailboxes(int mailboxes, int before, const QString &folder, const Profile &profile)
{
    return {Role::Old,
            UserText::tr("OLD has %1 mailboxes in %2 now, but had %3 before.")
                .arg(mailboxes)
                .arg(folder)
                .arg(before),
            UserText::tr("Look whether their file system is mounted: %1. Mount it and start again; "
                         "NEW keeps what it has. Were they deleted on purpose? Then make this "
                         "profile anew, and remove /etc/relaymove on both machines.")
                .arg(asRootOn(profile.oldHost, {u"findmnt"_s, u"--target"_s, folder}))};
}

Blocker linkedMailboxes(const QStringList &links)
{
    return {
        Role::Old,
        UserText::tr("Among OLD's mailboxes are links, and what they lead to would stay there: %1.")
            .arg(links.mid(0, 5).join(u", ")),
        UserText::tr("Put in the place of each what it leads to, while dovecot is stopped; what "
                     "must stay on another disk can be mounted there (mount --bind). Remove those "
                     "that lead nowhere.")};
}

Plan mailboxesTherePlan() { return {countNames()}; }

Plan linksAmongPlan() { return {whichAreLinks()}; }

int countMailboxes(Host &host, const QString &folder)
{
    return countIn(countNames().with("mailboxes", folder).runOn(host).text());
}

void mailboxesMustBeThere(StepContext &context)
{
    const QString folder = context.facts.relay.mailboxesDir;
    const int found = countMailboxes(context.source, folder);
    if (!areMissing(found, context.facts))
        return;
    const Blocker blocker =
        missingMailboxes(found, context.facts.relay.mostMailboxes, folder, context.profile);
    throw refused(blocker.where, blocker.what, blocker.remedy);
}

QStringList linksAmong(StepContext &context, const QStringList &paths)
{
    if (paths.isEmpty())
        return {};
    return context
        .run(whichAreLinks()
                 .with("mailboxes", context.facts.relay.mailboxesDir)
                 .input(asLines(paths)))
        .lines();
}

} // namespace relaymove
