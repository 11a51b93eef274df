#include "core/steps/all_steps.h"

#include "core/steps/activate.h"
#include "core/steps/chown.h"
#include "core/steps/disable.h"
#include "core/steps/dns.h"
#include "core/steps/finish.h"
#include "core/steps/install.h"
#include "core/steps/precopy.h"
#include "core/steps/preflight.h"
#include "core/steps/sync.h"
#include "core/steps/ttl.h"

namespace relaymove {

std::vector<std::unique_ptr<Step>> makeSteps()
{
    std::vector<std::unique_ptr<Step>> steps;
    steps.push_back(makePreflight());
    steps.push_back(makeTtl());
    steps.push_back(makePrecopy());
    steps.push_back(makeInstall());
    steps.push_back(makeDisable());
    steps.push_back(makeSync());
    steps.push_back(makeChown());
    steps.push_back(makeDns());
    steps.push_back(makeActivate());
    steps.push_back(makeFinish());
    return steps;
}

} // namespace relaymove
