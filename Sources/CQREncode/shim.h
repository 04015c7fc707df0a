// libqrencode's public interface, as installed by Debian's libqrencode-dev.
#include <qrencode.h>
