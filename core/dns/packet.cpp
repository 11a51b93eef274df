#include "core/dns/packet.h"

#include "core/base/unreachable.h"

#include <QHostAddress>
#include <QRandomGenerator>

#include <cstdlib>
#include <ldns/ldns.h>
#include <memory>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Free
{
    void operator()(ldns_pkt *p) const { ldns_pkt_free(p); }
    void operator()(ldns_rdf *p) const { ldns_rdf_deep_free(p); }
    void operator()(ldns_resolver *p) const { ldns_resolver_deep_free(p); }
    void operator()(uint8_t *p) const { std::free(p); }
    void operator()(char *p) const { std::free(p); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

// Fits one packet on every link; a longer answer comes by TCP.
constexpr uint16_t largestUdp = 1232;

ldns_rr_type numberOf(RecordType type)
{
    switch (type) {
    case RecordType::A:
        return LDNS_RR_TYPE_A;
    case RecordType::Aaaa:
        return LDNS_RR_TYPE_AAAA;
    case RecordType::Ns:
        return LDNS_RR_TYPE_NS;
    case RecordType::Soa:
        return LDNS_RR_TYPE_SOA;
    case RecordType::Txt:
        return LDNS_RR_TYPE_TXT;
    case RecordType::Ptr:
        return LDNS_RR_TYPE_PTR;
    case RecordType::Mx:
        return LDNS_RR_TYPE_MX;
    case RecordType::Cname:
        return LDNS_RR_TYPE_CNAME;
    }
    unreachable();
}

std::optional<RecordType> typeOf(ldns_rr_type number)
{
    for (const RecordType type :
         {RecordType::A, RecordType::Aaaa, RecordType::Ns, RecordType::Soa, RecordType::Txt,
          RecordType::Ptr, RecordType::Mx, RecordType::Cname}) {
        if (numberOf(type) == number)
            return type;
    }
    return std::nullopt;
}

QString textOf(const ldns_rdf *rdf)
{
    QString text = QString::fromUtf8(Owned<char>(ldns_rdf2str(rdf)).get());
    if (ldns_rdf_get_type(rdf) == LDNS_RDF_TYPE_DNAME && text.endsWith(u'.'))
        text = text.chopped(1).toLower();
    return text;
}

QString dataOf(const ldns_rr *rr)
{
    if (ldns_rr_get_type(rr) != LDNS_RR_TYPE_TXT)
        return ldns_rr_rd_count(rr) > 0
                   ? textOf(ldns_rr_rdf(rr, ldns_rr_get_type(rr) == LDNS_RR_TYPE_MX ? 1 : 0))
                   : QString();
    QByteArray text; // each string: a byte for its length, then itself, unescaped
    for (size_t i = 0; i < ldns_rr_rd_count(rr); ++i) {
        const ldns_rdf *rdf = ldns_rr_rdf(rr, i);
        const auto *bytes = reinterpret_cast<const char *>(ldns_rdf_data(rdf));
        text.append(bytes + 1, qsizetype(ldns_rdf_size(rdf)) - 1);
    }
    return QString::fromUtf8(text);
}

QList<DnsRecord> recordsOf(const ldns_rr_list *list)
{
    QList<DnsRecord> records;
    for (size_t i = 0; i < ldns_rr_list_rr_count(list); ++i) {
        const ldns_rr *rr = ldns_rr_list_rr(list, i);
        if (const auto type = typeOf(ldns_rr_get_type(rr)))
            records << DnsRecord{textOf(ldns_rr_owner(rr)), *type, int(ldns_rr_ttl(rr)),
                                 dataOf(rr)};
    }
    return records;
}

Owned<ldns_pkt> packetFrom(const QByteArray &bytes)
{
    ldns_pkt *packet = nullptr;
    const auto *data = reinterpret_cast<const uint8_t *>(bytes.constData());
    if (ldns_wire2pkt(&packet, data, size_t(bytes.size())) != LDNS_STATUS_OK)
        return nullptr;
    return Owned<ldns_pkt>(packet);
}

bool sameQuestion(const ldns_pkt *a, const ldns_pkt *b)
{
    const ldns_rr *first = ldns_rr_list_rr(ldns_pkt_question(a), 0);
    const ldns_rr *second = ldns_rr_list_rr(ldns_pkt_question(b), 0);
    return first && second && ldns_rr_get_type(first) == ldns_rr_get_type(second) &&
           ldns_dname_compare(ldns_rr_owner(first), ldns_rr_owner(second)) == 0;
}

} // namespace

std::optional<QByteArray> dnsQuery(const QString &name, RecordType type, bool recursive)
{
    ldns_rdf *owner = ldns_dname_new_frm_str(name.toLatin1().constData());
    if (!owner)
        return std::nullopt;
    // The packet takes the name over.
    const Owned<ldns_pkt> packet(
        ldns_pkt_query_new(owner, numberOf(type), LDNS_RR_CLASS_IN, recursive ? LDNS_RD : 0));
    if (!packet)
        return std::nullopt;
    ldns_pkt_set_id(packet.get(), uint16_t(QRandomGenerator::system()->generate()));
    ldns_pkt_set_edns_udp_size(packet.get(), largestUdp);
    uint8_t *wire = nullptr;
    size_t size = 0;
    if (ldns_pkt2wire(&wire, packet.get(), &size) != LDNS_STATUS_OK)
        return std::nullopt;
    const Owned<uint8_t> owned(wire);
    return QByteArray(reinterpret_cast<const char *>(wire), qsizetype(size));
}

std::optional<DnsReply> readDnsReply(const QByteArray &reply, const QByteArray &query)
{
    const Owned<ldns_pkt> packet = packetFrom(reply);
    const Owned<ldns_pkt> asked = packetFrom(query);
    if (!packet || !asked || !ldns_pkt_qr(packet.get()) ||
        ldns_pkt_id(packet.get()) != ldns_pkt_id(asked.get()))
        return std::nullopt;
    // A refusal may leave the question out.
    if (ldns_pkt_qdcount(packet.get()) > 0 && !sameQuestion(packet.get(), asked.get()))
        return std::nullopt;
    DnsReply read;
    const Owned<char> status(ldns_pkt_rcode2str(ldns_pkt_get_rcode(packet.get())));
    read.answer.status = QString::fromLatin1(status.get());
    read.answer.authoritative = ldns_pkt_aa(packet.get());
    read.answer.records = recordsOf(ldns_pkt_answer(packet.get()));
    read.answer.authority = recordsOf(ldns_pkt_authority(packet.get()));
    read.truncated = ldns_pkt_tc(packet.get());
    return read;
}

QStringList resolversOfSystem()
{
    ldns_resolver *made = nullptr;
    if (ldns_resolver_new_frm_file(&made, nullptr) != LDNS_STATUS_OK)
        return {};
    const Owned<ldns_resolver> resolver(made);
    QStringList addresses;
    for (size_t i = 0; i < ldns_resolver_nameserver_count(made); ++i)
        addresses << textOf(ldns_resolver_nameservers(made)[i]);
    return addresses;
}

QString reverseName(const QString &address)
{
    const QByteArray text = address.toLatin1();
    const bool v6 = text.contains(':');
    const Owned<ldns_rdf> rdf(
        ldns_rdf_new_frm_str(v6 ? LDNS_RDF_TYPE_AAAA : LDNS_RDF_TYPE_A, text.constData()));
    if (!rdf)
        return {};
    const Owned<ldns_rdf> reversed(ldns_rdf_address_reverse(rdf.get()));
    return reversed ? textOf(reversed.get()) : QString();
}

} // namespace relaymove
