#include "core/relay/marker.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/host/script.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Command readMarker() { return Command{"cat", "/etc/relaymove/marker"}.accepts({0, 1}); }

Command placeMarker() { return shell("place-marker"); }

QString idIn(const QByteArray &marker)
{
    return QJsonDocument::fromJson(marker).object()[u"migration"].toString();
}

} // namespace

Plan markerPlan()
{
    Plan plan;
    for (const Role role : {Role::Old, Role::New}) {
        plan.push_back({role, Purpose::Look, readMarker(),
                        Said::tr("whether another migration holds this host")});
        plan.push_back(
            {role, Purpose::Change, placeMarker(), Said::tr("marks the host as this migration's")});
    }
    return plan;
}

QString holderOf(Host &host)
{
    const Output output = host.run(readMarker());
    if (output.exitCode != 0)
        return {};
    const QString id = idIn(output.out);
    // Something is there that no migration wrote: nobody's, and not ours either.
    return id.isEmpty() ? Said::tr("an unreadable /etc/relaymove/marker") : id;
}

void takeHost(Host &host, const QString &migration)
{
    const QByteArray content =
        QJsonDocument(QJsonObject{{u"migration"_s, migration}}).toJson(QJsonDocument::Compact);
    const Output output = host.run(placeMarker().input(content + '\n'));
    refuseOtherHolder(host, idIn(output.out), migration);
}

void refuseOtherHolder(const Host &host, const QString &holder, const QString &migration)
{
    if (!holder.isEmpty() && holder != migration)
        throw Failure{
            .kind = FailureKind::LockedByOther, .where = host.role(), .arguments = {holder}};
}

} // namespace relaymove
