#pragma once
#include "core/preflight/check_input.h"

namespace relaymove {

Verdict profileIsComplete(const CheckInput &c);
Verdict checkoutIsReady(const CheckInput &c);
Verdict domainsAgree(const CheckInput &c);
Verdict pagesAreThere(const CheckInput &c);
Verdict secretIsThere(const CheckInput &c);

} // namespace relaymove
