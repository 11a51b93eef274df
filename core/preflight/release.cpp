#include "core/preflight/release.h"

#include "core/base/failure.h"
#include "core/base/printable.h"
#include "core/base/user_text.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/profiles/ini_reader.h"
#include "core/profiles/profile.h"

#include <QCryptographicHash>
#include <QMap>
#include <QRegularExpression>
#include <QSaveFile>
#include <QVersionNumber>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using question::ChooseRelease;

namespace {

const QVersionNumber triedWith(1, 12, 0);

Action hasCommit()
{
    return {Role::Admin, Purpose::Look,
            Command{"git", "-C", "{checkout}", "cat-file", "-e", "{commit}"}.accepts({0, 1, 128}),
            UserText::tr("where OLD runs another release: whether the checkout knows it")};
}
// Before 1.8.0 a cmdeploy ignores the stages, and would let NEW serve at once.
Action knowsStages()
{
    return {Role::Admin, Purpose::Look,
            Command{"git", "-C", "{checkout}", "grep", "-q", "CMDEPLOY_STAGES", "{commit}", "--",
                    "cmdeploy"}
                .accepts({0, 1, 128}),
            UserText::tr("whether that release can install without activating")};
}
// What origin itself has on a branch or under a tag. Asked for a commit by its name, a server may
// give one of anybody's copy of the repository, and OLD alone has said that it is chatmail's.
Action fetchCommit()
{
    return {Role::Admin, Purpose::Change,
            Command{"git", "-C", "{checkout}", "fetch", "--quiet", "--tags", "origin"}
                .accepts({0, 1, 128})
                .within(5min),
            UserText::tr("if it doesn't")};
}
Action commitOf()
{
    return {Role::Admin, Purpose::Look,
            Command{"git", "-C", "{worktree}", "rev-parse", "HEAD"}.accepts({0, 128}),
            UserText::tr("whether it was made before")};
}
Action addWorktree()
{
    return {
        Role::Admin, Purpose::Change,
        Command{"git", "-C", "{checkout}", "worktree", "add", "--detach", "{worktree}", "{commit}"},
        UserText::tr("if NEW is to get what OLD runs: that release, beside your checkout")};
}
Action writeIni(const QByteArray &content)
{
    return {Role::Admin, Purpose::Change,
            Command::writeFile(u"{worktree}/chatmail.ini"_s, u"0600"_s, content),
            UserText::tr("with OLD's configuration")};
}
Action readPatch()
{
    return {Role::Admin, Purpose::Look, Command{"git", "-C", "{worktree}", "diff"},
            UserText::tr("whether OLD's own changes are in it")};
}
Action applyPatch(const QByteArray &patch)
{
    return {Role::Admin, Purpose::Change,
            Command{"git", "-C", "{worktree}", "apply", "--whitespace=nowarn"}
                .accepts({0, 1, 128})
                .input(patch),
            UserText::tr("with what was changed on OLD and not committed")};
}
// Without the lines whose length is each git's own choice.
QStringList linesOf(const QByteArray &patch)
{
    QStringList lines = QString::fromUtf8(patch).split(u'\n', Qt::SkipEmptyParts);
    lines.removeIf([](const QString &line) { return line.startsWith(u"index "); });
    return lines;
}
// The files in which what was not committed differs.
QStringList filesThatDiffer(const QByteArray &onOld, const QByteArray &here)
{
    static const QRegularExpression header(uR"(^diff --git (?:a/)?(\S+) )"_s);
    const auto files = [](const QStringList &lines) {
        QMap<QString, QStringList> found;
        QString file;
        for (const QString &line : lines) {
            if (const auto match = header.match(line); match.hasMatch())
                file = match.captured(1);
            found[file] << line;
        }
        return found;
    };
    const QMap<QString, QStringList> a = files(linesOf(onOld)), b = files(linesOf(here));
    QStringList names = a.keys() + b.keys();
    names.sort();
    names.removeDuplicates();
    names.removeIf([&](const QString &name) { return a.value(name) == b.value(name); });
    return names;
}

QString shortened(const QString &commit) { return commit.first(qMin(commit.size(), 8)); }

QString orUnset(const QString &value) { return value.isEmpty() ? UserText::tr("not set") : value; }

bool canHave(StepContext &context, const QString &commit)
{
    const QString checkout = context.profile.checkout;
    const auto ran = [&](const Action &action) {
        return context.run(action.with("checkout", checkout).with("commit", commit)).exitCode == 0;
    };
    if (!ran(hasCommit()))
        ran(fetchCommit());
    return ran(hasCommit()) && ran(knowsStages());
}

QString sumOf(const QByteArray &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
}

QString fingerprint(const QStringList &lines) { return sumOf(lines.join(u'\n').toUtf8()).first(8); }

// Keys and mailboxes are copied to where OLD has them: a chatmail.ini that has them
// elsewhere can't be what NEW gets.
bool fitsTheCopy(const CheckoutSnapshot &checkout, const RelaySnapshot &relay)
{
    if (!checkout.config || !relay.config)
        return false;
    RelayConfig here = *checkout.config;
    here.wwwFolder = relay.config->wwwFolder; // each admin keeps pages where they like
    return here == *relay.config;
}

QStringList whatDiffers(const Profile &profile, const RelaySnapshot &relay,
                        const CheckoutSnapshot &checkout)
{
    if (checkout.config)
        return iniDifferences(relay.ini, checkout.ini);
    return {
        checkout.ini.isEmpty()
            ? UserText::tr("nothing, for %1 is not there").arg(profile.iniPath())
            : UserText::tr("%1 can't be used: %2").arg(profile.iniPath(), checkout.config.error())};
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
    return refused(
        Role::Admin,
        UserText::tr("Your own chatmail.ini can't be used for NEW, and the release that OLD "
                     "runs can't be had from your checkout, or is older than 1.8.0. In "
                     "chatmail.ini: %1.")
            .arg(differences.join(u"; ")),
        UserText::tr("Copy OLD's to this computer and check again: %1")
            .arg(keep + quoted({u"scp"_s, from, ini})));
}

// Another difference is another question.
QString questionId(const RelaySnapshot &relay, const CheckoutSnapshot &checkout,
                   const ChooseRelease &about)
{
    const QStringList patches = about.filesThatDiffer.isEmpty()
                                    ? QStringList()
                                    : linesOf(relay.patch) + linesOf(checkout.patch);
    return u"preflight/release/%1-%2-%3"_s.arg(about.onOld, about.here)
        .arg(fingerprint(about.iniDifferences + patches));
}

void applyOldsChanges(StepContext &context, const RelaySnapshot &relay, const QString &path)
{
    const QByteArray made = context.run(readPatch().with("worktree", path)).out;
    if (linesOf(made) == linesOf(relay.patch))
        return;
    const Output applied = context.run(applyPatch(relay.patch).with("worktree", path));
    if (applied.exitCode != 0)
        throw refused(Role::Admin,
                      UserText::tr("What was changed in OLD's release and not committed could not "
                                   "be applied in %1.")
                          .arg(path),
                      UserText::tr("It is in /etc/chatmail-version on OLD. Bring these changes "
                                   "into your own checkout and let NEW get that, or remove this "
                                   "folder and check again: %1")
                          .arg(quoted({u"git"_s, u"-C"_s, context.profile.checkout, u"worktree"_s,
                                       u"remove"_s, u"--force"_s, path})),
                      applied.err);
}

// What OLD calls its release and nobody has committed would run here, as a part of cmdeploy: the
// person reads it first. It is written as it may be shown.
QString writeChanges(const StepContext &context, const QByteArray &patch, const QString &sum)
{
    QSaveFile file(context.folder + u"/changes-on-old-%1.diff"_s.arg(sum.first(16)));
    const QByteArray text = printable(QString::fromUtf8(patch)).toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        throw localTrouble(UserText::tr("%1 can't be written").arg(file.fileName()),
                           file.errorString());
    return file.fileName();
}

QString makeWorktree(StepContext &context, const RelaySnapshot &relay)
{
    const QString path = context.profile.checkout + u'-' + shortened(relay.version);
    const auto ready = [&](const Action &action) {
        return action.with("checkout", context.profile.checkout)
            .with("worktree", path)
            .with("commit", relay.version);
    };
    if (context.run(ready(commitOf())).text() != relay.version)
        context.run(ready(addWorktree()));
    applyOldsChanges(context, relay, path);
    context.run(writeIni(relay.ini).with("path", path + u"/chatmail.ini"_s));
    makeEnvironment(context, path);
    return path;
}

} // namespace

