#pragma once
#include "core/process/child_process.h"
#include "core/ssh/ssh_transport.h"

#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <optional>

// A real sshd on a loopback port, with keys of its own, that lets the test's own
// user in. It ends with the object.
class Sshd
{
public:
    // Empty when it can run here, else the reason why not.
    static QString whyNot();

    // `options` as in sshd_config: "AllowTcpForwarding=no".
    explicit Sshd(const QStringList &keyTypes = {QStringLiteral("ed25519")},
                  const QStringList &options = {});

    void start();
    // With every connection that it serves.
    void kill();
    void makeHostKeys(const QStringList &types);
    // Makes a key for a person. One that is not allowed in stays a stranger's.
    QString makeUserKey(const QString &name, bool allowed, const QString &passphrase = {});
    // Lets the holder of this public key in.
    void allow(const QString &publicKey);
    // Lets in whose key this authority has signed.
    void allowAuthority(const QString &keyFile);

    relaymove::SshTarget target(const QStringList &identityFiles) const;
    // A target that logs in, and its pinned key.
    relaymove::SshTarget target() const { return target({m_userKey}); }
    relaymove::HostKey hostKey(const QString &type = QStringLiteral("ed25519")) const;
    QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    QStringList m_types;
    const QStringList m_options;
    QString m_userKey;
    int m_port = 0;
    std::unique_ptr<relaymove::ChildProcess> m_process;
};

// Runs a program that can't fail here; its output.
QByteArray runLocally(const QStringList &words);

// What a program said, and how it ended.
struct Ran
{
    relaymove::Ending ending;
    QByteArray out, err;
};
// execution.onOutput is called too.
Ran run(relaymove::Transport &transport, relaymove::Execution execution,
        const relaymove::StopToken &stop);
Ran shell(relaymove::Transport &transport, const QString &script,
          std::chrono::milliseconds limit = std::chrono::seconds(20), bool forwardAgent = false);
// What `true` fails with; NotDone when it does not.
relaymove::Failure failureOf(relaymove::Transport &transport);
