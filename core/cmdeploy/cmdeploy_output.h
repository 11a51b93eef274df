#pragma once
#include <QString>
#include <QStringList>

#include <optional>

namespace relaymove {

// What a run of cmdeploy said. Its exit code is not in here: 0 proves nothing.
struct CmdeployResult
{
    bool connected = false;  // pyinfra reached the host
    bool grandTotal = false; // the table of results was printed to its end
    bool traceback = false;
    int operations = 0; // begun
    int changed = 0, unchanged = 0, errors = 0;
    QString lastOperation;
    QStringList lastLines; // for the expert, newest last
    QString pyinfraError;  // "No hosts remaining!"
    QString deployLine;    // cmdeploy's own last word: "Deploy completed, ..."

    // Why this was not a deployment; nothing when it was one.
    std::optional<QString> trouble() const;
};

// Reads the lines of cmdeploy and of pyinfra below it, standard output and
// standard error in the order in which they come.
class CmdeployOutput
{
public:
    // The operation that began with this line.
    std::optional<QString> take(const QString &line);
    const CmdeployResult &result() const { return m_result; }

private:
    void takeHostLine(const QString &line);
    void takeTotals(const QString &line);
    void takeDeployLine(const QString &line);

    CmdeployResult m_result;
    QStringList m_columns; // of the table of results
    bool m_inResults = false;
};

} // namespace relaymove
