#pragma once
// glibc 2.36 forgot to say extern "C" in this one.
extern "C" {
#include <sys/pidfd.h>
}
