#include "extract/hybrid_reference.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <map>
#include <string>

#include "extract/reader.h"
#include "tests/extract/pdf_writer.h"

namespace filing_review::extract {
namespace {

std::string Padded(size_t number, int digits) {
  char text[32];
  snprintf(text, sizeof text, "%0*zu", digits, number);
  return text;
}

// The page (object 4) and its font (3) are free in the table; they stand in an object stream (6)
// that only the stream of the trailer (7) knows, so that looking for "obj" does not find them
// either.
class HybridPdf {
 public:
  explicit HybridPdf(const std::string& before_header = "") : start_(before_header.size()) {
    out_ = before_header + "%PDF-1.5\n";
    Add(1, "<< /Type /Catalog /Pages 2 0 R >>");
    Add(2, "<< /Type /Pages /Kids [4 0 R] /Count 1 >>");
    AddStream(5, "", "BT /F1 10 Tf 100 700 Td (hidden from old programs) Tj ET");
    const std::string font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> ";
    const std::string index = "3 0 4 " + std::to_string(font.size()) + " ";
    AddStream(6, "/Type /ObjStm /N 2 /First " + std::to_string(index.size()),
              index + font +
                  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources "
                  "<< /Font << /F1 3 0 R >> >> >>");
    stream_ = Here();
    std::string rows = {2, 0, 0, 0, 6, 0, 2, 0, 0, 0, 6, 1, 1};  // objects 3 and 4, in 6
    for (int shift = 24; shift >= 0; shift -= 8) {
      rows += static_cast<char>(places_[6] >> shift & 255);
    }
    rows += '\0';
    AddStream(7, "/Type /XRef /Size 8 /W [1 4 1] /Index [3 2 6 1] /Root 1 0 R", rows);
    table_ = Here();
    out_ += "xref\n0 7\n0000000003 65535 f \n" + Used(1) + Used(2) +
            "0000000004 00000 f \n0000000006 00000 f \n" + Used(5) + "0000000000 00000 f \n";
  }

  // Ends the section; `more` stands in its trailer.
  std::string Ended(const std::string& more) const {
    return out_ + "trailer\n<< /Size 8 /Root 1 0 R /Note (a \\) >> (b)) /Sub << /Prev 1 >> " +
           more + " >>\nstartxref\n" + std::to_string(table_) + "\n%%EOF\n";
  }
  std::string Hybrid() const { return Ended("/XRefStm " + std::to_string(stream_)); }
  size_t table() const { return table_; }

 private:
  size_t Here() const { return out_.size() - start_; }
  void Add(int number, const std::string& body) {
    places_[number] = Here();
    out_ += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
  }
  void AddStream(int number, const std::string& keys, const std::string& bytes) {
    Add(number, "<< " + keys + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n" +
                    bytes + "\nendstream");
  }
  std::string Used(int number) { return Padded(places_[number], 10) + " 00000 n \n"; }

  std::string out_;
  size_t start_ = 0, stream_ = 0, table_ = 0;
  std::map<int, size_t> places_;
};

std::string TextOf(const std::string& pdf) {
  const int fd = TemporaryFile(pdf);
  const auto document = ReadPdf(fd, {});
  close(fd);
  return document.ok() ? document->pages.at(0).text : document.status().ToString();
}

TEST(RestateHybrid, ObjectsInTheStreamAreRead) {
  EXPECT_EQ(TextOf(HybridPdf().Hybrid()), "hidden from old programs\n");
  // Places count from the header.
  EXPECT_EQ(TextOf(HybridPdf("some mail header\r\n").Hybrid()), "hidden from old programs\n");
}

TEST(RestateHybrid, ObjectsInTheStreamOfAnOlderSectionAreRead) {
  const HybridPdf pdf;
  std::string updated = pdf.Hybrid();
  const size_t here = updated.size();
  updated += "xref\n0 0\ntrailer\n<< /Size 8 /Root 1 0 R /Prev " + std::to_string(pdf.table()) +
             " >>\nstartxref\n" + std::to_string(here) + "\n%%EOF\n";
  EXPECT_EQ(TextOf(updated), "hidden from old programs\n");
}

// What a newer section says of an object goes before an older stream.
TEST(RestateHybrid, ANewerSectionGoesFirst) {
  const HybridPdf pdf;
  std::string updated = pdf.Hybrid();
  const size_t object = updated.size();
  const std::string content = "BT /F1 10 Tf 100 700 Td (as amended) Tj ET";
  updated += "5 0 obj\n<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
             "\nendstream\nendobj\n";
  const size_t here = updated.size();
  updated += "xref\n5 1\n" + Padded(object, 10) +
             " 00000 n \ntrailer\n<< /Size 8 /Root 1 0 R /Prev " + std::to_string(pdf.table()) +
             " >>\nstartxref\n" + std::to_string(here) + "\n%%EOF\n";
  EXPECT_EQ(TextOf(updated), "as amended\n");
}

TEST(RestateHybrid, KeepsTheFileAndItsTrailer) {
  const std::string file = HybridPdf().Hybrid();
  const std::string restated = RestateHybrid(file);
  ASSERT_GT(restated.size(), file.size());
  EXPECT_EQ(restated.substr(0, file.size()), file);
  EXPECT_NE(restated.find("/Note (a \\) >> (b)) /Sub << /Prev 1 >>", file.size()),
            std::string::npos);
}

TEST(RestateHybrid, LeavesAllOtherFilesAlone) {
  const HybridPdf pdf;
  PdfWriter plain;
  plain.AddPage("");
  const std::string own = std::to_string(pdf.table());
  for (const std::string& file :
       {std::string(), std::string("startxref"), std::string("%PDF-1.7\nstartxref\n9\n"),
        std::string("%PDF-1.7\nstartxref\n99999999999999999999999999"), plain.Bytes(),
        pdf.Ended(""), pdf.Ended("/XRefStm /None"), pdf.Ended("/XRefStm 7 0 R"),
        pdf.Ended("/XRefStm 7 /Prev " + own),  // a loop
        pdf.Ended("/XRefStm 7 /Open (")}) {
    EXPECT_EQ(RestateHybrid(file), "") << file;
  }
  // Cut anywhere: no more is asked than that it ends.
  const std::string whole = pdf.Hybrid();
  for (size_t size = pdf.table(); size < whole.size(); ++size) {
    RestateHybrid(whole.substr(0, size) + "\nstartxref\n" + own + "\n");
  }
}

TEST(RestateHybrid, LeavesLargeFilesAlone) {
  const std::string file = HybridPdf().Hybrid();
  const std::string large = "%PDF-1.5\n" + std::string(kMostHybridBytes, ' ') + file;
  EXPECT_EQ(RestateHybrid(large), "");
}

}  // namespace
}  // namespace filing_review::extract
