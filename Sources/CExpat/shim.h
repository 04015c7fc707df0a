// expat's public interface, as installed by Debian's libexpat1-dev.
#include <expat.h>
