#pragma once
#include "core/process/child_process.h"

#include <QByteArray>
#include <QTemporaryDir>

#include <memory>

namespace relaymove {

// An ssh-agent of our own that holds one key, made for one migration. Key and
// agent end with this object, or with the program however it ends; the person's
// own agent and its keys are not in it.
class PrivateAgent
{
public:
    // Throws Failure (LocalTrouble) and Cancelled.
    PrivateAgent(const QString &migrationId, const StopToken &stop);

    QString socketPath() const { return m_folder->filePath(QStringLiteral("agent")); }
    // A line for authorized_keys: type, key, "relaymove-MIGRATIONID".
    QString publicKey() const { return m_publicKey; }
    bool isRunning() const { return m_agent->isRunning(); }

private:
    void startAgent(const StopToken &stop);
    void makeKey(const QString &migrationId, const StopToken &stop);
    void run(const QStringList &words, const StopToken &stop) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ChildProcess> m_agent; // ended before its folder is removed
    QString m_publicKey;
};

} // namespace relaymove
