// Readiness on Linux, which Swift's Glibc module leaves out.
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>

/// Names the calling thread, in at most 15 bytes, for `ps` and `perf`. (`prctl` is variadic, which Swift does not import.)
static inline int name_this_thread(const char *name) {
    return prctl(PR_SET_NAME, (unsigned long)name, 0UL, 0UL, 0UL);
}
