#pragma once
#include <QString>
#include <QStringList>

namespace relaymove {

// Whether opendkim signed the message for `domain`, by the journal's lines. The message
// as dovecot has it does not tell: since 1.10.0 postfix takes DKIM-Signature out again
// (lmtp_header_checks of chatmail/relay's main.cf). opendkim says so with SyslogSuccess,
// which cmdeploy sets.
bool wasSigned(const QStringList &journal, const QString &messageId, const QString &domain);

} // namespace relaymove
