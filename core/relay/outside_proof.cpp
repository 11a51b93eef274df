#include "core/relay/outside_proof.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/dns/authority.h"
#include "core/host/script.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/net/mail_probe.h"
#include "core/net/tls_probe.h"
#include "core/profiles/profile.h"
#include "core/relay/addresses.h"
#include "core/relay/dkim.h"
#include "core/relay/ports.h"
#include "core/relay/signing_log.h"
#include "core/steps/common.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QRandomGenerator>
#include <QSet>
#include <QUuid>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto deliveryPatience = 20s;

// What postfix and opendkim said of the last messages. It ends with 1 where nothing matches.
Command signingLog()
{
    return Command{"journalctl",
                   "--quiet",
                   "--no-pager",
                   "--output=cat",
                   "--since=-5min",
                   "--grep",
                   "message-id=|DKIM-Signature field added"}
        .accepts({0, 1});
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

// chatmail's user names have nine characters unless the ini says otherwise; the account
// is made by hand, and a stranger's name need only be refused.
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
    return {Proof::MailWorks, what, expected, trouble.detail, false};
}

bool isClosed(const Facts &facts) { return facts.extraFiles.contains(u"/etc/chatmail-nocreate"_s); }

MailPeer peerAt(const QString &address, int port, const Facts &facts)
{
    return {.address = address, .port = port, .name = facts.domain, .verify = false};
}

// What an admin who forbids new accounts expects of NEW. Not within the outage: dovecot
// lets a refused log-in wait for seconds.
Claim strangerRefused(const StepContext &context, const QString &address)
{
    const Login stranger{probeAddress(context), Secret(randomWord(24).toUtf8())};
    const auto inbox =
        imapLogin(peerAt(address, 993, context.facts), stranger, context.control.stopForCommands());
    const QString what = Said::tr("a new account on NEW"),
                  expected = Said::tr("refused, as /etc/chatmail-nocreate wants");
    if (!inbox && inbox.error().kind == ProbeTrouble::Kind::Denied)
        return {Proof::MailWorks, what, expected, expected, true};
    return inbox ? Claim{Proof::MailWorks, what, expected, Said::tr("made"), false}
                 : failed(what, expected, inbox.error());
}

class MailProof
{
public:
    MailProof(StepContext &context, QString address)
        : m_context(context), m_address(std::move(address)), m_user(probeAddress(context)),
          m_login{m_user, Secret(randomWord(24).toUtf8())}
    {
        m_context.facts.probeUser = m_user;
        m_context.saveFacts();
    }

    QList<Claim> run()
    {
        makeAccount();
        QList<Claim> claims{logIn()};
        if (claims.last().holds)
            claims << submit();
        if (claims.last().holds)
            claims << receive();
        if (claims.last().holds)
            claims << takesFromOutside();
        return claims;
    }

private:
    MailPeer peer(int port) const { return peerAt(m_address, port, m_context.facts); }
    const StopToken &stop() const { return m_context.control.stopForCommands(); }

    // By hand, not by its first log-in: new accounts may be forbidden (nocreate), want names
    // of another length (the ini), or be refused while the machine is busy (since 1.12.0).
    void makeAccount() const
    {
        const QString mailbox = m_context.facts.mailboxesDir + u'/' + m_user;
        m_context.target.run(makeProbe()
                                 .with("probe-mailbox", mailbox)
                                 .input(Secret(m_login.password.reveal() + '\n')));
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
            {.from = m_user, .to = m_user, .content = joinRequest(m_user, m_messageId)}, stop());
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
                return readSignature(what, expected);
            m_context.control.pause(50ms);
        }
        return {Proof::MailWorks, what, expected,
                Said::tr("not delivered within %1 s").arg(deliveryPatience.count()), false};
    }

    Claim readSignature(const QString &what, const QString &expected) const
    {
        const QStringList journal = m_context.target.run(signingLog()).lines();
        const bool isSigned = wasSigned(journal, m_messageId, m_context.facts.domain);
        return {Proof::MailWorks, what, expected,
                isSigned ? expected : Said::tr("delivered, but not signed"), isSigned};
    }

    // A port 25 that answers may still put off all mail, where the filter behind it is not
    // there. What it says of this message's content (it is not signed) does not matter.
    Claim takesFromOutside() const
    {
        const QString what = Said::tr("NEW takes mail from other servers");
        const auto taken = smtpIsJudged(
            peer(25), {.from = {}, .to = m_user, .content = joinRequest(m_user, m_messageId)},
            stop());
        return taken
                   ? Claim{Proof::MailWorks, what, Said::tr("accepted"), Said::tr("accepted"), true}
                   : failed(what, Said::tr("accepted"), taken.error());
    }

    StepContext &m_context;
    QString m_address;
    QString m_user;
    Login m_login;
    QString m_messageId = u"relaymove.%1@%2"_s.arg(
        QUuid::createUuid().toString(QUuid::WithoutBraces), m_user.section(u'@', 1));
};

