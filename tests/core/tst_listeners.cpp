#include "core/migration/run_control.h"
#include "core/relay/listeners.h"
#include "tests/fakes/fake_transport.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class ListenersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAControlGroupIsOf_data()
    {
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("name");
        const QString id(64, u'a');
        const auto row = [](const QString &group, const QString &name) {
            QTest::newRow(qPrintable(group)) << group << name;
        };
        row(u"0::/system.slice/docker-%1.scope"_s.arg(id), u"Docker"_s);
        row(u"12:pids:/docker/%1\n0::/docker/%1"_s.arg(id), u"Docker"_s);
        row(u"0::/machine.slice/libpod-%1.scope/container"_s.arg(id), u"Podman"_s);
        row(u"0::/kubepods.slice/cri-containerd-%1.scope"_s.arg(id), u"containerd"_s);
        row(u"0::/lxc.payload.mail/system.slice/postfix@-.service"_s, u"LXC"_s);
        row(u"0::/machine.slice/systemd-nspawn@mail.service/payload"_s, u"systemd-nspawn"_s);
        // The machine's own, however they are called.
        row(u"0::/system.slice/docker.service"_s, QString());
        row(u"0::/system.slice/system-postfix.slice/postfix@-.service"_s, QString());
        row(u"0::/user.slice/user-0.slice/session-1.scope"_s, QString());
    }

    void whatAControlGroupIsOf()
    {
        QFETCH(QString, group);
        QFETCH(QString, name);
        QCOMPARE(containerOf(group, u"0::/init.scope"_s), name);
    }

    // Where OLD itself is one, what it runs is its own.
    void aMachineThatIsAContainer()
    {
        QCOMPARE(
            containerOf(u"0::/lxc/101/system.slice/nginx.service"_s, u"0::/lxc/101/init.scope"_s),
            QString());
        QCOMPARE(
            containerOf(u"0::/lxc/101/docker/"_s + QString(64, u'b'), u"0::/lxc/101/init.scope"_s),
            u"Docker"_s);
    }

    void eachListenerIsAskedForItsOwn()
    {
        RunControl control;
        const auto transport = std::make_shared<FakeTransport>();
        Host host(Role::Old, transport, control);
        host.allowOnly(permitsFor(host.role(), publicListenersPlan(host.role())));
        transport->on(
            u"ss -Hltnp"_s,
            "LISTEN 0 100 0.0.0.0:25 0.0.0.0:* users:((\"master\",pid=70,fd=4))\n"
            "LISTEN 0 100 [::]:25 [::]:* users:((\"master\",pid=70,fd=5))\n"
            "LISTEN 0 100 127.0.0.1:80 0.0.0.0:* users:((\"python3\",pid=71,fd=4))\n"
            "LISTEN 0 511 *:443 *:* users:((\"nginx\",pid=82,fd=5),(\"nginx\",pid=81,fd=5))\n");
        transport->on(u"grep -sH '' /proc/1/cgroup /proc/70/cgroup /proc/82/cgroup"_s,
                      "/proc/1/cgroup:0::/init.scope\n"
                      "/proc/70/cgroup:0::/system.slice/system-postfix.slice/postfix@-.service\n"
                      "/proc/82/cgroup:0::/system.slice/docker-" +
                          QByteArray(64, 'c') + ".scope\n");
        QCOMPARE(listed(publicListeners(host)), u"25 (master), 443 (nginx, Docker)"_s);
    }

    // Debian's exim4 listens for its own machine only, and postfix could not listen beside it.
    void whatIsInTheWayOnNew()
    {
        RunControl control;
        const auto transport = std::make_shared<FakeTransport>();
        Host host(Role::New, transport, control);
        host.allowOnly(permitsFor(host.role(), listenersInTheWayPlan(host.role())));
        transport->on(u"ss -Hltnp"_s,
                      "LISTEN 0 20 127.0.0.1:25 0.0.0.0:* users:((\"exim4\",pid=70,fd=4))\n"
                      "LISTEN 0 20 [::1]:25 [::]:* users:((\"exim4\",pid=70,fd=5))\n"
                      "LISTEN 0 16 0.0.0.0:443 0.0.0.0:* users:((\"python3\",pid=71,fd=5))\n");
        transport->on(u"ss -Hlunp"_s,
                      "UNCONN 0 0 0.0.0.0:3478 0.0.0.0:* users:((\"turnserver\",pid=72,fd=4))\n"
                      "UNCONN 0 0 0.0.0.0:53 0.0.0.0:* users:((\"unbound\",pid=73,fd=4))\n");
        // A trial of ours that was cut off ends by itself.
        transport->on(u"/cgroup"_s,
                      "/proc/71/cgroup:0::/system.slice/relaymove-port-trial.service\n");
        QCOMPARE(listed(listenersInTheWay(host)), u"25 (exim4), 3478/udp (turnserver)"_s);
    }
};

QTEST_APPLESS_MAIN(ListenersTest)
#include "tst_listeners.moc"
