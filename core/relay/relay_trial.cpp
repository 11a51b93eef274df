#include "core/relay/relay_trial.h"

#include "core/base/user_text.h"
#include "core/dns/authority.h"
#include "core/migration/run_control.h"
#include "core/net/mail_probe.h"
#include "core/net/tls_probe.h"
#include "core/relay/addresses.h"
#include "core/relay/dkim.h"
#include "core/relay/ports.h"
#include "core/relay/probe_account.h"
#include "core/relay/signing_log.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QSet>
#include <QUuid>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto deliveryPatience = 20s;
// For a second message, which is waited for only so that none is on its way when its account
// goes.
constexpr auto tidyPatience = 3s;
constexpr auto connectPatience = 5s;

// What postfix and opendkim said of the last messages. It ends with 1 where nothing matches.
Action signingLog(Role where)
{
    return {where, Purpose::Prove,
            Command{"journalctl", "--quiet", "--no-pager", "--output=cat", "--since=-5min",
                    "--grep", "message-id=|DKIM-Signature field added"}
                .accepts({0, 1}),
            UserText::tr("whether its message was signed")};
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

Answer answerOf(const ProbeTrouble &trouble)
{
    switch (trouble.kind) {
    case ProbeTrouble::Kind::Denied:
        return Answer::Denied;
    case ProbeTrouble::Kind::Rejected:
        return trouble.code >= 500 ? Answer::Refused : Answer::PutOff;
    case ProbeTrouble::Kind::NoConnection:
    case ProbeTrouble::Kind::Untrusted:
        break;
    }
    return Answer::NoConnection;
}

class MailTrial
{
public:
    MailTrial(StepContext &context, Host &host, const Approach &approach, AnswerSheet &sheet)
        : m_context(context), m_host(host), m_approach(approach), m_sheet(sheet)
    {
    }

    void run()
    {
        m_context.control.withoutTrace(
            [&] {
                tryAll();
                return true;
            },
            [&] { removeProbeAccounts(m_context, m_host); });
    }

private:
    MailPeer peer(int port) const
    {
        return {.address = m_approach.address,
                .port = port,
                .name = m_context.facts.relay.domain,
                .verify = false,
                .way = m_approach.way.get()};
    }
    const StopToken &stop() const { return m_context.control.stopForCommands(); }

    void tryAll()
    {
        const ProbeAccount account = makeProbeAccount(m_context, m_host);
        m_login = {account.user, account.password};
        if (!note(Trial::LogIn, imapLogin(peer(993), m_login, stop()), UserText::tr("logged in")))
            return;
        const bool isSubmitted =
            note(Trial::Submission,
                 smtpSubmit(peer(465), m_login, mail(m_login.user, submitted()), stop()),
                 UserText::tr("accepted"));
        // A port 25 that answers may still put off all mail, where the filter behind it is not
        // there. What it says of this message's content (it is not signed) does not matter.
        const auto judged = smtpIsJudged(peer(25), mail({}, handedIn()), stop());
        note(Trial::FromOutside, judged, UserText::tr("accepted"));
        awaitMail(isSubmitted, judged && *judged == Judgement::Taken);
        if (m_sheet.of(Trial::Delivery).answer == Answer::Passed)
            readSignature();
    }

    template <class Result>
    bool note(Trial trial, const Result &result, const QString &passed)
    {
        if (result)
            m_sheet.note(trial, Answer::Passed, passed);
        else
            m_sheet.note(trial, answerOf(result.error()), result.error().detail.simplified());
        return result.has_value();
    }

    QString submitted() const
    {
        return m_messageIds + u"submitted@"_s + m_context.facts.relay.domain;
    }
    QString handedIn() const
    {
        return m_messageIds + u"handed-in@"_s + m_context.facts.relay.domain;
    }
    Mail mail(const QString &from, const QString &id) const
    {
        return {.from = from, .to = m_login.user, .content = joinRequest(m_login.user, id)};
    }

    qsizetype arrived(const QString &id, std::optional<ProbeTrouble> &trouble) const
    {
        const auto found = imapFind(peer(993), m_login, id, stop());
        if (!found)
            trouble = found.error();
        return found ? found->size() : 0;
    }

    void awaitMail(bool isSubmitted, bool isHandedIn)
    {
        const qsizetype expected = qsizetype(isSubmitted) + qsizetype(isHandedIn);
        std::optional<ProbeTrouble> trouble;
        QDeadlineTimer deadline(deliveryPatience);
        bool isDelivered = false;
        while (expected > 0 && !trouble && !deadline.hasExpired()) {
            const qsizetype all = arrived(m_messageIds, trouble);
            if (all == expected) {
                isDelivered = isSubmitted;
                break;
            }
            if (all > 0 && !isDelivered && arrived(submitted(), trouble) > 0) {
                isDelivered = true;
                deadline.setRemainingTime(tidyPatience);
            }
            m_context.control.pause(50ms);
        }
        if (isDelivered)
            m_sheet.note(Trial::Delivery, Answer::Passed, UserText::tr("delivered"));
        else if (isSubmitted && trouble)
            m_sheet.note(Trial::Delivery, answerOf(*trouble), trouble->detail.simplified());
        else if (isSubmitted)
            m_sheet.note(Trial::Delivery, Answer::Missing,
                         UserText::tr("not delivered within %1 s").arg(deliveryPatience.count()));
    }

    void readSignature()
    {
        const QStringList journal = signingLog(m_host.role()).runOn(m_host).lines();
        if (wasSigned(journal, submitted(), m_context.facts.relay.domain))
            m_sheet.note(Trial::Signature, Answer::Passed,
                         UserText::tr("a DKIM signature of %1").arg(m_context.facts.relay.domain));
        else
            m_sheet.note(Trial::Signature, Answer::Missing, UserText::tr("no signature"));
    }

    StepContext &m_context;
    Host &m_host;
    const Approach &m_approach;
    AnswerSheet &m_sheet;
    Login m_login;
    const QString m_messageIds =
        u"relaymove.%1."_s.arg(QUuid::createUuid().toString(QUuid::WithoutBraces));
};

void tryPorts(StepContext &context, const Approach &approach, AnswerSheet &sheet)
{
    QList<Endpoint> endpoints;
    for (const int port : servedPorts(context.facts))
        endpoints << Endpoint{approach.address, port};
    const QList<PortAnswer> answers =
        approach.way->probePorts(endpoints, connectPatience, context.control.stopForCommands());
    for (qsizetype i = 0; i < endpoints.size(); ++i)
        sheet.note(trialOfPort(endpoints.at(i).port),
                   answers.at(i) == PortAnswer::Open ? Answer::Passed : Answer::NoConnection,
                   portAnswerName(answers.at(i)));
}

void tryKey(StepContext &context, Host &host, AnswerSheet &sheet)
{
    const QString key = dkimKeyOf(readDkimKey(host.role()).runOn(host).text());
    const DnsClient dns(context.control.stopForCommands());
    const QString inDns = dkimKeyIn(dns.texts(dkimName(context.facts.relay.domain)));
    if (inDns.isEmpty())
        sheet.note(Trial::DkimKey, Answer::Missing, UserText::tr("not in DNS"));
    else if (inDns == key)
        sheet.note(Trial::DkimKey, Answer::Passed, UserText::tr("equal"));
    else
        sheet.note(Trial::DkimKey, Answer::Different, UserText::tr("different"));
}

} // namespace

