// Exit status of the workers.
#pragma once

namespace filing_review::extract {

inline constexpr int kExitDone = 0;
inline constexpr int kExitSetup = 70;        // could not map the file or lock itself down
inline constexpr int kExitMemory = 71;       // out of memory
inline constexpr int kExitProtocol = 72;     // a request made no sense, or the launcher went away
inline constexpr int kExitFileChanged = 73;  // the file became shorter while it was read
inline constexpr int kExitNoLanguage = 74;   // data of a language to recognise is not installed

}  // namespace filing_review::extract
