#include "core/preflight/log_in_trial.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/preflight/survey.h"
#include "core/profiles/profile.h"

#include <expected>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Action logInBySsh()
{
    return {Role::Admin, Purpose::Look,
            Command{"ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=10", "-o",
                    "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o",
                    "LogLevel=ERROR", "root@{cmdeploy-host}", "echo", letInWord}
                .within(30s),
            UserText::tr("whether cmdeploy's ssh gets in without asking")};
}

// Its exit code is 1 when it does not get in (pyinfra 3.10).
Action logInByPyinfra()
{
    return {Role::Admin, Purpose::Look,
            shell("try-pyinfra", {"{checkout}", "{cmdeploy-host}"}).within(60s),
            UserText::tr("whether pyinfra's ssh gets in without asking")};
}

// The last words are about what failed; before come those of its start.
QString lastWords(const QByteArray &said)
{
    QStringList lines = QString::fromUtf8(said).split(u'\n', Qt::SkipEmptyParts);
    lines.removeIf([](const QString &line) {
        return line.startsWith(u"-->") || !line.contains(u']') || line.trimmed().isEmpty();
    });
    return lines.isEmpty() ? QString::fromUtf8(said).simplified() : lines.last().simplified();
}

// What it said that ended as a failure; every other trouble is not of the log-in.
std::expected<Output, QByteArray> tried(StepContext &context, const Action &action)
{
    try {
        return context.run(action);
    } catch (const Failure &failure) {
        if (!failure.is<failure::CommandFailed>())
            throw;
        return std::unexpected(failure.raw);
    }
}

QString sshTroubleOf(StepContext &context, const Action &action)
{
    const auto login = tried(context, action);
    if (!login)
        return QString::fromUtf8(login.error()).simplified();
    if (login->text().contains(QLatin1StringView(letInWord)))
        return {};
    return UserText::tr("it ran no command, and said: %1")
        .arg(QString::fromUtf8(login->err + login->out).simplified());
}

QString pyinfraTroubleOf(StepContext &context, const Action &action)
{
    const auto login = tried(context, action);
    return login ? QString() : lastWords(login.error());
}

} // namespace

Plan logInTrialPlan() { return {logInBySsh(), logInByPyinfra()}; }

LogInTrial tryToLogIn(StepContext &context)
{
    const QString host = context.profile.sshHostForCmdeploy();
    LogInTrial trial{.ssh = sshTroubleOf(context, logInBySsh().with("cmdeploy-host", host))};
    if (trial.ssh.isEmpty())
        trial.pyinfra = pyinfraTroubleOf(context, logInByPyinfra()
                                                      .with("checkout", context.profile.checkout)
                                                      .with("cmdeploy-host", host));
    return trial;
}

QList<Blocker> blockersOf(const LogInTrial &trial, const Profile &profile)
{
    const QString host = profile.sshHostForCmdeploy();
    if (!trial.ssh.isEmpty())
        return {{Role::Admin,
                 UserText::tr("cmdeploy could not log in to %1 by itself: %2").arg(host, trial.ssh),
                 UserText::tr("This must work without a question (ssh-add gives ssh your key): %1")
                     .arg(quoted({u"ssh"_s, u"root@"_s + host, u"true"_s}))}};
    if (!trial.pyinfra.isEmpty())
        return {
            {Role::Admin,
             UserText::tr("ssh gets in to %1, but pyinfra, by which cmdeploy works, does not: %2")
                 .arg(host, trial.pyinfra),
             UserText::tr(
                 "It has an ssh client of its own, which reads ~/.ssh/config only in part. "
                 "Load your key into the agent (ssh-add), or write a plain Host entry "
                 "with HostName and IdentityFile for %1 there, and check again.")
                 .arg(host)}};
    return {};
}

} // namespace relaymove
