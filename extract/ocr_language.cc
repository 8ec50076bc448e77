#include "extract/ocr_language.h"

#include <algorithm>

#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

constexpr int64_t kFewLetters = 40;      // too few to judge
constexpr int64_t kFewTelling = 3;       // the same of characters of one script only
constexpr int64_t kChinesePercent = 15;  // of the letters: a Chinese filing has English names too

// Frequent characters of prospectuses that only one script uses, by code point.
constexpr char32_t kSimplified[] =
    U"业东个为义书产亿从们价会传体关兴决净创务动单卖厂发变号员团国图场处备头实审对导将"
    U"届属币师带广应开归当录径总户报担拟损换据数无时显权条来极构标样检欧汇没测济满点环"
    U"现电监确签约级纪组织终经结给络统继续维网联节药营蓝补规视览计认让训议记许论设证评"
    U"识诉词试话询该详语说请诸课调谈负财责败账货质购贷贸费资赛转轮软输过还这进远连适选"
    U"递钱铁银销错长门问间队阳际陆险随难项顺须预领频题额风验鱼";
constexpr char32_t kTraditional[] =
    U"來個們備傳價億別創動務匯員問單國圖團報場實審將對導屆屬師帶幣廠廣徑從應戶換損擔據"
    U"擬敗數時書會東條業極構標樣檢權歐歸決沒淨測滿濟為無營現環產當發監確節簽紀約級終組"
    U"結絡給統經維網總織繼續義聯興藍藥處號補規視覽計訓記設許訴評詞詢試話該詳認語說課調"
    U"談請論諸證識議變讓負財貨責貸費貿資賣質賬購賽軟輪輸轉這連進過遞遠適選還銀銷錄錢錯"
    U"鐵長門開間關陸陽隊際隨險難電項順須預領頭頻題額顯風驗體魚點";

bool Holds(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }

}  // namespace

void CountScripts(std::string_view text, ScriptCounts* counts) {
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    counts->latin += (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (c < 0x4E00 || c > 0x9FFF) continue;
    ++counts->han;
    counts->simplified += Holds(kSimplified, c);
    counts->traditional += Holds(kTraditional, c);
  }
}

Script ScriptOf(const ScriptCounts& counts) {
  const int64_t letters = counts.latin + counts.han;
  if (letters < kFewLetters) return Script::kUnknown;
  if (counts.han * 100 < letters * kChinesePercent) return Script::kEnglish;
  const int64_t more = std::max(counts.simplified, counts.traditional);
  const int64_t less = std::min(counts.simplified, counts.traditional);
  if (more < kFewTelling || more < 2 * less) return Script::kUnknown;
  return counts.simplified > counts.traditional ? Script::kSimplified : Script::kTraditional;
}

const char* LanguagesFor(Script script) {
  switch (script) {
    case Script::kSimplified:
      return "chi_sim+eng";
    case Script::kTraditional:
      return "chi_tra+eng";
    default:
      return "eng";
  }
}

}  // namespace filing_review::extract