// Whether all public ports answer at `address`, which is among `reached` then. No claim where
// that can't be told from here.
void lookAtPorts(StepContext &context, const QString &whose, const QString &address,
                 bool fenceMayDrop, QList<Claim> &claims, QStringList &reached)
{
    if (address.isEmpty())
        return;
    QList<Door> doors;
    // Without ACME nobody may listen on 80.
    for (const int port : publicTcpPorts) {
        if (!context.facts.silentPorts.contains(QString::number(port)))
            doors << Door{address, port};
    }
    const QList<Knock> answers = knock(doors, 5s, context.control.stopForCommands());
    if (!knocksTell(answers, fenceMayDrop)) {
        context.report.note(
            Said::tr("%1 can't be reached from this computer: its ports were not tried there")
                .arg(address));
        return;
    }
    reached << address;
    QStringList shut;
    for (qsizetype i = 0; i < doors.size(); ++i) {
        if (answers.at(i) != Knock::Open)
            shut << u"%1 %2"_s.arg(doors.at(i).port).arg(knockName(answers.at(i)));
    }
    const QString all = Said::tr("%1 ports open").arg(doors.size());
    claims << Claim{Proof::PortsOpen, Said::tr("%1's address %2").arg(whose, address), all,
                    shut.isEmpty() ? all : shut.join(u", "_s), shut.isEmpty()};
}

Claim neverTried()
{
    return {Proof::PortsOpen, Said::tr("NEW's ports, tried from this computer"), Said::tr("open"),
            Said::tr("NEW can't be reached from here"), false};
}

Claim dkimKey(StepContext &context)
{
    const QString key = dkimKeyOf(context.target.run(readDkimKey()).text());
    const DnsClient dns(context.control.stopForCommands());
    const QString inDns = dkimKeyIn(dns.texts(dkimName(context.facts.domain)));
    const bool isEqual = !key.isEmpty() && inDns == key;
    return {Proof::DkimMatches, Said::tr("the DKIM key on NEW and in DNS"), Said::tr("equal"),
            inDns.isEmpty() ? Said::tr("not in DNS")
            : isEqual       ? Said::tr("equal")
                            : Said::tr("different"),
            isEqual};
}

// Every TLS port of every address shows one and the same certificate, for the domain.
Claim oneCertificate(StepContext &context, const QStringList &addresses)
{
    const QString domain = context.facts.domain;
    QSet<QByteArray> prints;
    QStringList trouble;
    for (const QString &address : addresses) {
        for (const int port : {443, 465, 993}) {
            const auto seen = lookAtTls(address, port, domain, context.control.stopForCommands());
            if (!seen)
                trouble << Said::tr("%1 port %2: %3").arg(address).arg(port).arg(seen.error());
            else if (!isNamedIn(seen->names, domain) && context.facts.tls != TlsMode::SelfSigned)
                trouble << Said::tr("%1 port %2 is for %3")
                               .arg(address)
                               .arg(port)
                               .arg(seen->names.join(u' '));
            else
                prints << seen->fingerprint;
        }
    }
    if (trouble.isEmpty() && prints.size() != 1)
        trouble << Said::tr("%1 different ones").arg(prints.size());
    const QString expected = Said::tr("one certificate, for %1").arg(domain);
    return {Proof::CertificateServed, Said::tr("the certificate, on every port"), expected,
            trouble.isEmpty() ? expected : trouble.join(u"; "_s), trouble.isEmpty()};
}

} // namespace

bool knocksTell(const QList<Knock> &answers, bool fenceMayDrop)
{
    const auto areAll = [&](Knock knock) {
        return std::ranges::all_of(answers, [knock](Knock each) { return each == knock; });
    };
    return !areAll(Knock::Unreachable) && !(fenceMayDrop && areAll(Knock::Silent));
}

bool isNamedIn(const QStringList &names, const QString &domain)
{
    return names.contains(domain) || names.contains(u"*."_s + domain.section(u'.', 1));
}

Plan outsideProofPlan()
{
    return {{Role::New, Purpose::Prove, readDkimKey(),
             Said::tr("the key that signs is the one in DNS")},
            {Role::New, Purpose::Prove, makeProbe(),
             Said::tr("the proof's account, removed at the end")},
            {Role::New, Purpose::Prove, signingLog(), Said::tr("whether its message was signed")}};
}

QList<Claim> proveMailWorks(StepContext &context)
{
    const Facts &facts = context.facts;
    QList<Claim> claims;
    QStringList reached;
    // A NEW that was reached by IPv6 was not told of the IPv4 address that a NAT gives us.
    lookAtPorts(context, u"NEW"_s, facts.newV4, !isPublicAddress(facts.adminV4), claims, reached);
    lookAtPorts(context, u"NEW"_s, facts.newV6, false, claims, reached);
    if (reached.isEmpty())
        return {neverTried()};
    claims << MailProof(context, reached.first()).run();
    claims << dkimKey(context);
    return claims;
}

QList<Claim> proveFromOutside(StepContext &context)
{
    const Facts &facts = context.facts;
    QList<Claim> claims;
    QStringList reached;
    for (const QString &address : {facts.newV4, facts.newV6})
        lookAtPorts(context, u"NEW"_s, address, false, claims, reached);
    if (reached.isEmpty())
        return {neverTried()};
    const QString onNew = reached.first();
    lookAtPorts(context, u"OLD"_s, facts.oldV4, false, claims, reached);
    lookAtPorts(context, u"OLD"_s, facts.newV6.isEmpty() ? QString() : facts.oldV6, false, claims,
                reached);
    claims << oneCertificate(context, reached);
    if (isClosed(facts))
        claims << strangerRefused(context, onNew);
    return claims;
}

} // namespace relaymove
