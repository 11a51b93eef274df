#pragma once
#include <QByteArray>

namespace relaymove {

// A password, a TSIG key, a token. It has no way into a log, a JSON value or a
// string but reveal(), so that a reader can find every place where one is used.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray value) : m_value(std::move(value)) {}
    const QByteArray &reveal() const { return m_value; }
    bool isEmpty() const { return m_value.isEmpty(); }
    friend bool operator==(const Secret &, const Secret &) = default;

private:
    QByteArray m_value;
};

} // namespace relaymove
