#pragma once
#include <QList>
#include <QString>

namespace relaymove {

enum class RecordType { A, Aaaa, Ns, Soa, Txt, Ptr, Mx, Cname };

struct DnsRecord
{
    QString name; // without the last dot, lower case
    RecordType type = RecordType::A;
    int ttl = 0;
    QString data; // address, name without the last dot, or a TXT's strings joined
};

struct DnsAnswer
{
    QString status; // "NOERROR", "NXDOMAIN", "REFUSED" ...
    bool authoritative = false;
    bool overTcp = false;
    QList<DnsRecord> records;   // the answer, of every type
    QList<DnsRecord> authority; // SOA and NS below it
};

} // namespace relaymove
