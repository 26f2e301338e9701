/* Writes down every change a process makes to files under one folder, in the order in which it makes them.
 *
 * Preloaded before the C library (LD_PRELOAD). TRACE_FOLDER is the folder that is watched, TRACE_FILE where the trace goes.
 * A line of the trace: one letter, the numbers, and the lengths of the two byte strings that follow it; `power.py` reads it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define HANDLES 4096

static pthread_mutex_t guard = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char watched[HANDLES];
static char folder[PATH_MAX];
static size_t folder_length;
static int trace = -1;


static void put(const void *bytes, size_t length) {
    const char *from = bytes;
    while (length) {
        ssize_t done = syscall(SYS_write, trace, from, length);
        if (done <= 0) abort();
        from += done;
        length -= (size_t)done;
    }
}

static void tell(char what, long first, long second, const void *one, size_t one_length, const void *two, size_t two_length) {
    char head[128];
    int length = snprintf(head, sizeof head, "%c %ld %ld %zu %zu\n", what, first, second, one_length, two_length);
    put(head, (size_t)length);
    if (one_length) put(one, one_length);
    if (two_length) put(two, two_length);
}

__attribute__((constructor)) static void begin(void) {
    const char *where = getenv("TRACE_FOLDER"), *into = getenv("TRACE_FILE");
    if (!where || !into) return;
    strncpy(folder, where, sizeof folder - 1);
    folder_length = strlen(folder);
    int low = (int)syscall(SYS_openat, AT_FDCWD, into, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    /* Far from the handles that the program gets, so that it closes it by no accident. */
    trace = fcntl(low, F_DUPFD_CLOEXEC, 900);
    syscall(SYS_close, low);
}

