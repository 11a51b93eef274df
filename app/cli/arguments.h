#pragma once
#include "app/cli/exit_codes.h"
#include "core/base/secret.h"
#include "core/profiles/profile_store.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace relaymove::cli {

// Thrown for anything that is wrong with the command line or a profile; main
// prints it and ends with Exit::BadUsage.
struct BadUsage
{
    QString sentence;
};

// Thrown when --help was asked for.
struct HelpWanted
{
    QString text;
};

// The words behind a subcommand: every one knows --help, --config-dir and
// --data-dir; the rest it adds.
class Arguments
{
public:
    Arguments(QString command, const QString &summary);

    Arguments &positional(const QString &name, const QString &what);
    Arguments &flag(const QString &name, const QString &what);
    Arguments &value(const QString &name, const QString &placeholder, const QString &what);

    // Throws BadUsage, HelpWanted. All positionals are required.
    void parse(const QStringList &words);

    QString at(qsizetype position) const { return m_parser->positionalArguments().value(position); }
    bool has(const QString &name) const { return m_parser->isSet(name); }
    QString get(const QString &name) const { return m_parser->value(name); }
    QStringList all(const QString &name) const { return m_parser->values(name); }
    // Throws BadUsage when it is not a whole number; empty when not given.
    std::optional<int> number(const QString &name) const;

    ProfileStore store() const;
    // By its name or id; throws BadUsage.
    Profile profile(const QString &nameOrId) const;

private:
    QString m_command;
    QStringList m_positionals;
    std::unique_ptr<QCommandLineParser> m_parser; // it can't be moved
};

// --tsig-secret-fd N and --tsig-secret-stdin: never an argument's value, never
// the environment, for both are seen by others.
void addSecretOptions(Arguments &arguments);
// Throws BadUsage when what was promised isn't there.
std::optional<Secret> secretGiven(const Arguments &arguments);

} // namespace relaymove::cli
