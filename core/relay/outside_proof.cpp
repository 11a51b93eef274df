#include "core/relay/outside_proof.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/dns/authority.h"
#include "core/host/script.h"
#include "core/migration/run_control.h"
#include "core/net/knock.h"
#include "core/net/mail_probe.h"
#include "core/net/tls_probe.h"
#include "core/profiles/profile.h"
#include "core/relay/ports.h"
#include "core/steps/common.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QRandomGenerator>
#include <QSet>
#include <QUuid>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto deliveryPatience = 20s;

// The public half of the key that NEW signs with, as DNS has it: base64 of DER.
Command publicDkimKey()
{
    return {"sh", "-c",
            "openssl pkey -in /etc/dkimkeys/opendkim.private -pubout -outform DER | base64 -w0"};
}

Command makeProbe() { return shell("make-probe-account", {"{probe-mailbox}"}); }

QString randomWord(int length)
{
    static const QString letters = u"abcdefghijklmnopqrstuvwxyz0123456789"_s;
    QString word;
    for (int i = 0; i < length; ++i)
        word += letters.at(QRandomGenerator::system()->bounded(int(letters.size())));
    return word;
}

// chatmail's user names have nine characters unless the ini says otherwise.
QString probeAddress(const StepContext &context)
{
    return u"rm"_s + randomWord(7) + u'@' + context.facts.domain;
}

// A relay takes unencrypted mail only as the first message of a secure join
// (filtermail), so that is what the probe sends, to itself.
QByteArray joinRequest(const QString &address, const QString &messageId)
{
    return u"From: <%1>\r\nTo: <%1>\r\nDate: %2\r\nMessage-ID: <%3>\r\nSubject: Relaymove's "
           u"proof\r\n"
           "Chat-Version: 1.0\r\nSecure-Join: vc-request\r\nMIME-Version: 1.0\r\n"
           "Content-Type: multipart/mixed; boundary=\"relaymove\"\r\n\r\n"
           "--relaymove\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
           "Secure-Join: vc-request\r\n--relaymove--\r\n"_s
               .arg(address, QDateTime::currentDateTimeUtc().toString(Qt::RFC2822Date), messageId)
               .toUtf8();
}

Claim failed(const QString &what, const QString &expected, const ProbeTrouble &trouble)
{
    return {Proof::MailWorks, what, expected,
            trouble.replies.isEmpty() ? trouble.detail : trouble.replies.last(), false};
}

bool isClosed(const Facts &facts) { return facts.extraFiles.contains(u"/etc/chatmail-nocreate"_s); }

MailPeer peerOnNew(const Facts &facts, int port)
{
    return {.address = facts.newV4.isEmpty() ? facts.newV6 : facts.newV4,
            .port = port,
            .name = facts.domain,
            .verify = false};
}

// What an admin who forbids new accounts expects of NEW. Not within the outage: dovecot
// lets a refused log-in wait for seconds.
Claim strangerRefused(const StepContext &context)
{
    const Login stranger{probeAddress(context), Secret(randomWord(24).toUtf8())};
    const auto inbox =
        imapLogin(peerOnNew(context.facts, 993), stranger, context.control.stopForCommands());
    const QString what = Said::tr("a new account on NEW"),
                  expected = Said::tr("refused, as /etc/chatmail-nocreate wants");
    if (!inbox && inbox.error().kind == ProbeTrouble::Kind::Denied)
        return {Proof::MailWorks, what, expected, expected, true};
    return inbox ? Claim{Proof::MailWorks, what, expected, u"made"_s, false}
                 : failed(what, expected, inbox.error());
}

class MailProof
{
public:
    explicit MailProof(StepContext &context)
        : m_context(context), m_user(probeAddress(context)),
          m_login{m_user, Secret(randomWord(24).toUtf8())}
    {
        m_context.facts.probeUser = m_user;
        m_context.saveFacts();
    }

    QList<Claim> run()
    {
        QList<Claim> claims;
        if (isClosed(m_context.facts))
            makeAccount();
        claims << logIn();
        if (claims.last().holds)
            claims << submit();
        if (claims.last().holds)
            claims << receive();
        return claims;
    }

private:
    MailPeer peer(int port) const { return peerOnNew(m_context.facts, port); }
    const StopToken &stop() const { return m_context.control.stopForCommands(); }

    // Where new accounts are forbidden, the proof's own is not made by its first log-in but
    // by hand.
    void makeAccount() const
    {
        const QString mailbox = m_context.facts.mailboxesDir + u'/' + m_user;
        m_context.target.run(makeProbe()
                                 .with("probe-mailbox", mailbox)
                                 .secretInput(m_login.password.reveal() + '\n'));
    }

    Claim logIn() const
    {
        const QString what = Said::tr("an account logs in on NEW");
        const auto inbox = imapLogin(peer(993), m_login, stop());
        if (inbox)
            return {Proof::MailWorks, what, Said::tr("logged in"), Said::tr("logged in"), true};
        return failed(what, Said::tr("logged in"), inbox.error());
    }

    Claim submit() const
    {
        const auto lines = smtpSubmit(
            peer(465), m_login,
            {.from = m_user, .to = m_user, .content = joinRequest(m_user, m_messageId), .helo = {}},
            stop());
        const QString what = Said::tr("NEW takes a message");
        return lines
                   ? Claim{Proof::MailWorks, what, Said::tr("accepted"), Said::tr("accepted"), true}
                   : failed(what, Said::tr("accepted"), lines.error());
    }

