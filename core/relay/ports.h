#pragma once
#include <array>

namespace relaymove {

// The ports on which a relay is reached (relay-facts.md, "Units and ports").
// 443 and 80 too: nginx passes imap and smtp by ALPN and takes mail at /mxdeliv,
// and the certificate is renewed over 80.
inline constexpr std::array<int, 8> publicTcpPorts{25, 80, 143, 443, 465, 587, 993, 3340};
inline constexpr int turnPort = 3478; // udp

// Where OLD's connections wait: port 25 at 20025, and so on.
inline constexpr int waitingPortBase = 20000;

} // namespace relaymove
