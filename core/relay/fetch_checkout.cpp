#include "core/relay/fetch_checkout.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/profiles/profile.h"
#include "core/relay/release.h"

#include <QDir>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// chatmail/relay has some ten megabytes, its history included.
constexpr qint64 mostMegabytes = 200;

// Environments belong to the machine that they were made on. git runs what its configuration
// and its hooks say: those of another machine are not for this one.
const std::string listFiles =
    R"sh(cd "$1" && find . \( -name venv -o -name .venv -o -name __pycache__ -o -name node_modules \
-o -path ./.git/config -o -path ./.git/hooks \) -prune -o \( -type f -o -type l -o -type d \) )sh";

Command measure()
{
    const std::string script =
        listFiles + R"(-printf '%s\n' | awk '{ bytes += $1 } END { printf "%.0f\n", bytes }')";
    return {"sh", "-c", script, "measure-checkout", "{checkout}"};
}
Command pack()
{
    const std::string script = listFiles + "-print0 | tar -cz --null --no-recursion -T -";
    return Command{"sh", "-c", script, "pack-checkout", "{checkout}"}.within(10min);
}
// The folder appears whole, or not at all; never over what is there.
Command unpack()
{
    return Command{"sh", "-c",
                   R"sh(set -e; umask 077; part=$1.part; rm -rf "$part"; mkdir -p "$part"
tar -xz --no-same-owner --no-same-permissions -C "$part"
test -x "$part/scripts/cmdeploy"
[ ! -e "$1" ] || rmdir "$1"
mv -T "$part" "$1")sh",
                   "unpack-checkout", "{folder}"}
        .within(10min);
}

Question question(const QString &onOld, const QString &folder, qint64 megabytes)
{
    return {.id = u"preflight/fetch-checkout/"_s + onOld,
            .kind = QuestionKind::FetchCheckout,
            .about = Role::Old,
            .arguments = {onOld, folder, QString::number(megabytes)},
            .options = {u"fetch"_s, u"stop"_s},
            .byDefault = u"stop"_s,
            .patience = {}};
}

Failure tooLarge(const QString &onOld, qint64 megabytes)
{
    return {.kind = FailureKind::Refused,
            .where = Role::Old,
            .arguments = {
                Said::tr("The checkout of chatmail/relay is on OLD only, in %1, and has %2 MB; "
                         "Relaymove fetches up to %3 MB.")
                    .arg(onOld)
                    .arg(megabytes)
                    .arg(mostMegabytes),
                Said::tr("Remove there what does not belong to it, and check again.")}};
}

} // namespace

QString folderForCheckout(const Profile &profile)
{
    return profile.checkout.isEmpty() ? QDir::home().filePath(u"relay-"_s + profile.domain)
                                      : profile.checkout;
}

Plan fetchCheckoutPlan()
{
    return {{Role::Old, Purpose::Look, measure(),
             Said::tr("where only OLD has the checkout: how large it is")},
            {Role::Old, Purpose::Look, pack(), Said::tr("if you want it fetched: what is in it")},
            {Role::Admin, Purpose::Change, unpack(), Said::tr("its copy on this computer")},
            {Role::Admin, Purpose::Change, environmentMaker(),
             Said::tr("and cmdeploy's Python environment")}};
}

void fetchCheckout(StepContext &context, const QString &onOld)
{
    const QString folder = folderForCheckout(context.profile);
    const auto onSource = [&](const Command &command) {
        return context.source.run(command.with("checkout", onOld));
    };
    const qint64 megabytes = onSource(measure()).text().toLongLong() / 1'000'000;
    if (megabytes > mostMegabytes)
        throw tooLarge(onOld, megabytes);
    if (context.control.ask(question(onOld, folder, megabytes)) != u"fetch")
        throw Cancelled{};
    const QByteArray archive = onSource(pack()).out;
    context.admin.run(unpack().with("folder", folder).input(archive));
    context.report.note(Said::tr("The checkout of chatmail/relay on OLD is now in %1").arg(folder));
    if (context.profile.checkout.isEmpty())
        context.useCheckout(folder);
    makeEnvironment(context, folder);
}

} // namespace relaymove
