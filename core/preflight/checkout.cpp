#include "core/preflight/checkout.h"

#include "core/base/amounts.h"
#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/profiles/profile.h"

#include <QDir>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// chatmail/relay has some ten megabytes, its history included.
constexpr qint64 mostMegabytes = 200;

Action measure()
{
    return {Role::Old, Purpose::Look, shell("checkout-files", {"{checkout}", "measure"}),
            UserText::tr("where only OLD has the checkout: how large it is")};
}
Action pack()
{
    return {Role::Old, Purpose::Look,
            shell("checkout-files", {"{checkout}", "pack"})
                .within(10min)
                .saysUpTo((mostMegabytes + 50) * 1'000'000), // tar's own heads
            UserText::tr("if you want it fetched: what is in it")};
}
Action unpack()
{
    return {Role::Admin, Purpose::Change, shell("unpack-checkout", {"{folder}"}).within(10min),
            UserText::tr("its copy on this computer")};
}

Failure tooLarge(const QString &onOld, qint64 megabytes)
{
    return refused(
        Role::Old,
        UserText::tr("The checkout of chatmail/relay is on OLD only, in %1, and has %2 MB; "
                     "Relaymove fetches up to %3 MB.")
            .arg(onOld)
            .arg(megabytes)
            .arg(mostMegabytes),
        UserText::tr("Remove there what does not belong to it, and check again."));
}

} // namespace

QString folderForCheckout(const Profile &profile)
{
    return profile.checkout.isEmpty() ? QDir::home().filePath(u"relay-"_s + profile.domain)
                                      : profile.checkout;
}

Plan fetchCheckoutPlan() { return {measure(), pack(), unpack(), environmentMaker()}; }

void fetchCheckout(StepContext &context, const QString &onOld)
{
    const QString folder = folderForCheckout(context.profile);
    const auto onSource = [&](const Action &action) {
        return context.run(action.with("checkout", onOld));
    };
    // What is no number is no small one.
    const auto bytes = amountIn(onSource(measure()).text());
    const qint64 megabytes = bytes ? *bytes / 1'000'000 : mostMegabytes + 1;
    if (megabytes > mostMegabytes)
        throw tooLarge(onOld, megabytes);
    using question::FetchCheckout;
    if (context.control.ask(u"preflight/fetch-checkout/"_s + onOld, Role::Old,
                            FetchCheckout{onOld, folder, megabytes}) !=
        FetchCheckout::Answer::Fetch)
        throw Cancelled{};
    const QByteArray archive = onSource(pack()).out;
    context.run(unpack().with("folder", folder).input(archive));
    context.report.note(
        UserText::tr("The checkout of chatmail/relay on OLD is now in %1").arg(folder));
    if (context.profile.checkout.isEmpty())
        context.useCheckout(folder);
    makeEnvironment(context, folder);
}

Action environmentMaker()
{
    return {
        Role::Admin, Purpose::Change,
        Command{"sh", "-c", R"(cd "$1" && exec scripts/initenv.sh)", "make-environment", "{folder}"}
            .within(20min),
        UserText::tr("and cmdeploy's Python environment")};
}

void makeEnvironment(StepContext &context, const QString &folder)
{
    context.report.note(UserText::tr("cmdeploy's Python environment is made in %1").arg(folder));
    context.run(environmentMaker().with("folder", folder));
}

} // namespace relaymove
