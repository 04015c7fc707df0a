// libsodium's password hashing, as installed by Debian's libsodium-dev.
#include <sodium.h>
