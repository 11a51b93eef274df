#include "core/relay/release.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/profiles/profile.h"

#include <QCryptographicHash>
#include <QMap>
#include <QVersionNumber>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QVersionNumber triedWith(1, 12, 0);

Command hasCommit()
{
    return Command{"git", "-C", "{checkout}", "cat-file", "-e", "{commit}"}.accepts({0, 1, 128});
}
Command fetchCommit()
{
    return Command{"git", "-C", "{checkout}", "fetch", "--quiet", "origin", "{commit}"}
        .accepts({0, 1, 128})
        .within(5min);
}
Command commitOf()
{
    return Command{"git", "-C", "{worktree}", "rev-parse", "HEAD"}.accepts({0, 128});
}
Command addWorktree()
{
    return {"git", "-C", "{checkout}", "worktree", "add", "--detach", "{worktree}", "{commit}"};
}
Command writeIni(const QByteArray &content)
{
    return Command::writeFile(u"{worktree}/chatmail.ini"_s, u"0600"_s, content);
}
QString shortened(const QString &commit) { return commit.first(qMin(commit.size(), 8)); }

QMap<QString, QString> parameters(const QByteArray &ini)
{
    QMap<QString, QString> found;
    for (const QByteArray &raw : ini.split('\n')) {
        const QString line = QString::fromUtf8(raw).simplified();
        if (line.startsWith(u'#') || line.startsWith(u';') || !line.contains(u'='))
            continue;
        found[line.section(u'=', 0, 0).trimmed()] = line.section(u'=', 1).trimmed();
    }
    return found;
}

QString orUnset(const QString &value) { return value.isEmpty() ? Said::tr("not set") : value; }

bool canHave(StepContext &context, const QString &commit)
{
    const QString checkout = context.profile.checkout;
    const Command look = hasCommit().with("checkout", checkout).with("commit", commit);
    if (context.admin.run(look).exitCode == 0)
        return true;
    context.admin.run(fetchCommit().with("checkout", checkout).with("commit", commit));
    return context.admin.run(look).exitCode == 0;
}

// Agreed to is what was shown: another difference is another question.
QString fingerprint(const QStringList &lines)
{
    const QByteArray text = lines.join(u'\n').toUtf8();
    return QString::fromLatin1(
        QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().first(8));
}

// Keys and mailboxes are copied to where OLD has them: a chatmail.ini that has them
// elsewhere can't be what NEW gets.
bool fitsTheCopy(const CheckoutSeen &checkout, const RelaySeen &relay)
{
    if (!checkout.config || !relay.config)
        return false;
    RelayConfig here = *checkout.config;
    here.wwwFolder = relay.config->wwwFolder; // each admin keeps pages where they like
    return here == *relay.config;
}

QStringList whatDiffers(const Profile &profile, const RelaySeen &relay,
                        const CheckoutSeen &checkout)
{
    if (checkout.config)
        return iniDifferences(relay.ini, checkout.ini);
    return {checkout.ini.isEmpty()
                ? Said::tr("nothing, for %1 is not there").arg(profile.iniPath())
                : Said::tr("%1 can't be used: %2").arg(profile.iniPath(), checkout.config.error())};
}

// OLD's own is the only one that fits, and can't be had with its release.
Failure needsOldsConfiguration(const Profile &profile, bool replaces,
                               const QStringList &differences)
{
    const QString ini = profile.iniPath(), host = profile.oldHost.section(u'@', -1);
    const QString from = u"root@%1:/usr/local/lib/chatmaild/chatmail.ini"_s.arg(
        host.contains(u':') ? u'[' + host + u']' : host);
    const QString keep =
        replaces ? quoted({u"cp"_s, ini, ini + u".mine"_s}) + u" && "_s : QString();
    return {.kind = FailureKind::Refused,
            .where = Role::Admin,
            .arguments = {
                Said::tr("Your own chatmail.ini can't be used for NEW, and the release that OLD "
                         "runs can't be had from your checkout. In chatmail.ini: %1.")
                    .arg(differences.join(u"; ")),
                Said::tr("Copy OLD's to this computer and check again: %1")
                    .arg(keep + quoted({u"scp"_s, from, ini}))}};
}

