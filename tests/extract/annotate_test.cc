// Annotated copies: where the highlights lie, what stays, what is refused and in which words.
#include "extract/annotate.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "extract/displayed_page.h"
#include "extract/read_error.h"
#include "tests/extract/build_kind.h"
#include "tests/extract/pdf_writer.h"

namespace filing_review::extract {
namespace {

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

constexpr char kText[] = "BT /F1 12 Tf 72 700 Td (Hello) Tj ET";

// One highlight of 100 by 10 points, 20 from the left and 30 from the top of the displayed page.
PdfNotes OneNote(double width = 600, double height = 800) {
  PdfNotes notes;
  notes.page_count = 1;
  notes.author = "Filing Review";
  notes.about = "a copy";
  notes.signed_title = "no signature holds";
  notes.highlights.push_back(
      {1, {{20, 30, 120, 40}}, width, height, "Numbers of users", "Users: 超过一百万", 0xFFE066});
  notes.bookmarks = {
      {0, "Findings", 1, 0}, {1, "用户", 0, 0}, {2, "12", 1, 300}, {1, "Last", 1, 9}};
  return notes;
}

absl::StatusOr<std::string> CopyOf(const PdfWriter& pdf, const PdfNotes& notes,
                                   const AnnotateOptions& options = {}) {
  const int fd = pdf.Write();
  absl::StatusOr<std::string> copy = AnnotatedCopy(fd, notes, options);
  close(fd);
  return copy;
}

PdfWriter OnePage(const std::string& extra = "") {
  PdfWriter pdf;
  pdf.AddPage(kText, extra);
  return pdf;
}

// Upper left, upper right, lower left, lower right of the text as it is displayed. The corners of
// the crop box [50 100 450 700] were worked out by hand.
TEST(Annotate, QuadPointsAreInUserSpace) {
  struct Case {
    const char* extra;
    double width, height;
    const char* quads;
  };
  for (const Case& c : {
           Case{"", 600, 800, "20.000 770.000 120.000 770.000 20.000 760.000 120.000 760.000"},
           Case{"/CropBox [50 100 450 700]", 400, 600,
                "70.000 670.000 170.000 670.000 70.000 660.000 170.000 660.000"},
           Case{"/CropBox [450 700 50 100]", 400, 600,
                "70.000 670.000 170.000 670.000 70.000 660.000 170.000 660.000"},
           Case{"/CropBox [50 100 450 700] /Rotate 90", 600, 400,
                "80.000 120.000 80.000 220.000 90.000 120.000 90.000 220.000"},
           Case{"/CropBox [50 100 450 700] /Rotate 180", 400, 600,
                "430.000 130.000 330.000 130.000 430.000 140.000 330.000 140.000"},
           Case{"/CropBox [50 100 450 700] /Rotate 270", 600, 400,
                "420.000 680.000 420.000 580.000 410.000 680.000 410.000 580.000"},
           Case{"/CropBox [50 100 450 700] /Rotate -90", 600, 400,
                "420.000 680.000 420.000 580.000 410.000 680.000 410.000 580.000"},
           // A crop box that reaches beyond the page is cut to it.
           Case{"/CropBox [-50 -50 450 9000]", 450, 800,
                "20.000 770.000 120.000 770.000 20.000 760.000 120.000 760.000"},
       }) {
    const auto copy = CopyOf(OnePage(c.extra), OneNote(c.width, c.height));
    ASSERT_TRUE(copy.ok()) << c.extra << " " << copy.status();
    EXPECT_TRUE(Contains(*copy, std::string("/QuadPoints [ ") + c.quads)) << c.extra;
  }
}

TEST(Annotate, SaysTheFindingAndKeepsThePage) {
  const auto copy = CopyOf(OnePage(), OneNote());
  ASSERT_TRUE(copy.ok()) << copy.status();
  EXPECT_TRUE(Contains(*copy, kText));
  EXPECT_TRUE(Contains(*copy, "/Subtype /Highlight"));
  EXPECT_TRUE(Contains(*copy, "/Subj (Numbers of users)"));
  EXPECT_TRUE(Contains(*copy, "/BM /Multiply"));
  // "超" in UTF-16BE after the byte order mark and "Users: ".
  EXPECT_TRUE(Contains(*copy,
                       "/Contents <feff00550073006500720073003a0020"
                       "8d858fc74e00767e4e07>"))
      << *copy;
  EXPECT_TRUE(Contains(*copy, "/FilingReview (a copy)"));
  EXPECT_TRUE(Contains(*copy, "/Title (Findings)"));
  EXPECT_FALSE(Contains(*copy, "no signature holds"));
  EXPECT_EQ(*copy, *CopyOf(OnePage(), OneNote()));
}

TEST(Annotate, ASignedOriginalIsCopiedAsOneThatSaysSo) {
  PdfWriter pdf = OnePage("/Annots [10 0 R]");
  pdf.AddObject("<< /Type /Annot /Subtype /Widget /FT /Sig /T (seal) /Rect [0 0 9 9] /V 11 0 R >>");
  pdf.AddObject("<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>");
  // The writer has no place for a form in the catalog: it takes the room of an unused entry.
  std::string bytes = pdf.Bytes();
  const std::string catalog = "/Type /Catalog";
  const size_t at = bytes.find(catalog);
  ASSERT_NE(at, std::string::npos);
  bytes.insert(at + catalog.size(), " /AcroForm << /SigFlags 3 /Fields [10 0 R] >>");
  const int fd = TemporaryFile(bytes);
  const auto copy = AnnotatedCopy(fd, OneNote(), {});
  close(fd);
  ASSERT_TRUE(copy.ok()) << copy.status();
  EXPECT_TRUE(Contains(*copy, "/Title (no signature holds)"));
  EXPECT_TRUE(Contains(*copy, "/FilingReview (no signature holds a copy)"));
  EXPECT_FALSE(Contains(*copy, "/ByteRange"));
  EXPECT_TRUE(Contains(*copy, "/Subtype /Widget"));  // its looks stay
}

TEST(Annotate, RefusesInWords) {
  struct Case {
    const char* what;
    std::string bytes;
    PdfNotes notes;
    AnnotateOptions options;
    const char *reason, *words;
  };
  const std::string good = OnePage().Bytes();
  PdfNotes two_pages = OneNote(), page_two = OneNote(), other_size = OneNote(612, 792),
           many = OneNote();
  two_pages.page_count = 2;
  page_two.highlights[0].page = 2;
  many.highlights.resize(200, many.highlights[0]);
  for (PdfHighlight& one : many.highlights) one.contents.assign(1 << 20, 'x');
  const auto with = [](auto change) {
    AnnotateOptions options;
    change(options);
    return options;
  };
  PdfWriter locked = OnePage();
  locked.SetUserPassword("secret");
  // A way of encryption that nobody knows, under a name as long as that of the usual one.
  std::string foreign = locked.Bytes();
  const std::string usual = "/Filter /Standard";
  ASSERT_TRUE(Contains(foreign, usual));
  foreign.replace(foreign.find(usual), usual.size(), "/Filter /Nonesuch");
  const Case cases[] = {
      {"no pdf", "This is a letter.", OneNote(), {}, kReasonDamaged, "cannot be mended"},
      {"empty", "", OneNote(), {}, kReasonEmpty, "is empty"},
      {"pages",
       good,
       two_pages,
       {},
       kReasonOtherDocument,
       "give the PDF that the brief was made of"},
      {"page", good, page_two, {}, kReasonOtherDocument, "has other pages"},
      {"size", good, other_size, {}, kReasonOtherDocument, "has other pages"},
      {"password", locked.Bytes(), OneNote(), {}, kReasonEncrypted, "give it with --password-file"},
      {"wrong password", locked.Bytes(), OneNote(),
       with([](AnnotateOptions& o) { o.password = "guess"; }), kReasonEncrypted,
       "the one given is wrong"},
      {"encryption",
       foreign,
       OneNote(),
       {},
       kReasonUnsupportedEncryption,
       "is encrypted in a way that an annotated copy cannot keep; choose another format"},
      {"entries", good, OneNote(), with([](AnnotateOptions& o) { o.limits.annotations = 4; }),
       kReasonAnnotations, "would get 5 highlights and bookmarks, more than the limit of 4"},
      {"copy", good, OneNote(), with([](AnnotateOptions& o) { o.limits.annotate_copy_bytes = 99; }),
       kReasonAnnotateBytes, "more than the limit of 99 bytes"},
      {"memory", good, many,
       with([](AnnotateOptions& o) { o.limits.annotate_worker_bytes = 150 << 20; }), kReasonMemory,
       "raise annotate_worker_bytes"},
      {"file", good, OneNote(), with([](AnnotateOptions& o) { o.limits.file_bytes = 9; }),
       kReasonFileTooLarge, "more than the limit of 9"},
      // sleep takes its arguments for seconds, of which there are many.
      {"time", good, OneNote(), with([](AnnotateOptions& o) {
         o.worker_path = "/bin/sleep";
         o.limits.annotate_seconds = 1;
       }),
       kReasonAnnotateTime, "longer to annotate than the limit of 1 seconds"},
      {"crash", good, OneNote(), with([](AnnotateOptions& o) { o.worker_path = "/bin/false"; }),
       kReasonWorkerCrash, "brings down the worker"},
      {"nonsense", good, OneNote(), with([](AnnotateOptions& o) { o.worker_path = "/bin/cat"; }),
       kReasonWorkerCrash, "brings down the worker"},
      {"none", good, OneNote(), with([](AnnotateOptions& o) { o.worker_path = "/none"; }),
       kReasonWorkerStart, "cannot start /none"},
  };
  for (const Case& c : cases) {
    if (!kMemoryIsLimited && std::string_view(c.what) == "memory") continue;
    const int fd = TemporaryFile(c.bytes);
    const auto copy = AnnotatedCopy(fd, c.notes, c.options);
    close(fd);
    ASSERT_FALSE(copy.ok()) << c.what;
    EXPECT_EQ(ReasonOf(copy.status()), c.reason) << c.what << ": " << copy.status();
    EXPECT_TRUE(Contains(std::string(copy.status().message()), c.words))
        << c.what << ": " << copy.status();
  }
}

TEST(Annotate, APasswordOpensAndStillLocks) {
  PdfWriter pdf = OnePage();
  pdf.SetUserPassword("secret");
  AnnotateOptions options;
  options.password = "secret";
  const auto copy = CopyOf(pdf, OneNote(), options);
  ASSERT_TRUE(copy.ok()) << copy.status();
  EXPECT_TRUE(Contains(*copy, "/Encrypt"));
  EXPECT_FALSE(Contains(*copy, "Numbers of users"));
  EXPECT_EQ(*copy, *CopyOf(pdf, OneNote(), options));
  // The copy is opened by the same password, and not without it.
  const int fd = TemporaryFile(*copy);
  EXPECT_EQ(ReasonOf(AnnotatedCopy(fd, OneNote(), {}).status()), kReasonEncrypted);
  EXPECT_TRUE(AnnotatedCopy(fd, OneNote(), options).ok());
  close(fd);
}

TEST(Annotate, WhatIsDamagedIsMendedOrRefused) {
  const std::string good = OnePage().Bytes();
  int mended = 0;
  for (size_t cut = 0; cut < good.size(); cut += 7) {
    for (const std::string& bytes : {good.substr(0, cut), good.substr(cut)}) {
      const int fd = TemporaryFile(bytes);
      const auto copy = AnnotatedCopy(fd, OneNote(), {});
      close(fd);
      if (copy.ok()) {
        EXPECT_TRUE(Contains(*copy, "/Subtype /Highlight"));
        ++mended;
      } else {
        const std::string reason = ReasonOf(copy.status());
        EXPECT_TRUE(reason == kReasonDamaged || reason == kReasonOtherDocument ||
                    reason == kReasonEmpty)
            << copy.status();
      }
    }
  }
  EXPECT_GT(mended, 0);
}

// Outlines that lie do not keep ours from being found.
TEST(Annotate, AnOutlineThatIsNotSoundIsReplaced) {
  for (const char* outline : {"/Outlines 4711 0 R", "/Outlines (text)", "/Outlines << /First 3 >>",
                              "/Outlines 1 0 R", "/Outlines 10 0 R"}) {
    PdfWriter pdf = OnePage();
    pdf.AddObject("<< /First 10 0 R /Last 10 0 R /Next 10 0 R /Count -99999999999 >>");
    std::string bytes = pdf.Bytes();
    bytes.insert(bytes.find("/Type /Catalog") + 14, std::string(" ") + outline);
    const int fd = TemporaryFile(bytes);
    const auto copy = AnnotatedCopy(fd, OneNote(), {});
    close(fd);
    ASSERT_TRUE(copy.ok()) << outline << " " << copy.status();
    EXPECT_TRUE(Contains(*copy, "/Title (Findings)")) << outline;
  }
}

}  // namespace
}  // namespace filing_review::extract
