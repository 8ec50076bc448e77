# Writes engine_digest.cc: a digest of all that decides what a review finds in a filing, but for the
# rules, which have one of their own: the sources of the rooms extract and classify and the messages
# between them, and the versions of the libraries that read and fold text.
#
#   cmake -DSOURCE=DIR -DLIBRARIES=TEXT -DOUTPUT=FILE -P engine_digest.cmake
file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/extract/*.cc ${SOURCE}/extract/*.h
  ${SOURCE}/extract/*.txt ${SOURCE}/classify/*.cc ${SOURCE}/classify/*.h ${SOURCE}/proto/*.proto)
list(SORT files)
set(text "${LIBRARIES}\n")
foreach(file ${files})
  file(SHA256 ${SOURCE}/${file} digest)
  string(APPEND text "${file} ${digest}\n")
endforeach()
string(SHA256 digest "${text}")
file(WRITE ${OUTPUT} "// Made by service/engine_digest.cmake.
#include \"service/engine_digest.h\"

namespace filing_review::service {

std::string_view EngineDigest() { return \"${digest}\"; }

}  // namespace filing_review::service
")
