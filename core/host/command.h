#pragma once
#include "core/base/secret.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <chrono>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace relaymove {

// What a command's answer may take here, in bytes: no machine fills this one's memory. Those
// whose answer grows with the relay name their own.
inline constexpr qint64 usualMost = qint64(16) << 20;

// One command as an argument list. "{name}" in an argument is a placeholder for
// a value that is known only when the step runs; an argument that is nothing but
// a placeholder may become any number of arguments. What a step describes and
// what it runs are the same object, with and without values.
class Command
{
public:
    Command(std::initializer_list<std::string_view> arguments);
    explicit Command(QStringList arguments);

    // Reads nothing but `content` and writes it to `path` by renaming a finished
    // file into place: all of it, or nothing (sent()). Mode is octal, such as "0644".
    static Command writeFile(const QString &path, const QString &mode, QByteArray content);

    Command with(std::string_view placeholder, const QString &value) const;
    Command with(std::string_view placeholder, const QStringList &values) const;
    // Unless it has a value.
    Command withDefault(std::string_view placeholder, const QString &value) const;

    // Standard input, one or the other. A secret one is never shown.
    Command input(QByteArray data) const;
    Command input(Secret data) const;

    // Exit codes that are not a failure; {0} unless told.
    Command accepts(std::initializer_list<int> codes) const;
    // How long it may take, connection included; 60 s unless told.
    Command within(std::chrono::seconds limit) const;
    // It takes as long as users may wait, so OLD's way back must not wait for it.
    Command besideTheLock() const;
    // However long it may take, the host's state does not change meanwhile.
    Command underTheLock() const;
    // How much it may say on both channels together; usualMost unless told. Who says more is
    // not listened to any further.
    Command saysUpTo(qint64 bytes) const;
    // The private agent's keys may be used by this command on the far host.
    Command withAgent() const;
    // Runs in this folder, with these variables: ADMIN's commands only.
    Command in(QString folder) const;
    Command environment(const QString &name, const QString &value) const;
    // The same command, started by `launcher` (systemd-run and its options).
    Command startedBy(const QStringList &launcher) const;

    // What describe() and the record of what ran are compared by: the words with
    // their placeholders, values left out.
    QString shape() const;
    // The command as a person would type it, quoted; unknown values stay {name}.
    QString line() const;
    // The words to be run. Every placeholder must have its value.
    QStringList arguments() const;
    bool isComplete() const;

    const QByteArray &standardInput() const { return m_input; } // empty where it is secret
    const std::optional<Secret> &secretInput() const { return m_secretInput; }
    // What the far end reads: for writeFile a line with the sum of the rest comes first, for a
    // connection that is lost half-way looks like the end.
    QByteArray sent() const;
    bool accepts(int code) const;
    std::chrono::milliseconds limit() const { return m_limit; }
    bool isUnderTheLock() const
    {
        return m_underTheLock.value_or(limit() <= std::chrono::minutes(1));
    }
    qint64 mostSaid() const { return m_mostSaid; }
    bool usesAgent() const { return m_agent; }
    const QString &folder() const { return m_folder; }
    const QHash<QString, QString> &variables() const { return m_environment; }

private:
    QStringList words(bool bound) const;

    QStringList m_template;
    QHash<QString, QStringList> m_values;
    QString m_display; // for writeFile: its own shape
    bool m_sumFirst = false;
    QByteArray m_input;
    std::optional<Secret> m_secretInput;
    std::vector<int> m_accepted{0};
    std::chrono::milliseconds m_limit{60000};
    std::optional<bool> m_underTheLock;
    qint64 m_mostSaid = usualMost;
    bool m_agent = false;
    QString m_folder;
    QHash<QString, QString> m_environment;
};

// The one place where words become a line for a POSIX shell.
QString quoted(const QStringList &words);

} // namespace relaymove