Plan releasePlan()
{
    return {hasCommit(), fetchCommit(),  knowsStages(), commitOf(),        addWorktree(),
            readPatch(), applyPatch({}), writeIni({}),  environmentMaker()};
}

QStringList iniDifferences(const QByteArray &onOld, const QByteArray &here)
{
    const QMap<QString, QString> a = iniValues(onOld, u"params"), b = iniValues(here, u"params");
    QStringList names = a.keys() + b.keys();
    names.sort();
    names.removeDuplicates();
    QStringList found;
    for (const QString &name : names) {
        if (a.value(name) != b.value(name))
            found << UserText::tr("%1: %2 on OLD, %3 here")
                         .arg(name, orUnset(a.value(name)), orUnset(b.value(name)));
    }
    return found;
}

std::optional<QString> settleRelease(StepContext &context, const RelaySnapshot &relay,
                                     const CheckoutSnapshot &checkout)
{
    ChooseRelease what{.onOld = shortened(relay.version),
                       .here = shortened(checkout.commit),
                       .checkout = context.profile.checkout,
                       .filesThatDiffer = filesThatDiffer(relay.patch, checkout.patch),
                       .iniDifferences = whatDiffers(context.profile, relay, checkout),
                       .offersCheckout = fitsTheCopy(checkout, relay)};
    const bool samePatch = what.filesThatDiffer.isEmpty();
    if (!relay.version.isEmpty() && relay.version == checkout.commit && samePatch &&
        what.iniDifferences.isEmpty())
        return {};
    what.offersDeployed =
        !relay.version.isEmpty() && !checkout.commit.isEmpty() && canHave(context, relay.version);
    if (what.offersDeployed && !samePatch && !relay.patch.isEmpty()) {
        what.changes = sumOf(relay.patch);
        what.toRead = writeChanges(context, relay.patch, what.changes);
    }
    if (!what.offersDeployed && !what.offersCheckout)
        throw needsOldsConfiguration(context.profile, !checkout.ini.isEmpty(), what.iniDifferences);
    const QString id = questionId(relay, checkout, what);
    if (what.offersCheckout && context.facts.relay.agreedRelease == id)
        return {};
    const ChooseRelease::Answer answer = context.control.ask(id, Role::Admin, what);
    // Agreed to is what was shown.
    if (!offered(what).contains(AnyAnswer(answer)) || answer.choice == ChooseRelease::Choice::Stop)
        throw Cancelled{};
    if (answer.choice == ChooseRelease::Choice::Deployed)
        return makeWorktree(context, relay);
    context.facts.relay.agreedRelease = id;
    return {};
}

