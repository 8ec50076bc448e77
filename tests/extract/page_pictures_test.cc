// Pictures of pages: their size, what has none, what a worker may not answer.
#include "extract/page_pictures.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "extract/read_error.h"
#include "tests/extract/build_kind.h"
#include "tests/extract/pdf_writer.h"

namespace filing_review::extract {
namespace {

constexpr char kBlackBox[] = "0 0 300 400 re f";  // the lower left quarter of a page of 600 by 800

int TwoPages() {
  PdfWriter pdf;
  pdf.AddPage(kBlackBox);
  pdf.AddPage("");
  return pdf.Write();
}

TEST(PagePictures, ShowThePage) {
  const int fd = TwoPages();
  PictureOptions options;
  options.limits.picture_width = 100;
  const auto pictures = PaintPages(fd, {2, 1}, options);
  close(fd);
  ASSERT_TRUE(pictures.ok()) << pictures.status();
  ASSERT_EQ(pictures->size(), 2u);
  EXPECT_EQ((*pictures)[0].page, 2);
  EXPECT_EQ(std::count((*pictures)[0].pixels.begin(), (*pictures)[0].pixels.end(), '\xff'),
            static_cast<std::ptrdiff_t>((*pictures)[0].pixels.size()));
  const PagePicture& quarter = (*pictures)[1];
  EXPECT_NEAR(quarter.width, 100, 1);
  EXPECT_NEAR(quarter.height, 133, 2);
  const auto at = [&](int x, int y) {
    return quarter.pixels[static_cast<size_t>(y) * static_cast<size_t>(quarter.width) +
                          static_cast<size_t>(x)];
  };
  EXPECT_EQ(at(10, 125), '\0');
  EXPECT_EQ(at(90, 125), '\xff');
  EXPECT_EQ(at(10, 10), '\xff');
}

TEST(PagePictures, HaveLimits) {
  const int fd = TwoPages();
  PictureOptions options;
  options.limits.picture_pages = 1;
  auto pictures = PaintPages(fd, {1, 2}, options);
  ASSERT_TRUE(pictures.ok());
  EXPECT_EQ(pictures->size(), 1u);
  options.limits.picture_seconds = 0;
  pictures = PaintPages(fd, {1, 2}, options);
  ASSERT_TRUE(pictures.ok());
  EXPECT_EQ(pictures->size(), 0u);
  // Workers that hang, fall or lie cost their page only.
  for (const char* worker : {"/bin/sleep", "/bin/false", "/bin/cat"}) {
    PictureOptions other;
    other.worker_path = worker;
    other.limits.picture_page_seconds = 1;
    pictures = PaintPages(fd, {1, 2}, other);
    ASSERT_TRUE(pictures.ok()) << worker << pictures.status();
    EXPECT_EQ(pictures->size(), 0u) << worker;
  }
#ifndef FILING_REVIEW_COVERAGE  // its worker needs other memory, and may fail in opening already
  PictureOptions little;
  little.limits.picture_worker_bytes = 1 << 20;
  pictures = PaintPages(fd, {1}, little);
  ASSERT_TRUE(pictures.ok()) << pictures.status();
  EXPECT_EQ(pictures->size(), kMemoryIsLimited ? 0u : 1u);
#endif
  close(fd);
}

TEST(PagePictures, FailWhereTheDocumentCannotBeOpened) {
  PdfWriter pdf;
  pdf.AddPage(kBlackBox);
  pdf.SetUserPassword("secret");
  const int fd = pdf.Write();
  EXPECT_EQ(ReasonOf(PaintPages(fd, {1}, {}).status()), kReasonEncrypted);
  PictureOptions options;
  options.password = "secret";
  const auto pictures = PaintPages(fd, {1}, options);
  ASSERT_TRUE(pictures.ok()) << pictures.status();
  EXPECT_EQ(pictures->size(), 1u);
  close(fd);
  PictureOptions none;
  none.worker_path = "/none";
  const int again = TwoPages();
  EXPECT_EQ(ReasonOf(PaintPages(again, {1}, none).status()), kReasonWorkerStart);
  close(again);
}

}  // namespace
}  // namespace filing_review::extract
