// Colours of what is printed, on a terminal only (and not where NO_COLOR is set).
#pragma once

#include <string>

namespace filing_review::cli {

class TerminalColors {
 public:
  // Of stdout.
  TerminalColors();
  explicit TerminalColors(bool on) : on_(on) {}

  std::string Bold(const std::string& text) const { return In("1", text); }
  std::string Good(const std::string& text) const { return In("32", text); }
  std::string Bad(const std::string& text) const { return In("31", text); }
  std::string Doubtful(const std::string& text) const { return In("33", text); }
  std::string Faint(const std::string& text) const { return In("2", text); }

 private:
  std::string In(const char* code, const std::string& text) const {
    return on_ ? "\033[" + std::string(code) + "m" + text + "\033[0m" : text;
  }
  bool on_;
};

}  // namespace filing_review::cli
