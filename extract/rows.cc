#include "extract/rows.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "extract/right_to_left.h"

namespace filing_review::extract {

namespace {

constexpr float kRowTolerance = 0.22f;  // of the smaller size: baselines of one row
constexpr float kTallRow = 1.3f;        // times the size of the rows beside it

void SetMain(const std::vector<Run>& runs, Row* row) {
  uint32_t most = 0;
  for (const uint32_t r : row->runs) {
    const Run& run = runs[r];
    if (run.raised) continue;
    if (run.end - run.begin > most) {
      most = run.end - run.begin;
      row->v = run.v;
      row->size = run.size;
    }
  }
}

std::vector<Row> GroupByBaseline(const std::vector<Run>& runs) {
  std::vector<uint32_t> order(runs.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return runs[a].v != runs[b].v ? runs[a].v < runs[b].v : a < b;
  });
  std::vector<Row> rows;
  float last_v = 0, last_size = 0, first_v = 0;
  for (const uint32_t r : order) {
    const Run& run = runs[r];
    const float reach = kRowTolerance * std::min(run.size, last_size);
    if (rows.empty() || run.v - last_v > reach || run.v - first_v > 2 * reach) {
      rows.emplace_back();
      first_v = run.v;
    }
    rows.back().runs.push_back(r);
    last_v = run.v;
    last_size = run.size;
  }
  for (Row& row : rows) SetMain(runs, &row);
  return rows;
}

// True where `small` is set as a superscript or subscript on text of `row`.
bool SetOn(const std::vector<Run>& runs, const Run& small, const Row& row) {
  for (const uint32_t r : row.runs) {
    const Run& base = runs[r];
    const float s = base.size;
    if (base.raised || small.size > 0.86f * s) continue;
    const float up = (base.v - small.v) / s;
    const bool super = up >= 0.1f && up <= 0.75f;
    const bool sub = up <= -0.05f && up >= -0.4f;
    if (!super && !sub) continue;
    const float after = (small.u0 - base.u1) / s;   // small follows base
    const float before = (base.u0 - small.u1) / s;  // small precedes base
    if (after >= -0.3f && after <= 0.5f) return true;
    if (super && before >= -0.2f && before <= 1.5f) return true;
    // Inside: a mark painted apart from a long run that leaves room for it.
    if (small.u0 > base.u0 && small.u1 < base.u1 + 0.3f * s && small.u1 - small.u0 < 3 * s) {
      return true;
    }
  }
  return false;
}

void AttachRaised(std::vector<Run>* runs, std::vector<Row>* rows) {
  std::vector<Row>& all = *rows;
  for (size_t i = 0; i < all.size(); ++i) {
    std::vector<uint32_t> stay;
    // Marks that follow marks attach in the order they stand.
    std::sort(all[i].runs.begin(), all[i].runs.end(), [&](uint32_t a, uint32_t b) {
      return (*runs)[a].u0 != (*runs)[b].u0 ? (*runs)[a].u0 < (*runs)[b].u0 : a < b;
    });
    for (const uint32_t r : all[i].runs) {
      Run& small = (*runs)[r];
      size_t home = all.size();
      for (size_t step = 1; step <= 6 && home == all.size(); ++step) {
        for (const int sign : {1, -1}) {
          const ptrdiff_t j = static_cast<ptrdiff_t>(i) + sign * static_cast<ptrdiff_t>(step);
          if (j < 0 || j >= static_cast<ptrdiff_t>(all.size())) continue;
          const Row& row = all[static_cast<size_t>(j)];
          if (row.runs.empty() || row.size < 1.16f * small.size ||
              std::fabs(row.v - small.v) > row.size) {
            continue;
          }
          if (SetOn(*runs, small, row)) {
            home = static_cast<size_t>(j);
            break;
          }
        }
      }
      if (home == all.size()) {
        stay.push_back(r);
        continue;
      }
      small.raised = true;
      small.superscript = small.v < all[home].v;
      all[home].runs.push_back(r);
    }
    all[i].runs = std::move(stay);
  }
  std::erase_if(all, [](const Row& row) { return row.runs.empty(); });
}

// True where `b`, which starts no further left, does not simply follow `a`. Full-width marks that
// are set half a width back do follow.
bool Overlap(const Flat& flat, const Run& a, const Run& b) {
  const FlatGlyph& last = flat.glyphs[a.end - 1];
  return b.u0 < last.u0 + std::min(0.25f * last.size, 0.6f * (last.u1 - last.u0));
}

// Merges two overlapping runs glyph by glyph and drops what is painted twice. Returns false, and
// changes nothing, where they are different texts.
bool MergeRuns(Flat* flat, const Run& a, const Run& b, Run* merged) {
  std::vector<FlatGlyph> all(flat->glyphs.begin() + a.begin, flat->glyphs.begin() + a.end);
  all.insert(all.end(), flat->glyphs.begin() + b.begin, flat->glyphs.begin() + b.end);
  for (size_t i = 0; i < all.size(); ++i) {
    const bool superscript = i < a.end - a.begin ? a.superscript : b.superscript;
    all[i].superscript = all[i].superscript || superscript;
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const FlatGlyph& x, const FlatGlyph& y) { return x.u0 < y.u0; });
  std::vector<FlatGlyph> kept;
  for (const FlatGlyph& g : all) {
    bool twice = false;
    for (size_t k = kept.size(); k-- > 0 && kept.size() - k <= 3;) {
      if (kept[k].code == g.code && g.u0 - kept[k].u0 <= 0.25f * g.size &&
          g.u0 - kept[k].u0 <= 0.6f * (g.u1 - g.u0)) {
        kept[k].bold = true;
        twice = true;
        break;
      }
    }
    if (!twice) kept.push_back(g);
  }
  for (size_t i = 1; i < kept.size(); ++i) {
    if (IsMark(kept[i - 1].code) || IsMark(kept[i].code)) continue;
    if (kept[i - 1].u1 - kept[i].u0 >
        0.35f * std::min(kept[i].u1 - kept[i].u0, kept[i - 1].u1 - kept[i - 1].u0)) {
      return false;
    }
  }
  *merged = a.end - a.begin >= b.end - b.begin ? a : b;
  merged->u0 = std::min(a.u0, b.u0);
  merged->u1 = std::max(a.u1, b.u1);
  merged->begin = static_cast<uint32_t>(flat->glyphs.size());
  flat->glyphs.insert(flat->glyphs.end(), kept.begin(), kept.end());
  merged->end = static_cast<uint32_t>(flat->glyphs.size());
  return true;
}

