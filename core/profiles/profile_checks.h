#pragma once
#include <QString>

namespace relaymove {

struct Profile;

// What is wrong with one field of a profile, as a sentence to the person; empty: nothing that
// can be seen without asking any host or file.
QString problemOfName(const Profile &p);
QString problemOfDomain(const Profile &p);
QString problemOfOldHost(const Profile &p);
QString problemOfNewHost(const Profile &p);
QString problemOfNewKey(const Profile &p);
QString problemOfOldV4(const Profile &p);
QString problemOfOldV6(const Profile &p);
QString problemOfNewV4(const Profile &p);
QString problemOfNewV6(const Profile &p);
QString problemOfCheckout(const Profile &p);
QString problemOfIni(const Profile &p);
QString problemOfCmdeployHost(const Profile &p);
QString problemOfZone(const Profile &p);
QString problemOfServer(const Profile &p);
QString problemOfKeyName(const Profile &p);
QString problemOfAlgorithm(const Profile &p);

} // namespace relaymove
