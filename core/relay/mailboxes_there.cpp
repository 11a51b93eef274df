#include "core/relay/mailboxes_there.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/profiles/profile.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// Unsorted, and without a look at what each name is.
Command countNames()
{
    return {"sh", "-c", R"(ls -U -- "$1/" | grep -c @; true)", "count-names", "{mailboxes}"};
}

} // namespace

bool areMissing(int mailboxes, const Facts &facts) { return 2 * mailboxes < facts.mostMailboxes; }

Objection missingMailboxes(int mailboxes, int before, const QString &folder, const Profile &profile)
{
    return {Role::Old,
            Said::tr("OLD has %1 mailboxes in %2 now, but had %3 before.")
                .arg(mailboxes)
                .arg(folder)
                .arg(before),
            Said::tr("Look whether their file system is mounted: %1. Mount it and start again; "
                     "NEW keeps what it has. Were they deleted on purpose? Then make this "
                     "profile anew, and remove /etc/relaymove/marker on both machines.")
                .arg(asRootOn(profile.oldHost, {u"findmnt"_s, u"--target"_s, folder}))};
}

Plan mailboxesTherePlan()
{
    return {{Role::Old, Purpose::Look, countNames(),
             Said::tr("whether the mailboxes are all there: a pass deletes on NEW what OLD has "
                      "not")}};
}

int countMailboxes(Host &host, const QString &folder)
{
    return host.run(countNames().with("mailboxes", folder)).text().toInt();
}

void mailboxesMustBeThere(StepContext &context)
{
    const QString folder = context.facts.mailboxesDir;
    const int found = countMailboxes(context.source, folder);
    if (!areMissing(found, context.facts))
        return;
    const Objection objection =
        missingMailboxes(found, context.facts.mostMailboxes, folder, context.profile);
    throw Failure{.kind = FailureKind::Refused,
                  .where = objection.where,
                  .arguments = {objection.what, objection.wayOut}};
}

} // namespace relaymove
