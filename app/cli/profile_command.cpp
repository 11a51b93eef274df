#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/secrets.h"
#include "app/cli/terminal.h"
#include "core/dns/record_change.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace relaymove::cli {
using namespace Qt::StringLiterals;

namespace {

QString absolute(const QString &path)
{
    return QDir::cleanPath(QFileInfo(path).absoluteFilePath());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw BadUsage{u"%1 can't be read: %2"_s.arg(path, file.errorString())};
    return file.readAll();
}

void save(const Arguments &arguments, const Profile &profile)
{
    if (const auto saved = arguments.store().save(profile); !saved)
        throw BadUsage{saved.error()};
}

QString fullText(const Profile &profile)
{
    return QString::fromUtf8(QJsonDocument(toJson(profile)).toJson());
}

Arguments createArguments()
{
    Arguments arguments(u"profile create"_s,
                        u"Says what is to be moved where. Connects to nobody."_s);
    arguments.positional(u"NAME"_s, u"What you want to call it."_s)
        .value(u"domain"_s, u"DOMAIN"_s, u"The relay's mail_domain; or --ini."_s)
        .value(u"ini"_s, u"FILE"_s, u"The relay's chatmail.ini, from which the domain is read."_s)
        .value(u"old"_s, u"HOST"_s,
               u"The present machine: an address, or a name of ~/.ssh/config."_s)
        .value(u"new"_s, u"HOST"_s, u"The future machine."_s)
        .value(u"checkout"_s, u"DIR"_s,
               u"Your checkout of chatmail/relay; not given: fetched from OLD."_s)
        .value(u"cmdeploy-host"_s, u"HOST"_s,
               u"What cmdeploy gets as --ssh-host, where it is not --new."_s)
        .value(u"dns"_s, u"METHOD"_s,
               u"How address records are changed: manual (default) or rfc2136."_s)
        .value(u"dns-server"_s, u"HOST"_s, u"rfc2136: the name server that takes updates."_s)
        .value(u"dns-port"_s, u"PORT"_s, u"rfc2136: its port, 53 unless told."_s)
        .value(u"dns-zone"_s, u"ZONE"_s, u"The zone, where it is not found by itself."_s)
        .value(u"tsig-key-file"_s, u"FILE"_s,
               u"rfc2136: the key as tsig-keygen writes it; its secret goes to the keychain."_s)
        .value(u"tsig-key-name"_s, u"NAME"_s, u"rfc2136: the key's name, when there is no file."_s)
        .value(u"tsig-algorithm"_s, u"NAME"_s, u"rfc2136: hmac-sha256 unless told."_s)
        .value(u"ttl"_s, u"SECONDS"_s, u"The TTL during the move."_s)
        .value(u"ttl-after"_s, u"SECONDS"_s, u"The TTL afterwards; 0: what it was."_s)
        .value(u"dead-man"_s, u"SECONDS"_s,
               u"How long OLD waits for this computer within the cutover before it serves again."_s)
        .flag(u"disable-by-cmdeploy"_s,
              u"Stops OLD by \"cmdeploy run --disable-mail\" first. That upgrades OLD to your "
              "checkout, which can't be undone, and users wait about a minute longer."_s);
    arguments.flag(u"old-is-failing"_s,
                   u"OLD's disk is failing: what can't be done without comes first, what can't be "
                   "read is reported, nothing is installed on OLD."_s);
    addSecretOptions(arguments);
    return arguments;
}

Profile profileOf(const Arguments &arguments)
{
    Profile profile = Profile::fresh();
    if (arguments.has(u"ini"_s)) {
        const auto imported = ProfileStore::importIni(arguments.get(u"ini"_s));
        if (!imported)
            throw BadUsage{imported.error()};
        profile = *imported;
        if (arguments.has(u"domain"_s) && arguments.get(u"domain"_s) != profile.domain)
            throw BadUsage{u"--domain and the mail_domain of --ini differ."_s};
    }
    profile.name = arguments.at(0);
    const auto take = [&](const QString &option, QString &member) {
        if (arguments.has(option))
            member = arguments.get(option);
    };
    take(u"domain"_s, profile.domain);
    take(u"old"_s, profile.oldHost);
    take(u"new"_s, profile.newHost);
    take(u"cmdeploy-host"_s, profile.cmdeployNewHost);
    if (arguments.has(u"checkout"_s))
        profile.checkout = absolute(arguments.get(u"checkout"_s));
    profile.ttlDuring = arguments.number(u"ttl"_s).value_or(profile.ttlDuring);
    profile.ttlAfter = arguments.number(u"ttl-after"_s).value_or(profile.ttlAfter);
    profile.oldIsFailing = arguments.has(u"old-is-failing"_s);
    profile.disableByCmdeploy = arguments.has(u"disable-by-cmdeploy"_s);
    profile.autoRollbackSeconds =
        arguments.number(u"dead-man"_s).value_or(profile.autoRollbackSeconds);
    return profile;
}

DnsSettings dnsOf(const Arguments &arguments)
{
    DnsSettings dns;
    const QString method =
        arguments.has(u"dns"_s) ? arguments.get(u"dns"_s) : dnsMethodName(dns.method);
    if (method == dnsMethodName(DnsMethod::Rfc2136))
        dns.method = DnsMethod::Rfc2136;
    else if (method != dnsMethodName(DnsMethod::Manual))
        throw BadUsage{u"--dns is manual or rfc2136, not \"%1\"."_s.arg(method)};
    const auto take = [&](const QString &option, QString &member) {
        if (arguments.has(option))
            member = arguments.get(option);
    };
    take(u"dns-server"_s, dns.server);
    take(u"dns-zone"_s, dns.zone);
    take(u"tsig-key-name"_s, dns.keyName);
    take(u"tsig-algorithm"_s, dns.algorithm);
    dns.port = arguments.number(u"dns-port"_s).value_or(dns.port);
    return dns;
}

// Puts the key's name and algorithm into `dns`; its secret comes back.
std::optional<Secret> keyOf(const Arguments &arguments, DnsSettings &dns)
{
    if (!arguments.has(u"tsig-key-file"_s))
        return secretGiven(arguments);
    const auto key = readTsigKeyFile(contentOf(arguments.get(u"tsig-key-file"_s)));
    if (!key)
        throw BadUsage{key.error()};
    dns.keyName = key->name;
    dns.algorithm = key->algorithm;
    return key->secret;
}

// The option that a member of the profile was given by; else the member's own name.
QString optionOf(const QString &member)
{
    static const QHash<QString, QString> options{{u"domain"_s, u"--domain"_s},
                                                 {u"oldHost"_s, u"--old"_s},
                                                 {u"newHost"_s, u"--new"_s},
                                                 {u"checkout"_s, u"--checkout"_s},
                                                 {u"ini"_s, u"--ini"_s},
                                                 {u"cmdeployNewHost"_s, u"--cmdeploy-host"_s},
                                                 {u"server"_s, u"--dns-server"_s},
                                                 {u"port"_s, u"--dns-port"_s},
                                                 {u"zone"_s, u"--dns-zone"_s},
                                                 {u"keyName"_s, u"--tsig-key-name"_s},
                                                 {u"ttlDuring"_s, u"--ttl"_s},
                                                 {u"ttlAfter"_s, u"--ttl-after"_s},
                                                 {u"algorithm"_s, u"--tsig-algorithm"_s},
                                                 {u"deadManSeconds"_s, u"--dead-man"_s}};
    return options.value(member.section(u'.', -1), member);
}

Exit create(const QStringList &words)
{
    Arguments arguments = createArguments();
    arguments.parse(words);
    Profile profile = profileOf(arguments);
    profile.dns = dnsOf(arguments);
    const std::optional<Secret> secret = keyOf(arguments, profile.dns);
    const auto problems = profile.problems();
    for (const Profile::Problem &problem : problems)
        complain(u"%1: %2\n"_s.arg(optionOf(problem.member), problem.sentence));
    if (!problems.isEmpty())
        throw BadUsage{u"The profile was not made."_s};
    save(arguments, profile);
    if (secret) {
        if (const QString trouble = keepSecret(profile, *secret); !trouble.isEmpty())
            complain(u"%1 Give it with each run, by "
                     "--tsig-secret-fd or --tsig-secret-stdin.\n"_s.arg(trouble));
    }
    print(profile.id + u'\n');
    return Exit::Ok;
}

Exit list(const QStringList &words)
{
    Arguments arguments(u"profile list"_s,
                        u"All profiles, one a line: name, domain, OLD, NEW, id."_s);
    arguments.flag(u"json"_s, u"One profile a line, as JSON."_s);
    arguments.parse(words);
    const ProfileStore::Listing listing = arguments.store().list();
    for (const Profile &p : listing.profiles) {
        if (arguments.has(u"json"_s))
            printJson(toJson(p));
        else
            print(QStringList{p.name, p.domain, p.oldHost, p.newHost, p.id}.join(u'\t') + u'\n');
    }
    for (const ProfileStore::Broken &broken : listing.broken)
        complain(u"%1 can't be read: %2\n"_s.arg(broken.path, broken.reason));
    return listing.broken.isEmpty() ? Exit::Ok : Exit::BadUsage;
}

Exit show(const QStringList &words)
{
    Arguments arguments(u"profile show"_s, u"The profile as JSON. There is no secret in it."_s);
    arguments.positional(u"NAME"_s, u"The profile's name or id."_s);
    arguments.parse(words);
    const Profile profile = arguments.profile(arguments.at(0));
    print(fullText(profile));
    for (const Profile::Problem &problem : profile.problems())
        complain(u"%1: %2\n"_s.arg(problem.member, problem.sentence));
    return Exit::Ok;
}

Exit exportTo(const QStringList &words)
{
    Arguments arguments(u"profile export"_s,
                        u"Writes the profile as a file that \"profile import\" reads."_s);
    arguments.positional(u"NAME"_s, u"The profile's name or id."_s)
        .positional(u"FILE"_s, u"A file that does not exist yet."_s);
    arguments.parse(words);
    const Profile profile = arguments.profile(arguments.at(0));
    const QString path = arguments.at(1);
    if (QFileInfo::exists(path))
        throw BadUsage{u"%1 can't be written: it exists already."_s.arg(path)};
    if (const auto written = ProfileStore::exportProfile(profile, path); !written)
        throw BadUsage{written.error()};
    return Exit::Ok;
}

Exit import(const QStringList &words)
{
    Arguments arguments(u"profile import"_s,
                        u"Takes a profile that \"profile export\" wrote, with its id."_s);
    arguments.positional(u"FILE"_s, u"The file."_s);
    arguments.parse(words);
    const QString path = arguments.at(0);
    const auto profile = ProfileStore::importProfile(path);
    if (!profile)
        throw BadUsage{
            u"%1 is not a profile: %2 For a chatmail.ini there is \"profile create --ini\"."_s.arg(
                path, profile.error())};
    if (arguments.store().find(profile->id))
        throw BadUsage{u"This profile is here already (%1)."_s.arg(profile->id)};
    save(arguments, *profile);
    print(profile->id + u'\n');
    return Exit::Ok;
}

Exit remove(const QStringList &words)
{
    Arguments arguments(u"profile delete"_s,
                        u"Forgets a profile and its secret. What its migration wrote stays."_s);
    arguments.positional(u"NAME"_s, u"The profile's name or id."_s)
        .flag(u"yes"_s, u"Even though its move was begun."_s);
    arguments.parse(words);
    const Profile profile = arguments.profile(arguments.at(0));
    const QString folder = arguments.store().migrationPath(profile.id);
    if (QFileInfo::exists(folder + u"/journal.jsonl"_s) && !arguments.has(u"yes"_s)) {
        complain(
            u"This move was begun; %1 tells about it. Delete the profile all the same with --yes.\n"_s
                .arg(folder));
        return Exit::AnswerNeeded;
    }
    if (const auto removed = arguments.store().remove(profile.id); !removed)
        throw BadUsage{removed.error()};
    const QString leftBehind = forgetSecret(profile);
    if (leftBehind.isEmpty())
        return Exit::Ok;
    complain(leftBehind + u'\n');
    return Exit::StepFailed;
}

Exit forgetKey(const QStringList &words)
{
    Arguments arguments(u"profile forget-key"_s,
                        u"Forgets the host key that you confirmed for a machine: the next check "
                        "shows the one that it has now, and asks."_s);
    arguments.positional(u"NAME"_s, u"The profile's name or id."_s)
        .positional(u"old|new"_s,
                    u"The machine that was reinstalled, or whose key was replaced."_s);
    arguments.parse(words);
    Profile profile = arguments.profile(arguments.at(0));
    const QString machine = arguments.at(1);
    if (machine != u"old" && machine != u"new")
        throw BadUsage{u"\"%1\" is neither old nor new."_s.arg(machine)};
    (machine == u"old" ? profile.oldKey : profile.newKey) = {};
    save(arguments, profile);
    return Exit::Ok;
}

struct Verb
{
    QString name;
    QString summary;
    Exit (*run)(const QStringList &);
};

const std::array<Verb, 7> &verbs()
{
    static const std::array<Verb, 7> table{{
        {u"create"_s, u"makes one from options"_s, create},
        {u"list"_s, u"all of them"_s, list},
        {u"show"_s, u"one, as JSON, and what is wrong with it"_s, show},
        {u"export"_s, u"writes one into a file"_s, exportTo},
        {u"import"_s, u"reads such a file"_s, import},
        {u"delete"_s, u"forgets one"_s, remove},
        {u"forget-key"_s, u"asks for a machine's host key anew"_s, forgetKey},
    }};
    return table;
}

} // namespace

Exit profileCommand(const QStringList &words)
{
    const QString name = words.value(0);
    if (name == u"--help" || name == u"-h") {
        QString text = u"Usage: relaymove-cli profile VERB [OPTION ...]\n\nVerbs:\n"_s;
        for (const Verb &verb : verbs())
            text += u"  %1 %2\n"_s.arg(verb.name, -10).arg(verb.summary);
        throw HelpWanted{text};
    }
    const auto found = std::ranges::find(verbs(), name, &Verb::name);
    if (found == verbs().end())
        throw BadUsage{
            name.isEmpty()
                ? u"\"profile\" needs one of create, list, show, export, import, delete, forget-key."_s
                : u"There is no \"profile %1\"."_s.arg(name)};
    return found->run(words.mid(1));
}

} // namespace relaymove::cli
