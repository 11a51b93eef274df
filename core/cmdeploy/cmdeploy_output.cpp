#include "core/cmdeploy/cmdeploy_output.h"

#include "core/base/user_text.h"

#include <QRegularExpression>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype keptLines = 20;

// Cells of the table are padded with spaces; names of operations hold single ones.
QStringList cells(const QString &line)
{
    static const QRegularExpression gap(u" {2,}"_s);
    return line.trimmed().split(gap, Qt::SkipEmptyParts);
}

std::optional<QString> after(const QString &line, const QString &prefix)
{
    if (!line.startsWith(prefix))
        return std::nullopt;
    return line.sliced(prefix.size()).trimmed();
}

} // namespace

std::optional<QString> CmdeployResult::trouble() const
{
    if (deployLine.startsWith(u"Deploy failed:"))
        return deployLine; // names the port and who has it
    if (errors > 0)
        return UserText::tr("\"%1\" failed").arg(lastOperation);
    if (!pyinfraError.isEmpty())
        return UserText::tr("pyinfra stopped: %1").arg(pyinfraError);
    if (traceback)
        return UserText::tr("cmdeploy died of a Python exception");
    if (!connected)
        return UserText::tr("pyinfra did not connect to the host");
    if (!grandTotal)
        return UserText::tr("cmdeploy ended before its table of results");
    if (operations == 0)
        return UserText::tr("cmdeploy did nothing");
    if (deployLine.startsWith(u"Deploy failed"))
        return deployLine;
    return std::nullopt;
}

std::optional<QString> CmdeployOutput::take(const QString &line)
{
    if (line.trimmed().isEmpty())
        return std::nullopt;
    m_result.lastLines << line;
    if (m_result.lastLines.size() > keptLines)
        m_result.lastLines.removeFirst();

    if (const auto operation = after(line, u"--> Starting operation:"_s)) {
        ++m_result.operations;
        m_result.lastOperation = *operation;
        return operation;
    }
    if (const auto error = after(line, u"--> pyinfra error:"_s))
        m_result.pyinfraError = *error;
    else if (line.startsWith(u"--> "))
        m_inResults = line.startsWith(u"--> Results:");
    else if (line.startsWith(u"Deploy "))
        takeDeployLine(line.trimmed());
    else if (line.startsWith(u"Traceback (most recent call last)"))
        m_result.traceback = true;
    else if (m_inResults)
        takeTotals(line);
    else if (line.startsWith(u"    ["))
        takeHostLine(line);
    return std::nullopt;
}

void CmdeployOutput::takeDeployLine(const QString &line)
{
    // "Deploy failed" follows the line that says why.
    if (!m_result.deployLine.startsWith(line))
        m_result.deployLine = line;
}

void CmdeployOutput::takeHostLine(const QString &line)
{
    static const QRegularExpression pattern(uR"(^    \[[^\]]+\] (.*)$)"_s);
    const QString text = pattern.match(line).captured(1).trimmed();
    if (text == u"Connected")
        m_result.connected = true;
    else if (m_result.operations == 0)
        return;
    else if (text == u"Success")
        ++m_result.changed;
    else if (text == u"No changes")
        ++m_result.unchanged;
    else if (text.startsWith(u"Error: executed"))
        ++m_result.errors;
}

void CmdeployOutput::takeTotals(const QString &line)
{
    const QStringList row = cells(line);
    if (row.first() == u"Operation")
        m_columns = row;
    if (row.first() != u"Grand total" || row.size() != m_columns.size())
        return;
    m_result.grandTotal = true;
    // "-" is none: toInt() makes it 0. An error whose own line was lost counts too.
    const qsizetype error = m_columns.indexOf(u"Error"_s);
    if (error > 0)
        m_result.errors = qMax(m_result.errors, row.at(error).toInt());
}

} // namespace relaymove
