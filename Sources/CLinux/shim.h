// Readiness on Linux, which Swift's Glibc module leaves out.
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>

/// Names the calling thread, in at most 15 bytes, for `ps` and `perf`. (`prctl` is variadic, which Swift does not import.)
static inline int name_this_thread(const char *name) {
    return prctl(PR_SET_NAME, (unsigned long)name, 0UL, 0UL, 0UL);
}

// GNU's additions to starting a process, which glibc's headers show only under _GNU_SOURCE.
#include <spawn.h>
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *folder);
enum { CLINUX_SPAWN_SETSID = 0x80 };
int memfd_create(const char *name, unsigned int flags);
enum { CLINUX_MEMFD_CLOEXEC = 1 };
