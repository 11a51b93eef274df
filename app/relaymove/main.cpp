#include "core/base/stop_token.h"
#include "core/profiles/keychain.h"
#include "core/profiles/profile_store.h"
#include "ui/look/outlined_style.h"
#include "ui/look/scheme.h"
#include "ui/window/main_window.h"
#include "ui/words/translation.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QLocale>
#include <QStandardPaths>
#include <QTextStream>

#include <unistd.h>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// In memory first: a keychain that is missing or locked must not make anyone
// type the same secret twice in one sitting.
std::shared_ptr<SecretStore> makeSecrets(const std::shared_ptr<SecretStore> &memory)
{
    std::vector<std::shared_ptr<SecretStore>> stores{memory,
                                                     std::make_shared<KeychainSecretStore>()};
    return std::make_shared<ChainSecretStore>(std::move(stores));
}

// The profile's DNS key, when it came with the start; why not, otherwise empty.
QString takeSecret(const ProfileStore &profiles, const QString &profile, SecretStore &memory)
{
    const auto found = profiles.find(profile);
    if (!found)
        return found.error();
    const auto secret = readSecretLine(STDIN_FILENO);
    if (!secret)
        return secret.error();
    const auto kept = memory.write(found->dnsSecretKey(), *secret, StopToken());
    return kept ? QString() : secretTroubleText(kept.error());
}

// The same places as relaymove-cli's.
QString place(const QCommandLineParser &parser, const QString &option,
              QStandardPaths::StandardLocation usual)
{
    if (parser.isSet(option))
        return QDir(parser.value(option)).absolutePath();
    return QStandardPaths::writableLocation(usual) + u"/relaymove"_s;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"relaymove"_s);
    QApplication::setDesktopFileName(u"relaymove"_s); // names the icon, too
    QApplication::setApplicationDisplayName(u"Relaymove"_s);
    QApplication::setApplicationVersion(QStringLiteral(RELAYMOVE_VERSION));

    QApplication::setStyle(new OutlinedStyle);
    const SchemeWatch scheme;
    speak(QLocale());

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Moves a live chatmail relay to another machine."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption profile(
        u"profile"_s, QCoreApplication::translate("main", "Open this profile at once."), u"NAME"_s);
    const QCommandLineOption config(
        u"config-dir"_s, QCoreApplication::translate("main", "Where profiles are kept."), u"DIR"_s);
    const QCommandLineOption data(
        u"data-dir"_s, QCoreApplication::translate("main", "Where journals and logs are kept."),
        u"DIR"_s);
    const QCommandLineOption secret(
        u"tsig-secret-stdin"_s,
        QCoreApplication::translate("main", "Read the profile's DNS key from standard input."));
    parser.addOptions({profile, config, data, secret});
    parser.process(app);

    const QDir profiles(
        place(parser, config.names().first(), QStandardPaths::GenericConfigLocation));
    const QDir migrations(place(parser, data.names().first(), QStandardPaths::GenericDataLocation));
    const ProfileStore store(QDir(profiles.filePath(u"profiles"_s)),
                             QDir(migrations.filePath(u"migrations"_s)));
    const auto memory = std::make_shared<MemorySecretStore>();
    if (parser.isSet(secret)) {
        if (const QString trouble = takeSecret(store, parser.value(profile), *memory);
            !trouble.isEmpty()) {
            QTextStream(stderr) << trouble << '\n';
            return 2;
        }
    }
    MainWindow window(store, makeSecrets(memory));
    if (parser.isSet(profile))
        window.open(parser.value(profile));
    window.setVisible(true);
    return QApplication::exec();
}
