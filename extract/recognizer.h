// Recognises the characters on a grey picture with Tesseract 5 (LSTM, one thread).
//
//   Recognizer recognizer;
//   if (!recognizer.Load("chi_sim+eng")) …          // opens its data: before files are forbidden
//   RecognizedGlyphs found = recognizer.Recognize(picture);
//
// Straightens the picture first; one that lies on its side or stands on its head is turned. No
// space is put between Chinese characters. The same picture gives the same characters. One thread;
// runs inside the render worker only. Set OMP_THREAD_LIMIT=1 in the environment: more threads make
// Tesseract slower, and the worker may not start any.
#pragma once

#include <memory>
#include <string>

#include "extract/page_painter.h"
#include "extract/recognized_page.h"

namespace filing_review::extract {

class Recognizer {
 public:
  Recognizer();
  ~Recognizer();
  Recognizer(const Recognizer&) = delete;
  Recognizer& operator=(const Recognizer&) = delete;

  // `languages` as Tesseract names them. False where their data is not installed.
  bool Load(const std::string& languages);
  RecognizedGlyphs Recognize(const GreyPicture& picture);

 private:
  struct State;
  struct Sight;
  Sight Look(const GreyPicture& picture, int quarters);
  std::unique_ptr<State> state_;
};

}  // namespace filing_review::extract
