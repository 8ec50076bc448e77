// Writes small PDFs for tests: Helvetica, plain content streams, nothing compressed.
//
//   PdfWriter writer;
//   writer.AddPage("BT /F1 12 Tf 72 700 Td (Hello) Tj ET");
//   const int fd = writer.Write();   // a temporary file without a name, open for reading
#pragma once

#include <string>
#include <vector>

namespace filing_review::extract {

class PdfWriter {
 public:
  // `extra` goes into the page dictionary: "/Rotate 90", "/CropBox [0 0 100 100]".
  void AddPage(const std::string& content, const std::string& extra = "");
  // An object for resources: returns its number. `body` is all between "obj" and "endobj".
  int AddObject(const std::string& body);
  // More resources of all pages: "/XObject << /Im1 7 0 R >>".
  void SetResources(const std::string& resources) { resources_ = resources; }
  // Encrypts streams with RC4, 40 bits (PDF 32000-1, 7.6.3, revision 2), under a user password.
  void SetUserPassword(const std::string& password) {
    encrypted_ = true;
    password_ = password;
  }

  std::string Bytes() const;
  int Write() const;

 private:
  struct PageText {
    std::string content, extra;
  };
  std::vector<PageText> pages_;
  std::vector<std::string> objects_;  // numbers 10, 11, …
  std::string resources_;
  bool encrypted_ = false;
  std::string password_;
};

// A temporary file that holds `bytes`, open for reading; closed by the caller.
int TemporaryFile(const std::string& bytes);

}  // namespace filing_review::extract
