#include "core/net/mail_transfer.h"

#include "core/base/failure.h"
#include "core/base/printable.h"
#include "core/base/stop_token.h"
#include "core/net/way.h"

#include <algorithm>
#include <mutex>
#include <sys/socket.h>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

QByteArray bracketed(const QString &host)
{
    return host.contains(u':') ? '[' + host.toLatin1() + ']' : host.toLatin1();
}

CURL *newHandle()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    return curl_easy_init();
}

// Ends both when the dialogue is over, whichever way.
class Multi
{
public:
    explicit Multi(CURL *easy) : m_multi(curl_multi_init()), m_easy(easy)
    {
        curl_multi_add_handle(m_multi, easy);
    }
    ~Multi()
    {
        curl_multi_remove_handle(m_multi, m_easy);
        curl_multi_cleanup(m_multi);
    }
    Multi(const Multi &) = delete;
    Multi &operator=(const Multi &) = delete;
    CURLM *get() const { return m_multi; }

private:
    CURLM *m_multi;
    CURL *m_easy;
};

} // namespace

MailTransfer::MailTransfer(const MailPeer &peer, const char *scheme, const QByteArray &path)
    : m_peer(peer), m_handle(newHandle()), m_error(CURL_ERROR_SIZE, '\0')
{
    const QByteArray name = bracketed(peer.name.isEmpty() ? peer.address : peer.name);
    const QByteArray port = QByteArray::number(peer.port);
    const QByteArray url = QByteArray(scheme) + "://" + name + ':' + port + '/' + path;
    const QByteArray to = name + ':' + port + ':' + bracketed(peer.address) + ':' + port;
    m_connectTo.reset(curl_slist_append(nullptr, to.constData()));
    set(CURLOPT_URL, url.constData());
    set(CURLOPT_CONNECT_TO, m_connectTo.get());
    set(CURLOPT_PROXY, ""); // nor one of the environment
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TIMEOUT_MS, long(peer.timeout.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, long(peer.timeout.count()));
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, std::max(1L, long(peer.timeout.count() / 1000)));
    if (peer.way) {
        set(CURLOPT_OPENSOCKETFUNCTION, &MailTransfer::onOpen);
        set(CURLOPT_OPENSOCKETDATA, static_cast<void *>(this));
    }
    set(CURLOPT_SOCKOPTFUNCTION, &MailTransfer::onSocket);
    set(CURLOPT_SOCKOPTDATA, static_cast<void *>(this));
    set(CURLOPT_SSL_VERIFYPEER, peer.verify ? 1L : 0L);
    set(CURLOPT_SSL_VERIFYHOST, peer.verify ? 2L : 0L);
    set(CURLOPT_ERRORBUFFER, m_error.data());
    set(CURLOPT_HEADERFUNCTION, &MailTransfer::onReply);
    set(CURLOPT_HEADERDATA, static_cast<void *>(this));
    set(CURLOPT_WRITEFUNCTION, &MailTransfer::onBody);
    set(CURLOPT_WRITEDATA, static_cast<void *>(this));
}

void MailTransfer::logIn(const Login &login)
{
    set(CURLOPT_USERNAME, login.user.toUtf8().constData());
    set(CURLOPT_PASSWORD, login.password.reveal().constData());
}

void MailTransfer::setCommand(const QByteArray &command)
{
    set(CURLOPT_CUSTOMREQUEST, command.constData());
}

void MailTransfer::setMail(const Mail &mail)
{
    m_toSend = mail.content;
    m_toSend.replace("\r\n", "\n").replace('\n', "\r\n");
    m_recipients.reset(curl_slist_append(nullptr, mail.to.toUtf8().constData()));
    set(CURLOPT_MAIL_FROM, mail.from.toUtf8().constData());
    set(CURLOPT_MAIL_RCPT, m_recipients.get());
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &MailTransfer::onSend);
    set(CURLOPT_READDATA, static_cast<void *>(this));
    set(CURLOPT_INFILESIZE_LARGE, curl_off_t(m_toSend.size()));
}

std::expected<void, ProbeTrouble> MailTransfer::perform(const StopToken &stop)
{
    if (const auto trouble = connect(stop))
        return std::unexpected(*trouble);
    if (const CURLcode code = run(stop); code != CURLE_OK)
        return std::unexpected(troubleFrom(code));
    return {};
}

