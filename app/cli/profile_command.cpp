#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/secrets.h"
#include "app/cli/terminal.h"
#include "core/base/overloaded.h"
#include "core/dns/tsig_key_file.h"
#include "core/profiles/profile_fields.h"
#include "core/profiles/profile_json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
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
    arguments.positional(u"NAME"_s, u"What you want to call it."_s);
    for (const ProfileField &field : profileFields()) {
        const auto &[name, value, help] = field.option;
        if (std::holds_alternative<YesNoField>(field.kind) && !name.isEmpty())
            arguments.flag(name, help);
        else if (!name.isEmpty())
            arguments.value(name, value, help);
    }
    arguments.value(
        u"tsig-key-file"_s, u"FILE"_s,
        u"rfc2136: the key as tsig-keygen writes it; its secret goes to the keychain."_s);
    addSecretOptions(arguments);
    return arguments;
}

// Puts what its option says into the profile.
void take(const Arguments &arguments, const ProfileField &field, Profile &profile)
{
    const QString option = field.option.name;
    const QString given = arguments.get(option);
    std::visit(Overloaded{
                   [&](const TextField &text) {
                       using Input = TextField::Input;
                       const bool isPath = text.input == Input::Folder || text.input == Input::File;
                       text.member.of(profile) = isPath ? absolute(given) : given;
                   },
                   [&](const NumberField &number) {
                       number.member.of(profile) = *arguments.number(option);
                   },
                   [&](const YesNoField &yesNo) { yesNo.member.of(profile) = true; },
                   [&](const MethodField &choice) {
                       const auto method = dnsMethodNamed(given);
                       if (!method)
                           throw BadUsage{
                               u"--%1 is manual or rfc2136, not \"%2\"."_s.arg(option, given)};
                       choice.member.of(profile) = *method;
                   },
                   [](const HostKeyField &) {}, // agreed to, never given
               },
               field.kind);
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
    for (const ProfileField &field : profileFields()) {
        const QString &option = field.option.name;
        if (!option.isEmpty() && option != u"ini" && arguments.has(option))
            take(arguments, field, profile);
    }
    return profile;
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

// The option that a field of the profile is given by; else the field's own name.
QString optionOf(const QString &key)
{
    const auto fields = profileFields();
    const auto field = std::ranges::find(fields, key, &ProfileField::key);
    const bool hasOption = field != fields.end() && !field->option.name.isEmpty();
    return hasOption ? u"--"_s + field->option.name : key;
}

Exit create(const QStringList &words)
{
    Arguments arguments = createArguments();
    arguments.parse(words);
    Profile profile = profileOf(arguments);
    const std::optional<Secret> secret = keyOf(arguments, profile.dns);
    const auto problems = problemsOf(profile);
    for (const ProfileProblem &problem : problems)
        complain(u"%1: %2\n"_s.arg(optionOf(problem.key), problem.sentence));
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
    for (const ProfileProblem &problem : problemsOf(profile))
        complain(u"%1: %2\n"_s.arg(problem.key, problem.sentence));
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
