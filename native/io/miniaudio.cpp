// miniaudio, compiled once: devices only, no decoders, no node graph. Audio systems are opened at run time, none is
// linked.
#include "native/io/miniaudio_config.h"
#define MINIAUDIO_IMPLEMENTATION
#include <miniaudio.h>
