#pragma once
#include "core/net/mail_peer.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <expected>

namespace relaymove {

class StopToken;

// IMAP over TLS from the first byte (993). Logs in and asks for INBOX's status;
// does not select it, for that would move its new messages.
std::expected<void, ProbeTrouble> imapLogin(const MailPeer &peer, const Login &login,
                                            const StopToken &stop);
// The UIDs of the messages in INBOX with that Message-ID. Selects INBOX.
std::expected<QList<qint64>, ProbeTrouble>
imapFind(const MailPeer &peer, const Login &login, const QString &messageId, const StopToken &stop);

// As a client does: TLS from the first byte on 465, else STARTTLS, which must be
// there; then AUTH. The server's lines when it took the message.
std::expected<QStringList, ProbeTrouble> smtpSubmit(const MailPeer &peer, const Login &login,
                                                    const Mail &mail, const StopToken &stop);
enum class Judgement { Taken, Refused };
// Whether somebody looks at what a server (25) is handed, by STARTTLS when it is offered:
// takes the message, or says no to its content for good. Postfix without the filter that it
// passes mail to puts it off (smtpd_proxy_filter).
std::expected<Judgement, ProbeTrouble> smtpIsJudged(const MailPeer &peer, const Mail &mail,
                                                    const StopToken &stop);

} // namespace relaymove
