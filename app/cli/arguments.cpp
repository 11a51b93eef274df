#include "app/cli/arguments.h"

#include "app/cli/terminal.h"
#include "core/profiles/secret_store.h"

#include <unistd.h>

namespace relaymove::cli {
using namespace Qt::StringLiterals;

Arguments::Arguments(QString command, const QString &summary)
    : m_command(std::move(command)), m_parser(std::make_unique<QCommandLineParser>())
{
    m_parser->setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    m_parser->setApplicationDescription(summary);
    m_parser->addOption({{u"h"_s, u"help"_s}, u"Shows this."_s});
    value(u"config-dir"_s, u"DIR"_s, u"Where profiles are kept, instead of the usual place."_s);
    value(u"data-dir"_s, u"DIR"_s,
          u"Where migrations' files are kept, instead of the usual place."_s);
}

Arguments &Arguments::positional(const QString &name, const QString &what)
{
    m_positionals << name;
    m_parser->addPositionalArgument(name, what);
    return *this;
}

Arguments &Arguments::flag(const QString &name, const QString &what)
{
    m_parser->addOption({name, what});
    return *this;
}

Arguments &Arguments::value(const QString &name, const QString &placeholder, const QString &what)
{
    m_parser->addOption({name, what, placeholder});
    return *this;
}

void Arguments::parse(const QStringList &words)
{
    const bool understood = m_parser->parse(QStringList{u"relaymove-cli "_s + m_command} + words);
    if (m_parser->isSet(u"help"_s))
        throw HelpWanted{m_parser->helpText()};
    if (!understood)
        throw BadUsage{m_parser->errorText()};
    const QStringList given = m_parser->positionalArguments();
    if (given.size() < m_positionals.size())
        throw BadUsage{u"\"%1\" needs %2."_s.arg(m_command, m_positionals.at(given.size()))};
    if (given.size() > m_positionals.size())
        throw BadUsage{u"\"%1\" is one word too many."_s.arg(given.at(m_positionals.size()))};
}

std::optional<int> Arguments::number(const QString &name) const
{
    if (!has(name))
        return std::nullopt;
    bool ok = false;
    const int number = get(name).toInt(&ok);
    if (!ok)
        throw BadUsage{u"--%1 takes a whole number, not \"%2\"."_s.arg(name, get(name))};
    return number;
}

ProfileStore Arguments::store() const
{
    return ProfileStore::at(get(u"config-dir"_s), get(u"data-dir"_s));
}

Profile Arguments::profile(const QString &nameOrId) const
{
    const auto found = store().find(nameOrId);
    if (!found)
        throw BadUsage{found.error()};
    return *found;
}

void addSecretOptions(Arguments &arguments)
{
    arguments.value(u"tsig-secret-fd"_s, u"N"_s,
                    u"Reads the TSIG secret (base64, one line) from this descriptor."_s);
    arguments.flag(u"tsig-secret-stdin"_s,
                   u"Reads the TSIG secret (base64, one line) from standard input."_s);
}

std::optional<Secret> secretGiven(const Arguments &arguments)
{
    std::optional<int> descriptor = arguments.number(u"tsig-secret-fd"_s);
    if (arguments.has(u"tsig-secret-stdin"_s)) {
        if (descriptor)
            throw BadUsage{
                u"Give the TSIG secret once: --tsig-secret-fd or --tsig-secret-stdin."_s};
        descriptor = STDIN_FILENO;
    }
    if (!descriptor)
        return std::nullopt;
    const NoEcho quiet(*descriptor); // before it is asked for
    if (isTerminal(*descriptor))
        complain(u"TSIG secret (not shown): "_s);
    const auto secret = readSecretLine(*descriptor);
    if (!secret)
        throw BadUsage{secret.error()};
    return *secret;
}

} // namespace relaymove::cli
