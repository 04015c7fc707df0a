// libpq's public interface, as installed by Debian's libpq-dev, and what is done with its values byte by byte.
#include <libpq-fe.h>
#include "text_kind.h"
