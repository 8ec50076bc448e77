// What the annotations of a page show: their appearance streams (PDF 32000-1, 12.5.5), which are
// form XObjects that are laid over the page. Inside the worker only.
#pragma once

#include <poppler/Object.h>

#include <array>
#include <vector>

class Page;

namespace filing_review::extract {

struct AnnotationAppearance {
  Object form;
  std::array<double, 6> to_user;  // form space, behind the form's own matrix, to user space
  Object membership;              // optional content (8.11.3.3); null where there is none
};

// Of visible annotations in their order. False where what an annotation shows is for Poppler to
// make up: fields of forms, and text without an appearance of its own.
bool FindAppearances(::Page* page, std::vector<AnnotationAppearance>* appearances);

}  // namespace filing_review::extract