// A tall row is read before smaller rows that stand beside it on its right, although their
// baselines are higher: a title beside an address, a large initial.
void TallRowsFirst(const std::vector<Run>& runs, std::vector<Row>* rows) {
  for (size_t i = 1; i < rows->size(); ++i) {
    const Row& tall = (*rows)[i];
    const float right = runs[tall.runs.back()].u1;
    size_t first = i;
    while (first > 0) {
      const Row& small = (*rows)[first - 1];
      if (tall.size < kTallRow * small.size || small.v <= tall.v - 0.8f * tall.size ||
          runs[small.runs.front()].u0 < right) {
        break;
      }
      --first;
    }
    std::rotate(rows->begin() + static_cast<ptrdiff_t>(first),
                rows->begin() + static_cast<ptrdiff_t>(i),
                rows->begin() + static_cast<ptrdiff_t>(i) + 1);
  }
}

}  // namespace

std::vector<Row> MakeRows(Flat* flat, std::vector<Run>* runs) {
  std::vector<Row> rows = GroupByBaseline(*runs);
  AttachRaised(runs, &rows);
  std::vector<Row> out;
  for (Row& row : rows) {
    std::sort(row.runs.begin(), row.runs.end(), [&](uint32_t a, uint32_t b) {
      return (*runs)[a].u0 != (*runs)[b].u0 ? (*runs)[a].u0 < (*runs)[b].u0 : a < b;
    });
    Row main, over;
    for (const uint32_t r : row.runs) {
      if (main.runs.empty() || !Overlap(*flat, (*runs)[main.runs.back()], (*runs)[r])) {
        main.runs.push_back(r);
        continue;
      }
      Run merged;
      if (MergeRuns(flat, (*runs)[main.runs.back()], (*runs)[r], &merged)) {
        runs->push_back(merged);
        main.runs.back() = static_cast<uint32_t>(runs->size() - 1);
      } else {
        over.runs.push_back(r);
      }
    }
    main.v = over.v = row.v;
    main.size = over.size = row.size;
    SetMain(*runs, &main);
    out.push_back(std::move(main));
    if (!over.runs.empty()) {
      SetMain(*runs, &over);
      out.push_back(std::move(over));
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Row& a, const Row& b) { return a.v < b.v; });
  TallRowsFirst(*runs, &out);
  return out;
}

}  // namespace filing_review::extract
