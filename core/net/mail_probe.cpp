#include "core/net/mail_probe.h"

#include "core/net/mail_transfer.h"
#include "core/net/socket_wait.h"
#include "core/net/tcp_probe.h"

#include <QRegularExpression>
#include <QTcpSocket>
#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

qint64 numberAfter(const QString &word, const QString &line)
{
    const QRegularExpression pattern(u"\\b%1 (\\d+)"_s.arg(word),
                                     QRegularExpression::CaseInsensitiveOption);
    return pattern.match(line).captured(1).toLongLong();
}

// A name with a dot, whatever this computer is called: a relay's submission refuses others
// (reject_non_fqdn_helo_hostname in chatmail/relay's main.cf).
QByteArray heloTo(const MailPeer &peer) { return "relaymove." + peer.name.toLatin1(); }

QByteArray heloOf(const MailPeer &peer, const Mail &mail)
{
    return mail.helo.isEmpty() ? heloTo(peer) : mail.helo.toLatin1();
}

// The last answer of a plain SMTP dialogue, all of its lines.
struct Answer
{
    int code = 0; // 0: none came
    QStringList lines;
};

Answer readAnswer(QTcpSocket &socket, const QDeadlineTimer &deadline, const StopToken &stop)
{
    Answer answer;
    while (waitFor(socket, [&] { return socket.canReadLine(); }, deadline, stop)) {
        const QString line = QString::fromUtf8(socket.readLine(2000)).trimmed();
        answer.lines << line;
        if (line.mid(3, 1) == u"-")
            continue;
        answer.code = line.first(qMin<qsizetype>(3, line.size())).toInt();
        break;
    }
    return answer;
}

} // namespace

std::expected<Inbox, ProbeTrouble> imapLogin(const MailPeer &peer, const Login &login,
                                             const StopToken &stop)
{
    MailTransfer transfer(peer, "imaps", {});
    transfer.logIn(login);
    transfer.setCommand("STATUS INBOX (MESSAGES UIDNEXT UIDVALIDITY)");
    if (const auto done = transfer.perform(stop); !done)
        return std::unexpected(done.error());
    Inbox inbox;
    for (const QString &line : transfer.replies()) {
        if (line.startsWith(u"* STATUS ")) {
            inbox.messages = numberAfter(u"MESSAGES"_s, line);
            inbox.uidNext = numberAfter(u"UIDNEXT"_s, line);
            inbox.uidValidity = numberAfter(u"UIDVALIDITY"_s, line);
        } else if (line.startsWith(u"* CAPABILITY ")) {
            inbox.capabilities = line.split(u' ').mid(2);
        }
    }
    return inbox;
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

std::expected<QByteArray, ProbeTrouble> imapMessage(const MailPeer &peer, const Login &login,
                                                    qint64 uid, const StopToken &stop)
{
    MailTransfer transfer(peer, "imaps", "INBOX;UID=" + QByteArray::number(uid));
    transfer.logIn(login);
    if (const auto done = transfer.perform(stop); !done)
        return std::unexpected(done.error());
    return transfer.body();
}

std::expected<QStringList, ProbeTrouble> smtpSubmit(const MailPeer &peer, const Login &login,
                                                    const Mail &mail, const StopToken &stop)
{
    MailTransfer transfer(peer, peer.port == 465 ? "smtps" : "smtp", heloOf(peer, mail));
    transfer.setTls(CURLUSESSL_ALL);
    transfer.logIn(login);
    transfer.setMail(mail);
    if (const auto done = transfer.perform(stop); !done)
        return std::unexpected(done.error());
    return transfer.replies();
}

std::expected<void, ProbeTrouble> smtpIsJudged(const MailPeer &peer, const Mail &mail,
                                               const StopToken &stop)
{
    MailTransfer transfer(peer, "smtp", heloOf(peer, mail));
    transfer.setTls(CURLUSESSL_TRY);
    transfer.setMail(mail);
    const auto done = transfer.perform(stop);
    const bool sawContent = std::ranges::any_of(
        transfer.replies(), [](const QString &line) { return line.startsWith(u"354"); });
    if (done || (sawContent && done.error().code >= 500))
        return {};
    return std::unexpected(done.error());
}

std::expected<QStringList, ProbeTrouble> smtpDeliver(const MailPeer &peer, const Mail &mail,
                                                     const StopToken &stop)
{
    MailTransfer transfer(peer, "smtp", heloOf(peer, mail));
    transfer.setTls(CURLUSESSL_TRY);
    transfer.setMail(mail);
    if (const auto done = transfer.perform(stop); !done)
        return std::unexpected(done.error());
    return transfer.replies();
}

// By hand: libcurl asks VRFY when there is nothing to send.
std::expected<QStringList, ProbeTrouble> smtpWouldTake(const MailPeer &peer, const Mail &mail,
                                                       const StopToken &stop)
{
    using Kind = ProbeTrouble::Kind;
    const QDeadlineTimer deadline(peer.patience);
    auto connected = connectTcp(peer.address, peer.port, peer.patience, stop);
    if (!connected)
        return std::unexpected(ProbeTrouble{Kind::NoConnection, connected.error().detail, 0, {}});
    QTcpSocket socket;
    if (!socket.setSocketDescriptor(connected->release()))
        return std::unexpected(ProbeTrouble{Kind::NoConnection, socket.errorString(), 0, {}});
    QStringList said;
    for (const QByteArray &line :
         {QByteArray(), "EHLO " + heloOf(peer, mail), "MAIL FROM:<" + mail.from.toUtf8() + '>',
          "RCPT TO:<" + mail.to.toUtf8() + '>'}) {
        if (!line.isEmpty())
            socket.write(line + "\r\n");
        socket.flush();
        const Answer answer = readAnswer(socket, deadline, stop);
        said += answer.lines;
        if (answer.code == 0)
            return std::unexpected(ProbeTrouble{Kind::NoConnection, socket.errorString(), 0, said});
        if (answer.code >= 400)
            return std::unexpected(ProbeTrouble{Kind::Rejected, said.last(), answer.code, said});
    }
    socket.write("QUIT\r\n");
    socket.flush();
    return said;
}

} // namespace relaymove
