// libzip's public interface, as installed by Debian's libzip-dev.
#include <zip.h>
