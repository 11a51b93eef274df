#include "core/profiles/profile_fields.h"

#include "core/base/user_text.h"
#include "core/profiles/profile_checks.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

QList<ProfileField> fieldsOfHosts()
{
    const QString example = UserText::tr("an address, or a name from ~/.ssh/config");
    return {
        {u"id"_s, TextField{&Profile::id}},
        {.key = u"name"_s,
         .kind = TextField{&Profile::name},
         .label = {UserText::tr("&Name"), UserText::tr("how the list calls it")},
         .check = problemOfName},
        {u"domain"_s,
         TextField{&Profile::domain},
         {"domain"_L1, "DOMAIN"_L1, "The relay's mail_domain; or --ini."_L1},
         {UserText::tr("&Domain"),
          UserText::tr("mail.example.org; empty: what the chatmail.ini below says")},
         problemOfDomain},
        {u"oldHost"_s,
         TextField{&Profile::oldHost, TextField::Input::OldHost},
         {"old"_L1, "HOST"_L1, "The present machine: an address, or a name of ~/.ssh/config."_L1},
         {UserText::tr("&OLD, the machine that serves now"), example},
         problemOfOldHost},
        {u"newHost"_s,
         TextField{&Profile::newHost, TextField::Input::NewHost},
         {"new"_L1, "HOST"_L1, "The future machine."_L1},
         {UserText::tr("N&EW, the machine that will"), example},
         problemOfNewHost},
        {u"oldKey"_s, HostKeyField{&Profile::oldKey}},
        {.key = u"newKey"_s, .kind = HostKeyField{&Profile::newKey}, .check = problemOfNewKey},
        {.key = u"oldV4"_s, .kind = TextField{&Profile::oldV4}, .check = problemOfOldV4},
        {.key = u"newV4"_s, .kind = TextField{&Profile::newV4}, .check = problemOfNewV4},
        {.key = u"oldV6"_s, .kind = TextField{&Profile::oldV6}, .check = problemOfOldV6},
        {.key = u"newV6"_s, .kind = TextField{&Profile::newV6}, .check = problemOfNewV6},
    };
}

QList<ProfileField> fieldsOfCmdeploy()
{
    return {
        {u"checkout"_s,
         TextField{&Profile::checkout, TextField::Input::Folder},
         {"checkout"_L1, "DIR"_L1,
          "Your checkout of chatmail/relay; not given: fetched from OLD."_L1},
         {UserText::tr("&Folder of chatmail's “relay” here"),
          UserText::tr("empty: fetched from OLD")},
         problemOfCheckout},
        {u"ini"_s,
         TextField{&Profile::ini, TextField::Input::File},
         {"ini"_L1, "FILE"_L1, "The relay's chatmail.ini, from which the domain is read."_L1},
         {UserText::tr("chatmail.&ini"), UserText::tr("empty: the one in that folder")},
         problemOfIni},
        {.key = u"cmdeployNewHost"_s,
         .kind = TextField{&Profile::cmdeployNewHost},
         .option = {"cmdeploy-host"_L1, "HOST"_L1,
                    "What cmdeploy gets as --ssh-host, where it is not --new."_L1},
         .check = problemOfCmdeployHost},
    };
}

