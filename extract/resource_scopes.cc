#include "extract/resource_scopes.h"

#include <poppler/Object.h>

#include <algorithm>

namespace filing_review::extract {

// `entry`: what a dictionary holds, null where it holds nothing.
template <typename Entry>
Object ResourceScopes::Search(const char* category, const Entry& entry) const {
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    const Object entries = scope->resources->lookup(category);
    if (!entries.isDict()) continue;
    Object found = entry(*entries.getDict());
    if (!found.isNull()) return found;
  }
  return Object(objNull);
}

Object ResourceScopes::LookUp(const char* category, std::string_view name) const {
  const std::string key(name);
  return Search(category, [&](const Dict& dict) { return dict.lookup(key.c_str()); });
}

Object ResourceScopes::LookUpReference(const char* category, std::string_view name) const {
  const std::string key(name);
  return Search(category, [&](const Dict& dict) { return dict.lookupNF(key.c_str()).copy(); });
}

const FontFace* ResourceScopes::FindFont(std::string_view name) {
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    const auto known = std::find_if(scope->fonts.begin(), scope->fonts.end(),
                                    [&](const auto& font) { return font.first == name; });
    if (known != scope->fonts.end()) {
      if (known->second != nullptr) return known->second;
      continue;
    }
    const Object fonts = scope->resources->lookup("Font");
    const FontFace* face =
        fonts.isDict() ? faces_.Find(*fonts.getDict(), std::string(name)) : nullptr;
    scope->fonts.emplace_back(name, face);
    if (face != nullptr) return face;
  }
  return nullptr;
}

}  // namespace filing_review::extract
