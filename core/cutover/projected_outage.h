#pragma once

namespace relaymove {

struct Facts;
struct Profile;

// What the person is told before the cutover, in seconds: the last pass and
// what stopping, verifying and starting took elsewhere.
double projectedOutage(const Profile &profile, const Facts &facts);

} // namespace relaymove
