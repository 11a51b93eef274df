#include "core/net/mail_probe.h"

#include "core/net/mail_transfer.h"

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// A name with a dot, whatever this computer is called: a relay's submission refuses others
// (reject_non_fqdn_helo_hostname in chatmail/relay's main.cf).
QByteArray heloTo(const MailPeer &peer) { return "relaymove." + peer.name.toLatin1(); }

} // namespace

std::expected<void, ProbeTrouble> imapLogin(const MailPeer &peer, const Login &login,
                                            const StopToken &stop)
{
    MailTransfer transfer(peer, "imaps", {});
    transfer.logIn(login);
    transfer.setCommand("STATUS INBOX (MESSAGES)");
    return transfer.perform(stop);
}

std::expected<QList<qint64>, ProbeTrouble> imapFind(const MailPeer &peer, const Login &login,
                                                    const QString &messageId, const StopToken &stop)
{
    Q_ASSERT(!messageId.contains(u'"') && !messageId.contains(u'\\'));
    MailTransfer transfer(peer, "imaps", "INBOX");
    transfer.logIn(login);
    transfer.setCommand("UID SEARCH HEADER Message-ID \"" + messageId.toLatin1() + '"');
    if (const auto done = transfer.perform(stop); !done)
        return std::unexpected(done.error());
    QList<qint64> uids;
    for (const QString &line : transfer.replies()) {
        if (!line.startsWith(u"* SEARCH"))
            continue;
        for (const QString &word : line.split(u' ').mid(2))
            uids << word.toLongLong();
    }
    return uids;
}

std::expected<QStringList, ProbeTrouble> smtpSubmit(const MailPeer &peer, const Login &login,
                                                    const Mail &mail, const StopToken &stop)
{
    MailTransfer transfer(peer, peer.port == 465 ? "smtps" : "smtp", heloTo(peer));
    transfer.setTls(CURLUSESSL_ALL);
    transfer.logIn(login);
    transfer.setMail(mail);
    if (const auto done = transfer.perform(stop); !done)
        return std::unexpected(done.error());
    return transfer.replies();
}

std::expected<Judgement, ProbeTrouble> smtpIsJudged(const MailPeer &peer, const Mail &mail,
                                                    const StopToken &stop)
{
    MailTransfer transfer(peer, "smtp", heloTo(peer));
    transfer.setTls(CURLUSESSL_TRY);
    transfer.setMail(mail);
    const auto done = transfer.perform(stop);
    const bool sawContent = std::ranges::any_of(
        transfer.replies(), [](const QString &line) { return line.startsWith(u"354"); });
    if (done)
        return Judgement::Taken;
    if (sawContent && done.error().code >= 500)
        return Judgement::Refused;
    return std::unexpected(done.error());
}

} // namespace relaymove
