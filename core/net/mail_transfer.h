#pragma once
#include "core/base/descriptor.h"
#include "core/net/mail_peer.h"

#include <curl/curl.h>
#include <expected>
#include <memory>
#include <optional>

namespace relaymove {

class StopToken;

// One dialogue of libcurl's with a mail server. Only mail_*.cpp include this.
class MailTransfer
{
public:
    MailTransfer(const MailPeer &peer, const char *scheme, const QByteArray &path);

    void logIn(const Login &login);
    void setTls(curl_usessl level) { set(CURLOPT_USE_SSL, long(level)); }
    void setCommand(const QByteArray &command); // instead of the scheme's own
    void setMail(const Mail &mail);

    std::expected<void, ProbeTrouble> perform(const StopToken &stop);
    const QStringList &replies() const { return m_replies; } // each line that the server said
    const QByteArray &body() const { return m_body; }

private:
    struct Free
    {
        void operator()(CURL *p) const { curl_easy_cleanup(p); }
        void operator()(curl_slist *p) const { curl_slist_free_all(p); }
    };
    using List = std::unique_ptr<curl_slist, Free>;

    template <typename T>
    void set(CURLoption option, T value)
    {
        curl_easy_setopt(m_handle.get(), option, value);
    }
    std::optional<ProbeTrouble> connect(const StopToken &stop);
    CURLcode run(const StopToken &stop);
    ProbeTrouble troubleFrom(CURLcode code) const;
    bool listens(size_t count);
    static curl_socket_t onOpen(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onSocket(void *self, curl_socket_t socket, curlsocktype purpose);
    static size_t onReply(char *data, size_t size, size_t count, void *self);
    static size_t onBody(char *data, size_t size, size_t count, void *self);
    static size_t onSend(char *data, size_t size, size_t count, void *self);

    const MailPeer m_peer;
    Descriptor m_connected; // by the peer's way, until libcurl has it
    std::unique_ptr<CURL, Free> m_handle;
    List m_connectTo, m_recipients;
    QByteArray m_toSend;
    qsizetype m_sent = 0;
    qsizetype m_heard = 0;
    QStringList m_replies;
    QByteArray m_body;
    QByteArray m_error;
    curl_socket_t m_socket = CURL_SOCKET_BAD;
};

} // namespace relaymove
