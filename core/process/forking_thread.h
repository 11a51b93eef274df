#pragma once
#include <functional>

#include <sys/types.h>

namespace relaymove {

// fork() in a thread that ends only with the program. PR_SET_PDEATHSIG goes off
// when the thread that forked ends, and steps run in threads that come and go.
// `child` runs in the new process and must not return. -1 with errno on failure.
pid_t forkInLastingThread(const std::function<void()> &child);

// A pipe or socket whose reader is gone must be an error code, not the end of
// the program; libssh writes without MSG_NOSIGNAL. Once for the program.
void ignoreBrokenPipes();

} // namespace relaymove
