// The resources that names in content streams are looked up in (PDF 32000-1, 7.8.3): those of the
// page, of the form that is shown, of the form within it. A name that the innermost lacks is looked
// up further out, as Poppler does.
//
// Inside the worker only; one thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/font_face.h"

class Dict;
class Object;
class XRef;

namespace filing_review::extract {

class ResourceScopes {
 public:
  explicit ResourceScopes(XRef* xref) : faces_(xref) {}

  // Forgets what pages before had; fonts stay known.
  void StartPage() {
    faces_.StartPage();
    scopes_.clear();
  }
  // `resources` must outlive the scope.
  void Enter(Dict* resources) { scopes_.push_back({resources, {}}); }
  void Leave() { scopes_.pop_back(); }

  // What a category ("XObject", "Properties") holds under `name`; null where it holds nothing.
  Object LookUp(const char* category, std::string_view name) const;
  // The same, as the reference that stands there.
  Object LookUpReference(const char* category, std::string_view name) const;

  // The font of that name; null where there is none. Valid until the next page.
  const FontFace* FindFont(std::string_view name);
  // The font that an ExtGState points at (8.4.5).
  const FontFace* FindFont(const Object& reference) { return faces_.Find(reference); }

 private:
  struct Scope {
    Dict* resources = nullptr;
    std::vector<std::pair<std::string, const FontFace*>> fonts;  // looked up before
  };

  template <typename Entry>
  Object Search(const char* category, const Entry& entry) const;

  FontFaces faces_;
  std::vector<Scope> scopes_;
};

}  // namespace filing_review::extract