bool isNamedIn(const QStringList &names, const QString &domain)
{
    return names.contains(domain) || names.contains(u"*."_s + domain.section(u'.', 1));
}

QList<int> servedPorts(const Facts &facts)
{
    QList<int> ports;
    for (const int port : publicTcpPorts) {
        if (!facts.relay.silentPorts.contains(QString::number(port)))
            ports << port;
    }
    return ports;
}

Plan relayTrialPlan(Role where)
{
    Plan plan{routeTo(where), readDkimKey(where), signingLog(where)};
    append(plan, {probeAccountPlan(where)});
    return plan;
}

std::optional<Approach> approachTo(StepContext &context, Host &host, const QStringList &addresses)
{
    for (const QString &address : addresses) {
        // Behind a NAT its public address is not its own.
        const QString own = sourceTowards(host, address);
        if (own.isEmpty())
            continue;
        Approach approach{.way = host.way(), .address = own};
        const auto made =
            approach.way->connect(own, 993, connectPatience, context.control.stopForCommands());
        if (made || made.error().state != PortState::Forbidden)
            return approach;
    }
    return std::nullopt;
}

AnswerSheet tryMail(StepContext &context, Host &host, const Approach &approach)
{
    AnswerSheet sheet;
    tryPorts(context, approach, sheet);
    MailTrial(context, host, approach, sheet).run();
    return sheet;
}

AnswerSheet tryRelay(StepContext &context, Host &host, const Approach &approach)
{
    AnswerSheet sheet = tryMail(context, host, approach);
    tryKey(context, host, sheet);
    return sheet;
}

Answered tryCertificate(StepContext &context, const QStringList &addresses, Way *way)
{
    // When NEW opens all who waited shake hands at once, and by then nobody waits for this trial.
    constexpr auto handshakePatience = 20s;
    const QString domain = context.facts.relay.domain;
    QSet<QByteArray> prints;
    QStringList unseen, wrong;
    for (const QString &address : addresses) {
        for (const int port : {443, 465, 993}) {
            const auto seen = lookAtTls(address, port, domain, context.control.stopForCommands(),
                                        handshakePatience, way);
            if (!seen)
                unseen << UserText::tr("%1 port %2: %3").arg(address).arg(port).arg(seen.error());
            else if (!isNamedIn(seen->names, domain) &&
                     context.facts.relay.tls != TlsMode::SelfSigned)
                wrong << UserText::tr("%1 port %2 is for %3")
                             .arg(address)
                             .arg(port)
                             .arg(seen->names.join(u' '));
            else
                prints << seen->fingerprint;
        }
    }
    if (prints.size() > 1)
        wrong << UserText::tr("%1 different ones").arg(prints.size());
    if (!unseen.isEmpty())
        return {Answer::NoConnection, (unseen + wrong).join(u"; "_s)};
    if (!wrong.isEmpty())
        return {Answer::Different, wrong.join(u"; "_s)};
    return {Answer::Passed, UserText::tr("one certificate, for %1").arg(domain)};
}

} // namespace relaymove