    Claim receive() const
    {
        const QString what = Said::tr("the message is signed and delivered on NEW");
        const QString expected =
            Said::tr("delivered, with a DKIM signature of %1").arg(m_context.facts.domain);
        const QDeadlineTimer deadline(deliveryPatience);
        while (!deadline.hasExpired()) {
            const auto found = imapFind(peer(993), m_login, m_messageId, stop());
            if (!found)
                return failed(what, expected, found.error());
            if (!found->isEmpty())
                return readSignature(what, expected, found->first());
            m_context.control.pause(50ms);
        }
        return {Proof::MailWorks, what, expected,
                Said::tr("not delivered within %1 s").arg(deliveryPatience.count()), false};
    }

    Claim readSignature(const QString &what, const QString &expected, qint64 uid) const
    {
        const auto message = imapMessage(peer(993), m_login, uid, stop());
        if (!message)
            return failed(what, expected, message.error());
        const QByteArray headers = message->left(message->indexOf("\r\n\r\n"));
        const bool isSigned = headers.contains("DKIM-Signature:") &&
                              headers.contains("d=" + m_context.facts.domain.toUtf8());
        return {Proof::MailWorks, what, expected,
                isSigned ? expected : Said::tr("delivered, but not signed"), isSigned};
    }

    StepContext &m_context;
    QString m_user;
    Login m_login;
    QString m_messageId = u"relaymove.%1@%2"_s.arg(
        QUuid::createUuid().toString(QUuid::WithoutBraces), m_user.section(u'@', 1));
};

Claim portsOpen(StepContext &context, const QString &whose, const QString &address)
{
    QList<Door> doors;
    // Without ACME nobody may listen on 80.
    for (const int port : publicTcpPorts) {
        if (!context.facts.silentPorts.contains(QString::number(port)))
            doors << Door{address, port};
    }
    const QList<Knock> answers = knock(doors, 5s, context.control.stopForCommands());
    QStringList shut;
    for (qsizetype i = 0; i < doors.size(); ++i) {
        if (answers.at(i) != Knock::Open)
            shut << u"%1 %2"_s.arg(doors.at(i).port).arg(knockName(answers.at(i)));
    }
    const QString all = Said::tr("%1 ports open").arg(doors.size());
    return {Proof::PortsOpen, Said::tr("%1's address %2").arg(whose, address), all,
            shut.isEmpty() ? all : shut.join(u", "_s), shut.isEmpty()};
}

Claim dkimKey(StepContext &context)
{
    const QString key = context.target.run(publicDkimKey()).text();
    const QString name = u"opendkim._domainkey."_s + context.facts.domain;
    Claim claim{Proof::DkimMatches, Said::tr("the DKIM key on NEW and in DNS"), Said::tr("equal"),
                Said::tr("not in DNS"), false};
    for (QString record : DnsClient(context.control.stopForCommands()).texts(name)) {
        const QString inDns = record.remove(u' ').section(u"p="_s, 1).section(u';', 0, 0);
        claim.holds = !key.isEmpty() && inDns == key;
        claim.observed = claim.holds ? Said::tr("equal") : Said::tr("different");
    }
    return claim;
}

// Every TLS port of every address shows one and the same certificate, for the domain.
Claim oneCertificate(StepContext &context, const QStringList &addresses)
{
    const QString domain = context.facts.domain;
    QSet<QByteArray> prints;
    QStringList trouble;
    for (const QString &address : addresses) {
        for (const int port : {443, 465, 993}) {
            const auto seen =
                lookAtTls(address, port, domain, {}, context.control.stopForCommands());
            if (!seen)
                trouble << Said::tr("%1 port %2: %3").arg(address).arg(port).arg(seen.error());
            else if (!seen->certificate.names.contains(domain) &&
                     context.facts.tls != TlsMode::SelfSigned)
                trouble << Said::tr("%1 port %2 is for %3")
                               .arg(address)
                               .arg(port)
                               .arg(seen->certificate.names.join(u' '));
            else
                prints << seen->certificate.fingerprint;
        }
    }
    if (trouble.isEmpty() && prints.size() != 1)
        trouble << Said::tr("%1 different ones").arg(prints.size());
    const QString expected = Said::tr("one certificate, for %1").arg(domain);
    return {Proof::CertificateServed, Said::tr("the certificate, on every port"), expected,
            trouble.isEmpty() ? expected : trouble.join(u"; "_s), trouble.isEmpty()};
}

} // namespace

Plan outsideProofPlan()
{
    return {
        {Role::New, Purpose::Prove, publicDkimKey(),
         Said::tr("the key that signs is the one in DNS")},
        {Role::New, Purpose::Prove, makeProbe(),
         Said::tr(
             "only where new accounts are forbidden: the proof's account, removed at the end")}};
}

QList<Claim> proveMailWorks(StepContext &context)
{
    const Facts &facts = context.facts;
    QList<Claim> claims;
    for (const QString &address : {facts.newV4, facts.newV6}) {
        if (!address.isEmpty())
            claims << portsOpen(context, u"NEW"_s, address);
    }
    claims << MailProof(context).run();
    claims << dkimKey(context);
    return claims;
}

QList<Claim> proveFromOutside(StepContext &context)
{
    const Facts &facts = context.facts;
    QList<Claim> claims;
    QStringList addresses;
    const auto look = [&](const QString &whose, const QString &address) {
        if (address.isEmpty())
            return;
        addresses << address;
        claims << portsOpen(context, whose, address);
    };
    look(u"NEW"_s, facts.newV4);
    look(u"NEW"_s, facts.newV6);
    look(u"OLD"_s, facts.oldV4);
    look(u"OLD"_s, facts.newV6.isEmpty() ? QString() : facts.oldV6);
    claims << oneCertificate(context, addresses);
    if (isClosed(facts))
        claims << strangerRefused(context);
    return claims;
}

} // namespace relaymove