std::optional<ProbeTrouble> MailTransfer::connect(const StopToken &stop)
{
    if (!m_peer.way)
        return std::nullopt; // libcurl does
    auto connected = m_peer.way->connect(m_peer.address, m_peer.port, m_peer.timeout, stop);
    if (!connected)
        return ProbeTrouble{.detail = connected.error().detail, .replies = {}};
    m_connected = std::move(*connected);
    return std::nullopt;
}

CURLcode MailTransfer::run(const StopToken &stop)
{
    const Multi multi(m_handle.get());
    curl_waitfd stopped{stop.descriptor(), CURL_WAIT_POLLIN, 0};
    for (int running = 1;;) {
        if (stop.isRaised()) {
            // Else libcurl says QUIT at the end and waits for the answer.
            ::shutdown(m_socket, SHUT_RDWR);
            throw Cancelled{};
        }
        if (const CURLMcode code = curl_multi_perform(multi.get(), &running); code != CURLM_OK)
            return CURLE_FAILED_INIT;
        if (running == 0)
            break;
        curl_multi_poll(multi.get(), &stopped, 1, 1000, nullptr);
    }
    int left = 0;
    const CURLMsg *message = curl_multi_info_read(multi.get(), &left);
    return message ? message->data.result : CURLE_FAILED_INIT;
}

ProbeTrouble MailTransfer::troubleFrom(CURLcode code) const
{
    using Kind = ProbeTrouble::Kind;
    long reply = 0;
    curl_easy_getinfo(m_handle.get(), CURLINFO_RESPONSE_CODE, &reply);
    ProbeTrouble trouble;
    trouble.replies = m_replies;
    trouble.detail = QString::fromLocal8Bit(m_error.constData());
    if (trouble.detail.isEmpty())
        trouble.detail = QString::fromLocal8Bit(curl_easy_strerror(code));
    if (code == CURLE_LOGIN_DENIED) {
        trouble.kind = Kind::Denied;
    } else if (code == CURLE_PEER_FAILED_VERIFICATION) {
        trouble.kind = Kind::Untrusted;
    } else if (reply >= 400 || code == CURLE_QUOTE_ERROR || code == CURLE_REMOTE_FILE_NOT_FOUND) {
        trouble.kind = Kind::Rejected;
        trouble.code = int(reply);
        // The last may be the answer to QUIT.
        for (const QString &line : m_replies) {
            if (reply == 0 || line.startsWith(QString::number(reply)))
                trouble.detail = line;
        }
    }
    return trouble;
}

// Once: whatever libcurl might want to try next, there is one way.
curl_socket_t MailTransfer::onOpen(void *self, curlsocktype, curl_sockaddr *)
{
    return static_cast<MailTransfer *>(self)->m_connected.release(); // -1 is CURL_SOCKET_BAD
}

int MailTransfer::onSocket(void *self, curl_socket_t socket, curlsocktype)
{
    auto *transfer = static_cast<MailTransfer *>(self);
    transfer->m_socket = socket;
    return transfer->m_peer.way ? CURL_SOCKOPT_ALREADY_CONNECTED : CURL_SOCKOPT_OK;
}

// A dialogue has a few lines; a server that talks for ever ends its own proof.
bool MailTransfer::listens(size_t count)
{
    constexpr qsizetype most = 4 << 20;
    m_heard += qsizetype(count);
    return m_heard <= most;
}

size_t MailTransfer::onReply(char *data, size_t, size_t count, void *self)
{
    auto *transfer = static_cast<MailTransfer *>(self);
    transfer->m_replies << printable(QString::fromUtf8(data, qsizetype(count))).trimmed();
    return transfer->listens(count) ? count : CURL_WRITEFUNC_ERROR;
}

size_t MailTransfer::onBody(char *data, size_t, size_t count, void *self)
{
    auto *transfer = static_cast<MailTransfer *>(self);
    transfer->m_body.append(data, qsizetype(count));
    return transfer->listens(count) ? count : CURL_WRITEFUNC_ERROR;
}

size_t MailTransfer::onSend(char *data, size_t size, size_t count, void *self)
{
    auto *transfer = static_cast<MailTransfer *>(self);
    const auto piece =
        QByteArrayView(transfer->m_toSend)
            .sliced(transfer->m_sent)
            .first(std::min(qsizetype(size * count), transfer->m_toSend.size() - transfer->m_sent));
    std::ranges::copy(piece, data);
    transfer->m_sent += piece.size();
    return size_t(piece.size());
}

} // namespace relaymove