Question question(const RelaySeen &relay, const CheckoutSeen &checkout,
                  const QStringList &iniDiffers, const QString &path, const QStringList &options)
{
    return {.id = u"preflight/release/%1-%2-%3"_s
                      .arg(shortened(relay.version), shortened(checkout.commit))
                      .arg(fingerprint(iniDiffers)),
            .kind = QuestionKind::ChooseRelease,
            .about = Role::Admin,
            .arguments = QStringList{shortened(relay.version), shortened(checkout.commit), path} +
                         iniDiffers,
            .options = options,
            .byDefault = options.contains(u"deployed"_s) ? u"deployed"_s : u"stop"_s,
            .patience = {}};
}

QString makeWorktree(StepContext &context, const RelaySeen &relay)
{
    const QString path = context.profile.checkout + u'-' + shortened(relay.version);
    const auto ready = [&](const Command &command) {
        return command.with("checkout", context.profile.checkout)
            .with("worktree", path)
            .with("commit", relay.version);
    };
    if (context.admin.run(ready(commitOf())).text() != relay.version)
        context.admin.run(ready(addWorktree()));
    context.admin.run(writeIni(relay.ini).with("path", path + u"/chatmail.ini"_s));
    makeEnvironment(context, path);
    return path;
}

} // namespace

Plan releasePlan()
{
    return {{Role::Admin, Purpose::Look, hasCommit(),
             Said::tr("where OLD runs another release: whether the checkout knows it")},
            {Role::Admin, Purpose::Change, fetchCommit(), Said::tr("if it doesn't")},
            {Role::Admin, Purpose::Look, commitOf(), Said::tr("whether it was made before")},
            {Role::Admin, Purpose::Change, addWorktree(),
             Said::tr("if NEW is to get what OLD runs: that release, beside your checkout")},
            {Role::Admin, Purpose::Change, writeIni({}), Said::tr("with OLD's configuration")},
            {Role::Admin, Purpose::Change, environmentMaker(),
             Said::tr("and an environment of its own")}};
}

Command environmentMaker()
{
    return Command{"sh", "-c", R"(cd "$1" && exec scripts/initenv.sh)", "make-environment",
                   "{folder}"}
        .within(20min);
}

void makeEnvironment(StepContext &context, const QString &folder)
{
    context.report.note(Said::tr("cmdeploy's Python environment is made in %1").arg(folder));
    context.admin.run(environmentMaker().with("folder", folder));
}

QStringList iniDifferences(const QByteArray &onOld, const QByteArray &here)
{
    const QMap<QString, QString> a = parameters(onOld), b = parameters(here);
    QStringList names = a.keys() + b.keys();
    names.sort();
    names.removeDuplicates();
    QStringList found;
    for (const QString &name : names) {
        if (a.value(name) != b.value(name))
            found << Said::tr("%1: %2 on OLD, %3 here")
                         .arg(name, orUnset(a.value(name)), orUnset(b.value(name)));
    }
    return found;
}

std::optional<QString> settleRelease(StepContext &context, const RelaySeen &relay,
                                     const CheckoutSeen &checkout)
{
    const QStringList ini = whatDiffers(context.profile, relay, checkout);
    const bool sameRelease =
        relay.version.isEmpty() || checkout.commit.isEmpty() || relay.version == checkout.commit;
    if (sameRelease && ini.isEmpty())
        return {};
    QStringList options;
    if (!relay.version.isEmpty() && !checkout.commit.isEmpty() && canHave(context, relay.version))
        options << u"deployed"_s;
    if (fitsTheCopy(checkout, relay))
        options << u"checkout"_s;
    if (options.isEmpty())
        throw needsOldsConfiguration(context.profile, !checkout.ini.isEmpty(), ini);
    const Question asked =
        question(relay, checkout, ini, context.profile.checkout, options << u"stop"_s);
    if (options.contains(u"checkout"_s) && context.facts.agreedRelease == asked.id)
        return {};
    const QString answer = context.control.ask(asked);
    if (answer == u"stop")
        throw Cancelled{};
    if (answer == u"deployed")
        return makeWorktree(context, relay);
    context.facts.agreedRelease = asked.id;
    return {};
}

QStringList remarksOnRelease(const CheckoutSeen &checkout)
{
    const QVersionNumber release = QVersionNumber::fromString(
        checkout.release.startsWith(u'v') ? checkout.release.mid(1) : checkout.release);
    if (release.isNull() || release <= triedWith)
        return {};
    return {Said::tr("Your checkout is release %1 of chatmail/relay; Relaymove was tried with %2 "
                     "and older.")
                .arg(release.toString(), triedWith.toString())};
}

} // namespace relaymove
