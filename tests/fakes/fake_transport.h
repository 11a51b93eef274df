#pragma once
#include "core/base/failure.h"
#include "core/host/command.h"
#include "core/host/transport.h"
#include "core/process/local_transport.h"

#include <QCryptographicHash>
#include <QList>
#include <QStringList>

#include <functional>

namespace relaymove {

// What a command is given; of a file that it writes, without the sum that comes first. One whose
// sum is wrong is none.
inline QByteArray contentOf(const Execution &execution)
{
    if (!execution.arguments.contains(QStringLiteral("write-file")))
        return execution.input;
    const QByteArray content = execution.input.mid(execution.input.indexOf('\n') + 1);
    const QByteArray sum = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    return execution.input.startsWith(sum + '\n') ? content : QByteArray("not all of it");
}

// A machine that answers by a script and remembers what it was asked. A command
// that no line of the script fits breaks the connection, so that a test fails on
// the first thing it did not expect.
class FakeTransport : public Transport
{
public:
    struct Answer
    {
        QByteArray out;
        int exitCode = 0;
        QByteArray err;
    };

    // Answers each command whose line holds `part`; what was said last comes first.
    void on(const QString &part, Answer answer) { m_script.prepend({part, std::move(answer)}); }
    void on(const QString &part, QByteArray out) { on(part, Answer{std::move(out)}); }
    // As one that waits for a disk.
    void timesOut(const QString &part) { m_slow = part; }
    // It can't be reached any more, or again.
    void setGone(bool isGone = true) { m_isGone = isGone; }
    // On this machine, where no answer fits.
    void reallyRun() { m_runsReally = true; }

    Ending execute(const Execution &execution, const StopToken &stop) override
    {
        const QString line = quoted(execution.arguments);
        m_lines << line;
        if (m_watcher)
            m_watcher(line);
        m_executions << execution;
        if (m_isGone)
            return {.how = Ending::How::Lost, .exitCode = 0, .detail = QStringLiteral("gone")};
        if (!m_slow.isEmpty() && line.contains(m_slow))
            return {.how = Ending::How::TimedOut, .exitCode = 0, .detail = {}};
        for (const auto &[part, answer] : m_script) {
            if (!line.contains(part))
                continue;
            if (execution.onOutput && !answer.out.isEmpty())
                execution.onOutput(answer.out);
            if (execution.onError && !answer.err.isEmpty())
                execution.onError(answer.err);
            return {.how = Ending::How::Exited, .exitCode = answer.exitCode, .detail = {}};
        }
        if (m_runsReally)
            return LocalTransport().execute(execution, stop);
        return {.how = Ending::How::Lost,
                .exitCode = 0,
                .detail = QStringLiteral("not in the script: ") + line};
    }

    // Where a probe that begins on this machine gets to; else the network.
    void leadTo(std::function<std::unique_ptr<Way>()> way) { m_way = std::move(way); }
    std::unique_ptr<Way> way() override { return m_way ? m_way() : Transport::way(); }

    // Called with each line, before it is answered.
    void watch(std::function<void(const QString &line)> watcher) { m_watcher = std::move(watcher); }

    const QStringList &lines() const { return m_lines; }
    const QList<Execution> &executions() const { return m_executions; }
    bool ran(const QString &part) const { return !m_lines.filter(part).isEmpty(); }
    void forget()
    {
        m_lines.clear();
        m_executions.clear();
    }

private:
    QList<std::pair<QString, Answer>> m_script;
    std::function<void(const QString &)> m_watcher;
    std::function<std::unique_ptr<Way>()> m_way;
    QString m_slow;
    bool m_isGone = false;
    bool m_runsReally = false;
    QStringList m_lines;
    QList<Execution> m_executions;
};

} // namespace relaymove
