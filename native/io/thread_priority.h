// Real-time priority for a thread that makes sound.
#pragma once

namespace hocket::io {

/// Raises the calling thread's priority; false when the system does not allow it. A system call: once, when a thread
/// starts. [any]
bool raiseThreadPriority();

}  // namespace hocket::io