/* The absolute path in `out`; 1 when it lies under the watched folder. */
static int resolve(int at, const char *path, char *out) {
    if (trace < 0 || !path) return 0;
    if (path[0] == '/') {
        snprintf(out, PATH_MAX, "%s", path);
    } else {
        char link[64], base[PATH_MAX];
        ssize_t length;
        if (at == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
        else snprintf(link, sizeof link, "/proc/self/fd/%d", at);
        length = readlink(link, base, sizeof base - 1);
        if (length < 0) return 0;
        base[length] = 0;
        if (snprintf(out, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) return 0;
    }
    return strncmp(out, folder, folder_length) == 0 && (out[folder_length] == '/' || out[folder_length] == 0);
}

static int opened(int at, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX];
    pthread_mutex_lock(&guard);
    int inside = resolve(at, path, full);
    int existed = inside && syscall(SYS_faccessat, AT_FDCWD, full, F_OK) == 0;
    int handle = (int)syscall(SYS_openat, at, path, flags, mode);
    int kept = errno;
    if (handle >= 0 && handle < HANDLES) {
        watched[handle] = (char)inside;
        if (inside) tell('o', handle, (existed ? 0 : 1) | ((flags & O_TRUNC) ? 2 : 0), full, strlen(full), NULL, 0);
    }
    pthread_mutex_unlock(&guard);
    errno = kept;
    return handle;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }

int close(int handle) {
    pthread_mutex_lock(&guard);
    if (handle >= 0 && handle < HANDLES) watched[handle] = 0;
    int result = (int)syscall(SYS_close, handle);
    int kept = errno;
    pthread_mutex_unlock(&guard);
    errno = kept;
    return result;
}

static int follows(int handle) { return trace >= 0 && handle >= 0 && handle < HANDLES && watched[handle]; }

ssize_t write(int handle, const void *bytes, size_t length) {
    if (!follows(handle)) return syscall(SYS_write, handle, bytes, length);
    pthread_mutex_lock(&guard);
    ssize_t done = syscall(SYS_write, handle, bytes, length);
    int kept = errno;
    if (done > 0) tell('w', handle, lseek(handle, 0, SEEK_CUR) - done, bytes, (size_t)done, NULL, 0);
    pthread_mutex_unlock(&guard);
    errno = kept;
    return done;
}

static ssize_t placed(int handle, const void *bytes, size_t length, off_t place) {
    if (!follows(handle)) return syscall(SYS_pwrite64, handle, bytes, length, place);
    pthread_mutex_lock(&guard);
    ssize_t done = syscall(SYS_pwrite64, handle, bytes, length, place);
    int kept = errno;
    if (done > 0) tell('w', handle, place, bytes, (size_t)done, NULL, 0);
    pthread_mutex_unlock(&guard);
    errno = kept;
    return done;
}

ssize_t pwrite(int handle, const void *bytes, size_t length, off_t place) { return placed(handle, bytes, length, place); }
ssize_t pwrite64(int handle, const void *bytes, size_t length, off64_t place) { return placed(handle, bytes, length, place); }

/* Ways of writing that nothing traced here uses; were one used, the trace would lie. */
#define NOT_TRACED(handle) if (follows(handle)) { fprintf(stderr, "file_trace: an untraced way of writing\n"); abort(); }
ssize_t writev(int handle, const struct iovec *parts, int count) {
    NOT_TRACED(handle)
    return syscall(SYS_writev, handle, parts, count);
}
ssize_t sendfile(int to, int from, off_t *place, size_t length) {
    NOT_TRACED(to)
    return syscall(SYS_sendfile, to, from, place, length);
}
ssize_t sendfile64(int to, int from, off64_t *place, size_t length) {
    NOT_TRACED(to)
    return syscall(SYS_sendfile, to, from, place, length);
}
ssize_t copy_file_range(int from, off64_t *here, int to, off64_t *there, size_t length, unsigned flags) {
    NOT_TRACED(to)
    return syscall(SYS_copy_file_range, from, here, to, there, length, flags);
}

static int cut_short(int handle, off_t length) {
    pthread_mutex_lock(&guard);
    int result = (int)syscall(SYS_ftruncate, handle, length);
    int kept = errno;
    if (result == 0 && follows(handle)) tell('t', handle, length, NULL, 0, NULL, 0);
    pthread_mutex_unlock(&guard);
    errno = kept;
    return result;
}

int ftruncate(int handle, off_t length) { return cut_short(handle, length); }
int ftruncate64(int handle, off64_t length) { return cut_short(handle, length); }

static int synced(int handle, long number) {
    pthread_mutex_lock(&guard);
    /* The real disk need not be waited for: the trace tells what was asked. */
    int result = follows(handle) ? 0 : (int)syscall(number, handle);
    int kept = errno;
    if (follows(handle)) tell('s', handle, 0, NULL, 0, NULL, 0);
    pthread_mutex_unlock(&guard);
    errno = kept;
    return result;
}

int fsync(int handle) { return synced(handle, SYS_fsync); }
int fdatasync(int handle) { return synced(handle, SYS_fdatasync); }

static int named(char what, int at, const char *path, int at_other, const char *other, long number, long more) {
    char one[PATH_MAX], two[PATH_MAX];
    pthread_mutex_lock(&guard);
    int inside = resolve(at, path, one);
    size_t other_length = 0;
    if (other) {
        inside = resolve(at_other, other, two) || inside;
        other_length = strlen(two);
    }
    int result = other ? (int)syscall(number, at, path, at_other, other) : (int)syscall(number, at, path, more);
    int kept = errno;
    if (result == 0 && inside) tell(what, 0, 0, one, strlen(one), two, other_length);
    pthread_mutex_unlock(&guard);
    errno = kept;
    return result;
}

int rename(const char *from, const char *to) { return named('r', AT_FDCWD, from, AT_FDCWD, to, SYS_renameat, 0); }
int renameat(int at, const char *from, int at_to, const char *to) { return named('r', at, from, at_to, to, SYS_renameat, 0); }
int unlink(const char *path) { return named('u', AT_FDCWD, path, 0, NULL, SYS_unlinkat, 0); }
int unlinkat(int at, const char *path, int flags) {
    return named((flags & AT_REMOVEDIR) ? 'd' : 'u', at, path, 0, NULL, SYS_unlinkat, flags);
}
int rmdir(const char *path) { return named('d', AT_FDCWD, path, 0, NULL, SYS_unlinkat, AT_REMOVEDIR); }
int mkdir(const char *path, mode_t mode) { return named('m', AT_FDCWD, path, 0, NULL, SYS_mkdirat, (long)mode); }
int mkdirat(int at, const char *path, mode_t mode) { return named('m', at, path, 0, NULL, SYS_mkdirat, (long)mode); }
