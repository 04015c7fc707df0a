// zlib's public interface, as installed by Debian's zlib1g-dev.
#include <zlib.h>
