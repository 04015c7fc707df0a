// libpq's public interface, as installed by Debian's libpq-dev.
#include <libpq-fe.h>
