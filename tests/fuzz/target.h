// What a fuzz target is: one function over bytes. libFuzzer calls it, and so does replay.cc over
// the files that are stored.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