QList<ProfileField> fieldsOfDns()
{
    return {
        {u"dns.method"_s,
         MethodField{&DnsSettings::method,
                     {{DnsMethod::Manual, UserText::tr("I enter the records at my provider")},
                      {DnsMethod::Rfc2136,
                       UserText::tr("Relaymove sends them to my name server (RFC 2136)")}}},
         {"dns"_L1, "METHOD"_L1,
          "How address records are changed: manual (default) or rfc2136."_L1},
         {.text = UserText::tr("DN&S"), .spoken = UserText::tr("How DNS is changed")}},
        {u"dns.server"_s,
         TextField{&DnsSettings::server},
         {"dns-server"_L1, "HOST"_L1, "rfc2136: the name server that takes updates."_L1},
         {.text = UserText::tr("Name ser&ver"),
          .example = UserText::tr("the primary that takes updates"),
          .updates = true},
         problemOfServer},
        {u"dns.port"_s,
         NumberField{&DnsSettings::port, 1, 65535, UserText::tr("A port is between 1 and 65535.")},
         {"dns-port"_L1, "PORT"_L1, "rfc2136: its port, 53 unless told."_L1},
         {.text = UserText::tr("Port"),
          .spoken = UserText::tr("Port of the name server"),
          .updates = true}},
        {u"dns.zone"_s,
         TextField{&DnsSettings::zone},
         {"dns-zone"_L1, "ZONE"_L1, "The zone, where it is not found by itself."_L1},
         {.text = UserText::tr("&Zone"),
          .example = UserText::tr("empty: found out"),
          .updates = true},
         problemOfZone},
        {u"dns.keyName"_s,
         TextField{&DnsSettings::keyName},
         {"tsig-key-name"_L1, "NAME"_L1, "rfc2136: the key's name, when there is no file."_L1},
         {.text = UserText::tr("Name of the TSIG &key"),
          .example = u"relaymove."_s,
          .updates = true},
         problemOfKeyName},
        {u"dns.algorithm"_s,
         TextField{.member = &DnsSettings::algorithm, .oneOf = tsigAlgorithms()},
         {"tsig-algorithm"_L1, "NAME"_L1, "rfc2136: hmac-sha256 unless told."_L1},
         {.text = UserText::tr("&Algorithm"),
          .spoken = UserText::tr("Algorithm of the key"),
          .updates = true},
         problemOfAlgorithm},
        {u"dns.ttlDuring"_s,
         NumberField{&Profile::ttlDuring, 1, 3600,
                     UserText::tr("The TTL during the move is between 1 and 3600 seconds.")},
         {"ttl"_L1, "SECONDS"_L1, "The TTL during the move."_L1}},
        {u"dns.ttlAfter"_s,
         NumberField{&Profile::ttlAfter, 60, 604800,
                     UserText::tr("The TTL afterwards is between 60 and 604800 seconds, "
                                  "or 0 for what it was before."),
                     true},
         {"ttl-after"_L1, "SECONDS"_L1, "The TTL afterwards; 0: what it was."_L1}},
    };
}

QList<ProfileField> fieldsOfCutover()
{
    return {
        // Renewals come every few seconds; less than this and a hiccup of the link
        // would wake OLD in the middle of a cutover that goes well.
        {u"autoRollbackSeconds"_s,
         NumberField{&Profile::autoRollbackSeconds, 20, 86400,
                     UserText::tr("OLD waits between 20 seconds and a day for this computer "
                                  "before it serves again.")},
         {"auto-rollback"_L1, "SECONDS"_L1,
          "How long OLD waits for this computer within the cutover before it serves again."_L1}},
        {.key = u"stopAtEveryPage"_s,
         .kind = YesNoField{&Profile::stopAtEveryPage},
         .label = {UserText::tr("S&top at every page of the cutover (users wait longer)")}},
        {u"disableByCmdeploy"_s,
         YesNoField{&Profile::disableByCmdeploy},
         {"disable-by-cmdeploy"_L1,
          {},
          "Stops OLD by \"cmdeploy run --disable-mail\" first. That upgrades OLD to your "
          "checkout, which can't be undone, and users wait about a minute longer."_L1},
         {UserText::tr("Stop OLD by cmdeploy --disab&le-mail (upgrades OLD, can't be undone; a "
                       "minute more)")}},
        {u"oldIsFailing"_s,
         YesNoField{&Profile::oldIsFailing},
         {"old-is-failing"_L1,
          {},
          "OLD's disk is failing: what can't be done without comes first, what can't be read is "
          "reported, nothing is installed on OLD."_L1},
         {UserText::tr("OLD's disk is failin&g (rescues first what can't be replaced)")}},
    };
}

} // namespace

QList<ProfileField> profileFields()
{
    return fieldsOfHosts() + fieldsOfCmdeploy() + fieldsOfDns() + fieldsOfCutover();
}

QList<ProfileProblem> problemsOf(const Profile &profile)
{
    QList<ProfileProblem> found;
    for (const ProfileField &field : profileFields()) {
        QString sentence = field.check ? field.check(profile) : QString();
        if (const auto *number = std::get_if<NumberField>(&field.kind)) {
            const int value = number->member.of(profile);
            if ((value < number->least || value > number->most) &&
                !(number->mayBeZero && value == 0))
                sentence = number->outside;
        }
        if (!sentence.isEmpty())
            found << ProfileProblem{field.key, sentence};
    }
    return found;
}

} // namespace relaymove