QList<Advisory> advisoriesOnRelease(const Profile &profile, const CheckoutSnapshot &checkout)
{
    static const QRegularExpression described(uR"(^v?([0-9.]+)(?:-(\d+)-g[0-9a-f]+)?$)"_s);
    const auto match = described.match(checkout.release);
    const QVersionNumber release = QVersionNumber::fromString(match.captured(1));
    const QString newest = triedWith.toString(), folder = profile.checkout;
    const auto git = [&](const QStringList &words) {
        return quoted(QStringList{u"git"_s, u"-C"_s, folder} + words);
    };
    if (!release.isNull() && release > triedWith)
        return {
            {UserText::tr("Your checkout is release %1 of chatmail/relay; Relaymove was tried with "
                          "%2 and older.")
                 .arg(release.toString(), newest),
             UserText::tr("See whether what changed since concerns you, before you go on: %1")
                 .arg(git({u"log"_s, u"--oneline"_s, newest + u"..HEAD"_s}))}};
    if (!release.isNull() && match.captured(2).isEmpty())
        return {};
    return {{release.isNull()
                 ? UserText::tr("It is not known which release of chatmail/relay your checkout is; "
                                "Relaymove was tried with %1 and older.")
                       .arg(newest)
                 : UserText::tr("Your checkout has %1 commits since release %2 of chatmail/relay; "
                                "Relaymove was tried with %3 and older.")
                       .arg(match.captured(2), release.toString(), newest),
             UserText::tr("Have git fetch the releases' names, and check again: %1")
                 .arg(git({u"fetch"_s, u"--tags"_s, u"https://github.com/chatmail/relay"_s}))}};
}

} // namespace relaymove
